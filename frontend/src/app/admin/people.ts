import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { StaffView } from '@xiezhi/contract';
import type { Page } from '../data/page';
import { Session } from '../data/session';
import { Staff } from '../data/staff';
import { WordsPipe } from '../i18n/language';
import { isStrong, NewPassword } from '../people/password';
import { CourtField } from '../ui/parts/court-field';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';

/** 人员与岗位: found by name or court; the filter lives in the address. */
@Component({
  selector: 'xz-people',
  imports: [RouterLink, TranslocoPipe, WordsPipe, CourtField, Deed, Fault, NewPassword],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>
          {{ 'menu.people' | transloco }}
          @if (page(); as p) {
            <span class="soft" role="status">{{ 'people.total' | transloco: { total: p.total } }}</span>
          }
        </h1>
        @if (session.may('createPerson')) {
          <xz-deed
            [label]="'people.create' | transloco"
            [hint]="'people.createHint' | transloco"
            [primary]="true"
            asks="nothing"
            [ready]="name() !== '' && username() !== '' && strong()"
            [run]="create"
          >
            <label class="field"
              ><span>{{ 'people.name' | transloco }}</span
              ><input name="name" required maxlength="60" [value]="name()" (input)="name.set(value($event))"
            /></label>
            <label class="field"
              ><span>{{ 'people.username' | transloco }}</span
              ><input
                name="newUsername"
                required
                autocomplete="off"
                maxlength="40"
                [value]="username()"
                (input)="username.set(value($event))"
            /></label>
            <xz-new-password [label]="'people.first' | transloco" [(text)]="password" />
          </xz-deed>
        }
      </div>
      <form class="panel row" (submit)="$event.preventDefault()">
        <label class="field"
          ><span>{{ 'people.q' | transloco }}</span
          ><input type="search" name="q" [value]="q()" (change)="filter({ q: value($event) })"
        /></label>
        <xz-court-field [label]="'table.court' | transloco" [(text)]="courtText" (chosen)="filter({ court: $event })" />
        <button type="button" class="button" (click)="courtText.set(''); filter({ q: '', court: '' })">
          {{ 'list.reset' | transloco }}
        </button>
      </form>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (page(); as p) {
        @if (rows().length > 0) {
          <section
            class="panel table-wrap roomy"
            tabindex="0"
            role="group"
            [attr.aria-label]="'menu.people' | transloco"
          >
            <table>
              <caption class="visually-hidden">
                {{
                  'menu.people' | transloco
                }}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{{ 'people.name' | transloco }}</th>
                  <th scope="col">{{ 'people.username' | transloco }}</th>
                  <th scope="col">{{ 'people.posts' | transloco }}</th>
                  <th scope="col">{{ 'people.state' | transloco }}</th>
                  <th scope="col">{{ 'people.factor' | transloco }}</th>
                </tr>
              </thead>
              <tbody>
                @for (person of rows(); track person.id) {
                  <tr>
                    <th scope="row">
                      <a [routerLink]="['/admin/people', person.id]">{{ person.name }}</a>
                    </th>
                    <td>{{ person.username }}</td>
                    <td>
                      @for (post of person.posts; track post.id) {
                        @if (!post.ended) {
                          <div>{{ post.roleName | words }} · {{ post.courtName }}</div>
                        }
                      }
                    </td>
                    <td>
                      <span class="tag" [class.bad]="person.disabled" [class.good]="!person.disabled">{{
                        (person.disabled ? 'people.disabled' : 'people.enabled') | transloco
                      }}</span>
                    </td>
                    <td>{{ 'people.factor-' + person.secondFactor | transloco }}</td>
                  </tr>
                }
              </tbody>
            </table>
            @if (p.next) {
              <p>
                <button type="button" class="button" (click)="more()">{{ 'list.more' | transloco }}</button>
              </p>
            }
          </section>
        } @else {
          <p class="panel soft">{{ 'people.none' | transloco }}</p>
        }
      } @else if (!fault()) {
        <div class="skeleton"></div>
        <div class="skeleton"></div>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class People {
  private readonly staff = inject(Staff);
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  readonly q = input('', { transform: text });
  readonly court = input('', { transform: text });
  protected readonly page = signal<Page<StaffView> | undefined>(undefined);
  protected readonly rows = signal<StaffView[]>([]);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly courtText = signal('');
  protected readonly name = signal('');
  protected readonly username = signal('');
  protected readonly password = signal('');
  protected readonly create = async (): Promise<void> => {
    const made = await this.staff.create({
      username: this.username().trim(),
      name: this.name().trim(),
      password: this.password(),
    });
    await this.router.navigate(['/admin/people', made.id]);
  };

  constructor() {
    effect(() => {
      this.q();
      this.court();
      void this.load();
    });
  }

  protected strong(): boolean {
    return isStrong(this.password());
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected filter(change: { q?: string; court?: string }): void {
    const wish = { q: this.q(), court: this.court(), ...change };
    void this.router.navigate([], { queryParams: { q: wish.q || null, court: wish.court || null } });
  }

  protected async load(): Promise<void> {
    try {
      const page = await this.staff.find({ q: this.q(), court: this.court() });
      this.page.set(page);
      this.rows.set(page.items);
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }

  protected async more(): Promise<void> {
    const page = await this.staff.find({ q: this.q(), court: this.court(), cursor: this.page()?.next ?? '' });
    this.page.set(page);
    this.rows.update((rows) => [...rows, ...page.items]);
  }
}

function text(value: string | undefined): string {
  return value ?? '';
}
