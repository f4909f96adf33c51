import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { StaffView } from '@xiezhi/contract';
import { Session } from '../data/session';
import { Staff } from '../data/staff';
import { WordsPipe } from '../i18n/language';
import { isStrong, NewPassword } from '../people/password';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';
import { GrantPost } from './grant-post';
import { IdentitiesOf } from './identities';

/** 人员: state, posts with those that ended, and what this administrator may do. The three split the work; a refusal says so. */
@Component({
  selector: 'xz-person',
  imports: [RouterLink, TranslocoPipe, WordsPipe, WhenPipe, Deed, Fault, GrantPost, IdentitiesOf, NewPassword],
  template: `
    <div class="page stack">
      <p>
        <a routerLink="/admin/people">← {{ 'menu.people' | transloco }}</a>
      </p>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (person(); as p) {
        <div class="page-head">
          <h1>
            {{ p.name }} <span class="soft">{{ p.username }}</span>
          </h1>
          <div class="row">
            @if (p.disabled) {
              @if (session.may('enablePerson')) {
                <xz-deed
                  [label]="'person.enable' | transloco"
                  [about]="p.name + ' · ' + p.username"
                  [run]="enable"
                  (done)="said('enable')"
                />
              }
            } @else if (session.may('disablePerson')) {
              <xz-deed
                [label]="'person.disable' | transloco"
                [about]="p.name + ' · ' + p.username"
                [hint]="'person.disableHint' | transloco"
                [run]="disable"
                (done)="said('disable')"
              />
            }
            @if (session.may('resetPassword')) {
              <xz-deed
                [label]="'person.password' | transloco"
                [about]="p.name + ' · ' + p.username"
                [hint]="'person.passwordHint' | transloco"
                [ready]="strong()"
                [run]="resetPassword"
                (done)="said('password')"
              >
                <xz-new-password [label]="'password.next' | transloco" [(text)]="password" />
              </xz-deed>
            }
            @if (session.may('resetSecondFactor') && p.secondFactor !== 'off') {
              <xz-deed
                [label]="'person.factor' | transloco"
                [about]="p.name + ' · ' + p.username"
                [hint]="'person.factorHint' | transloco"
                [run]="resetFactor"
                (done)="said('factor')"
              />
            }
          </div>
        </div>
        @if (done()) {
          <p class="panel" role="status">{{ 'person.done-' + done() | transloco }}</p>
        }
        <section class="panel stack tight">
          <dl class="facts">
            <dt>{{ 'people.state' | transloco }}</dt>
            <dd>
              <span class="tag" [class.bad]="p.disabled" [class.good]="!p.disabled">{{
                (p.disabled ? 'people.disabled' : 'people.enabled') | transloco
              }}</span>
            </dd>
            <dt>{{ 'people.factor' | transloco }}</dt>
            <dd>{{ 'people.factor-' + p.secondFactor | transloco }}</dd>
          </dl>
        </section>
        <section class="panel stack tight">
          <div class="row between">
            <h2>{{ 'people.posts' | transloco }}</h2>
            @if (session.may('grantPost')) {
              <xz-grant-post [person]="p" (granted)="person.set($event); said('grant')" />
            } @else {
              <span class="soft">{{ 'person.postsElsewhere' | transloco }}</span>
            }
          </div>
          @if (p.posts.length > 0) {
            <div class="table-wrap roomy" tabindex="0" role="group" [attr.aria-label]="'people.posts' | transloco">
              <table>
                <caption class="visually-hidden">
                  {{
                    'people.posts' | transloco
                  }}
                </caption>
                <thead>
                  <tr>
                    <th scope="col">{{ 'person.role' | transloco }}</th>
                    <th scope="col">{{ 'table.court' | transloco }}</th>
                    <th scope="col">{{ 'person.from' | transloco }}</th>
                    <th scope="col">{{ 'person.until' | transloco }}</th>
                    <th scope="col">{{ 'people.state' | transloco }}</th>
                    @if (session.may('endPost')) {
                      <th scope="col">{{ 'lend.act' | transloco }}</th>
                    }
                  </tr>
                </thead>
                <tbody>
                  @for (post of p.posts; track post.id) {
                    <tr>
                      <td>{{ post.roleName | words }}</td>
                      <td>{{ post.courtName }}</td>
                      <td class="case">{{ post.from | when }}</td>
                      <td class="case">{{ post.until ? (post.until | when) : ('person.open' | transloco) }}</td>
                      <td>
                        <span class="tag" [class.good]="!post.ended">{{
                          (post.ended ? 'person.ended' : 'person.held') | transloco
                        }}</span>
                      </td>
                      @if (session.may('endPost')) {
                        <td>
                          @if (!post.ended) {
                            <xz-deed
                              [label]="'person.endPost' | transloco"
                              [about]="p.name + ' · ' + (post.roleName | words) + ' · ' + post.courtName"
                              [hint]="'person.endPostHint' | transloco"
                              [of]="post.id"
                              [run]="endPost"
                              (done)="said('endPost')"
                            />
                          }
                        </td>
                      }
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          } @else {
            <p class="soft">{{ 'person.noPosts' | transloco }}</p>
          }
        </section>
        <xz-identities [person]="p" (changed)="person.set($event)" />
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Person {
  private readonly staff = inject(Staff);
  protected readonly session = inject(Session);
  readonly id = input.required<string>();
  protected readonly person = signal<StaffView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly password = signal('');
  protected readonly done = signal('');
  protected readonly disable = (reason: string): Promise<void> => this.show(this.staff.disable(this.id(), reason));
  protected readonly enable = (reason: string): Promise<void> => this.show(this.staff.enable(this.id(), reason));
  protected readonly resetFactor = (reason: string): Promise<void> =>
    this.show(this.staff.resetSecondFactor(this.id(), reason).then(() => this.staff.read(this.id())));
  protected readonly resetPassword = async (reason: string): Promise<void> => {
    await this.staff.resetPassword(this.id(), this.password(), reason);
    this.password.set('');
  };
  protected readonly endPost = (reason: string, post: string): Promise<void> =>
    this.show(this.staff.endPost(post, reason));

  constructor() {
    effect(() => {
      this.id();
      void this.load();
    });
  }

  protected strong(): boolean {
    return isStrong(this.password());
  }

  protected said(what: string): void {
    this.done.set(what);
  }

  protected async load(): Promise<void> {
    try {
      await this.show(this.staff.read(this.id()));
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }

  private async show(answer: Promise<StaffView>): Promise<void> {
    this.person.set(await answer);
  }
}
