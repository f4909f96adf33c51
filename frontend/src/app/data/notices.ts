import { effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { CalendarFeedView, NoticesView, PreferenceView, SetPreference, UrgingView } from '@xiezhi/contract';
import { Api } from './api';
import { Live } from './live';
import { query } from './page';
import { Session } from './session';

/** 消息: the number on the bell, and what is asked and said about notices. */
@Injectable({ providedIn: 'root' })
export class Notices {
  private readonly api = inject(Api);
  readonly unread = signal(0);
  /** Grows when something was told or read: lists look again with the bell. */
  readonly beat = signal(0);

  constructor() {
    const session = inject(Session);
    const live = inject(Live);
    effect(() => {
      if (session.person()) untracked(() => void this.count());
      else this.unread.set(0);
    });
    live.refetch(
      () => {
        this.beat.update((n) => n + 1);
        void this.count();
      },
      (event) => event.kind === 'notices',
    );
  }

  /** The page and the bell's number come in one answer. */
  async find(filter: Readonly<Record<string, string | undefined>>): Promise<NoticesView> {
    const found = await this.api.get<NoticesView>(`/notices${query(filter)}`);
    this.unread.set(found.unread);
    return found;
  }

  read = (id: string): Promise<void> => this.api.post(`/notices/${id}/read`);
  readUntil = (until: string): Promise<void> => this.api.post('/notices/read', { until });
  preference = (): Promise<PreferenceView> => this.api.get('/me/notices');
  setPreference = (wish: SetPreference): Promise<PreferenceView> => this.api.post('/me/notices', wish);
  calendar = (): Promise<CalendarFeedView> => this.api.get('/me/calendar');
  makeCalendar = (): Promise<CalendarFeedView> => this.api.post('/me/calendar');
  dropCalendar = (): Promise<void> => this.api.post('/me/calendar/revoke');
  urging = (matter: string): Promise<UrgingView> => this.api.get(`/matters/${matter}/urging`);

  private async count(): Promise<void> {
    await this.find({ limit: '1' }).catch(() => undefined);
  }
}
