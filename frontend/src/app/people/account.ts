import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { OpenSessionView, PostView } from '@xiezhi/contract';
import { Account } from '../data/account';
import { Session } from '../data/session';
import { WordsPipe } from '../i18n/language';
import { seatOf } from '../shell/post-switch';
import { Reminders } from '../notices/reminders';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';
import { Delegations } from './delegations';
import { isStrong, NewPassword } from './password';

/** 我的账户: my posts, where I am signed in, my password, and what I lend of my post. */
@Component({
  selector: 'xz-account',
  imports: [TranslocoPipe, WordsPipe, WhenPipe, Deed, Fault, Delegations, NewPassword, Reminders],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>{{ 'menu.account' | transloco }}</h1>
        @if (session.person(); as me) {
          <span class="soft">{{ me.name }} · {{ me.username }}</span>
        }
      </div>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (due(); as why) {
        <p class="panel" role="status">{{ 'password.due-' + why | transloco }}</p>
      }
      @if (!due() && session.person(); as me) {
        <section class="panel stack tight">
          <h2>{{ 'account.posts' | transloco }}</h2>
          <ul class="lines">
            @for (post of me.posts; track seat(post)) {
              <li class="row between">
                <span
                  ><strong>{{ post.roleName | words }}</strong> · {{ post.courtName }}
                  @if (post.delegation; as lent) {
                    <span class="tag soon">{{
                      'account.lent' | transloco: { by: lent.by, until: lent.until | when }
                    }}</span>
                  } @else if (post.until) {
                    <span class="soft">{{ 'account.until' | transloco: { until: post.until | when } }}</span>
                  }
                </span>
                @if (sitsIn(post)) {
                  <span class="tag good">{{ 'account.now' | transloco }}</span>
                } @else {
                  <button type="button" class="button" (click)="actAs(post)">{{ 'post.go' | transloco }}</button>
                }
              </li>
            }
          </ul>
          <p class="soft">{{ 'account.ends' | transloco: { minutes: me.idleMinutes, at: me.endsAt | when } }}</p>
        </section>
      }
      @if (!due()) {
        <xz-delegations />
        <xz-reminders />
        <section class="panel stack tight">
          <h2>{{ 'account.sessions' | transloco }}</h2>
          @if (sessions(); as all) {
            <ul class="lines">
              @for (one of all; track one.id) {
                <li class="row between">
                  <span
                    >{{ one.roleName | words }} · {{ one.courtName }}
                    <span class="soft">{{
                      'account.opened'
                        | transloco: { address: one.address, at: one.openedAt | when, seen: one.seenAt | when }
                    }}</span></span
                  >
                  @if (one.own) {
                    <span class="tag good">{{ 'account.here' | transloco }}</span>
                  } @else {
                    <button type="button" class="button" (click)="end(one)">{{ 'sessions.end' | transloco }}</button>
                  }
                </li>
              }
            </ul>
          } @else if (!fault()) {
            <div class="skeleton"></div>
          }
        </section>
      }
      <section class="panel stack tight">
        <h2>{{ 'password.title' | transloco }}</h2>
        <p class="soft">{{ 'password.hint' | transloco }}</p>
        <div>
          <xz-deed
            [label]="'password.change' | transloco"
            asks="nothing"
            [primary]="due() !== null"
            [ready]="current() !== '' && strong()"
            [run]="change"
            (done)="changed.set(true)"
          >
            <label class="field"
              ><span>{{ 'password.current' | transloco }}</span
              ><input
                type="password"
                name="current"
                autocomplete="current-password"
                required
                [value]="current()"
                (input)="current.set(value($event))"
            /></label>
            <xz-new-password [label]="'password.next' | transloco" [(text)]="next" />
          </xz-deed>
        </div>
        @if (changed()) {
          <p role="status">{{ 'password.changed' | transloco }}</p>
        }
      </section>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountPage {
  private readonly account = inject(Account);
  protected readonly session = inject(Session);
  protected readonly sessions = signal<OpenSessionView[] | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly current = signal('');
  protected readonly next = signal('');
  protected readonly changed = signal(false);
  /** Until the password is changed the server answers nothing else. */
  protected readonly due = computed(() => this.session.person()?.passwordDue ?? null);
  protected readonly change = async (): Promise<void> => {
    await this.account.changePassword(this.current(), this.next());
    this.current.set('');
    this.next.set('');
    await this.session.refresh();
    await this.load();
  };

  constructor() {
    // What was lent since the page was opened shows here first.
    void this.session.refresh();
    void this.load();
  }

  protected seat(post: PostView): string {
    return seatOf(post);
  }

  protected strong(): boolean {
    return isStrong(this.next());
  }

  protected sitsIn(post: PostView): boolean {
    const me = this.session.person();
    return me?.post === post.id && (me.actsFor !== null) === (post.delegation !== undefined);
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected actAs(post: PostView): Promise<void> {
    return this.attempt(() => this.session.actAs(post));
  }

  protected async end(one: OpenSessionView): Promise<void> {
    await this.attempt(() => this.account.endSession(one.id));
    await this.load();
  }

  protected async load(): Promise<void> {
    if (this.due()) return;
    await this.attempt(async () => this.sessions.set(await this.account.sessions()));
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
