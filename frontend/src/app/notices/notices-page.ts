import { ChangeDetectionStrategy, Component, effect, inject, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { NoticeView } from '@xiezhi/contract';
import { letters } from '@xiezhi/contract/plain';
import { Notices } from '../data/notices';
import { WordsPipe } from '../i18n/language';
import { Clock } from '../ui/parts/clock';
import { Fault } from '../ui/parts/fault';
import { LightSign } from '../ui/parts/light';
import { WhenPipe } from '../ui/parts/when';

/** 消息: what I was told, the newest first; each leads to its matter and is read by going there. */
@Component({
  selector: 'xz-notices',
  imports: [RouterLink, TranslocoPipe, WordsPipe, WhenPipe, Clock, Fault, LightSign],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>
          {{ 'menu.notices' | transloco }}
          <span class="soft" role="status">{{
            'notices.sum' | transloco: { total: total(), unread: notices.unread() }
          }}</span>
        </h1>
        <button type="button" class="button" [disabled]="notices.unread() === 0" (click)="readAll()">
          {{ 'notices.readAll' | transloco }}
        </button>
      </div>
      <form class="panel row" (submit)="$event.preventDefault()">
        <label class="row"
          ><input type="checkbox" name="unread" [checked]="unread()" (change)="unread.set(checked($event))" />
          {{ 'notices.unreadOnly' | transloco }}</label
        >
        <label class="field"
          ><span>{{ 'notices.letter' | transloco }}</span
          ><select class="input" name="letter" (change)="letter.set(value($event))">
            <option value="">{{ 'notices.all' | transloco }}</option>
            @for (one of kinds; track one.letter) {
              <option [value]="one.letter">{{ one.words | words }}</option>
            }
          </select></label
        >
      </form>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (items(); as all) {
        @if (all.length > 0) {
          <section class="panel">
            <ul class="lines">
              @for (one of all; track one.id) {
                <li class="row between" [class.new]="one.readAt === null">
                  <span class="what">
                    <xz-light [light]="one.light" [bare]="true" />
                    <strong>{{ one.words | words }}</strong>
                    @if (one.readAt === null) {
                      <span class="tag soon">{{ 'notices.new' | transloco }}</span>
                    }
                    @if (one.caseNo) {
                      <a class="case" [routerLink]="['/matters', one.matterId]" (click)="open($event, one)">{{
                        one.caseNo
                      }}</a>
                    }
                    @if (one.item) {
                      <span>{{ 'notices.item' | transloco: { tail: one.item } }}</span>
                    }
                    @if (one.count > 1) {
                      <span>{{ 'notices.count' | transloco: { count: one.count } }}</span>
                    }
                    <span class="soft">{{ one.courtName }}</span>
                    @if (one.by) {
                      <span class="soft">{{ 'notices.by' | transloco: { by: one.by } }}</span>
                    }
                    <xz-clock [due]="one.dueAt" />
                  </span>
                  <span class="row">
                    <span class="soft case">{{ one.at | when }}</span>
                    @if (one.readAt === null) {
                      <button type="button" class="button" (click)="read(one)">{{ 'notices.read' | transloco }}</button>
                    }
                  </span>
                </li>
              }
            </ul>
          </section>
          @if (next()) {
            <button type="button" class="button" (click)="more()">{{ 'notices.more' | transloco }}</button>
          }
        } @else {
          <p class="panel soft">{{ (unread() ? 'notices.noneNew' : 'notices.none') | transloco }}</p>
        }
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  styles: `
    .what {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 10px;
      align-items: baseline;
    }
    li.new {
      border-left: 3px solid var(--lead);
      padding-left: 9px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoticesPage {
  private readonly router = inject(Router);
  protected readonly notices = inject(Notices);
  protected readonly kinds = Object.entries(letters).map(([letter, words]) => ({ letter, words }));
  protected readonly unread = signal(false);
  protected readonly letter = signal('');
  protected readonly items = signal<NoticeView[] | undefined>(undefined);
  protected readonly next = signal<string | null>(null);
  protected readonly total = signal(0);
  protected readonly fault = signal<unknown>(undefined);
  private asked = 0;

  constructor() {
    effect(() => {
      this.notices.beat();
      this.unread();
      this.letter();
      untracked(() => void this.load());
    });
  }

  protected value(event: Event): string {
    return (event.target as HTMLSelectElement).value;
  }

  protected checked(event: Event): boolean {
    return (event.target as HTMLInputElement).checked;
  }

  protected load(): Promise<void> {
    return this.attempt(() => this.page());
  }

  protected more(): Promise<void> {
    return this.attempt(() => this.page(this.next() ?? undefined));
  }

  protected read(one: NoticeView): Promise<void> {
    return this.attempt(async () => {
      await this.notices.read(one.id);
      await this.page();
    });
  }

  /** Who goes there has read it. A click that opens another tab is left to the browser. */
  protected open(event: MouseEvent, one: NoticeView): void {
    if (one.readAt === null) void this.notices.read(one.id).catch(() => undefined);
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void this.router.navigate(['/matters', one.matterId]);
  }

  protected readAll(): Promise<void> {
    return this.attempt(async () => {
      const newest = this.unread() || this.letter() ? (await this.notices.find({ limit: '1' })).items : this.items();
      const until = newest?.[0]?.at;
      if (until) await this.notices.readUntil(until);
      await this.page();
    });
  }

  /** A later question makes the answer to an earlier one moot. */
  private async page(cursor?: string): Promise<void> {
    const asked = (this.asked += 1);
    const found = await this.notices.find({
      unread: this.unread() ? '1' : undefined,
      letter: this.letter(),
      cursor,
    });
    if (asked !== this.asked) return;
    this.items.update((before) => (cursor ? [...(before ?? []), ...found.items] : found.items));
    this.next.set(found.next);
    this.total.set(found.total);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
