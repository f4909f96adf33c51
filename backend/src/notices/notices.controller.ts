import { Controller, Res } from '@nestjs/common';
import type {
  CalendarFeedView,
  FindNotices,
  NoticesView,
  PreferenceView,
  SetPreference,
  UrgingView,
} from '@xiezhi/contract';
import type { FastifyReply } from 'fastify';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { CalendarFeed } from './calendar-feed';
import { Notices } from './notices';
import { Preferences } from './preferences';
import { Urging } from './urging';

@Controller()
export class NoticesController {
  constructor(
    private readonly all: Notices,
    private readonly preferences: Preferences,
    private readonly calendar: CalendarFeed,
    private readonly urgingOf: Urging,
  ) {}

  @Operation('notices')
  notices(@AskedFor() { query, actor }: Asked<unknown, FindNotices>): Promise<NoticesView> {
    return this.all.find(query, actor);
  }

  @Operation('readNotice')
  read(@AskedFor() { params, actor }: Asked): Promise<void> {
    return this.all.read(params['id'] ?? '', actor);
  }

  @Operation('readAllNotices')
  readAll(@AskedFor() { body, actor }: Asked<{ until: string }>): Promise<void> {
    return this.all.readUntil(body.until, actor);
  }

  @Operation('noticePreference')
  preference(@AskedFor() { actor }: Asked): Promise<PreferenceView> {
    return this.preferences.of(actor.person);
  }

  @Operation('setNoticePreference')
  setPreference(@AskedFor() { body, actor }: Asked<SetPreference>): Promise<PreferenceView> {
    return this.preferences.set(actor.person, body);
  }

  @Operation('myCalendar')
  myCalendar(@AskedFor() { actor }: Asked): Promise<CalendarFeedView> {
    return this.calendar.of(actor.person);
  }

  @Operation('makeCalendar')
  makeCalendar(@AskedFor() { actor }: Asked): Promise<CalendarFeedView> {
    return this.calendar.make(actor.person);
  }

  @Operation('dropCalendar')
  dropCalendar(@AskedFor() { actor }: Asked): Promise<void> {
    return this.calendar.drop(actor.person);
  }

  @Operation('calendarFeed')
  async feed(@AskedFor() { params }: Asked, @Res() reply: FastifyReply): Promise<void> {
    const text = await this.calendar.file(params['feed'] ?? '');
    await reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="xiezhi.ics"')
      .send(text);
  }

  @Operation('urging')
  urging(@AskedFor() { params }: Asked): Promise<UrgingView> {
    return this.urgingOf.of(params['id'] ?? '');
  }
}
