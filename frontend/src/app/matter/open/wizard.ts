import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CaseSheet, ImportView, MatterView, ProcedureView } from '@xiezhi/contract';
import { newKey } from '../../data/api';
import { Live } from '../../data/live';
import { Matters } from '../../data/matters';
import { Session } from '../../data/session';
import { Fault } from '../../ui/parts/fault';
import { BasicForm, type Basics } from './basic-form';
import { ListStep } from './list-step';
import { PapersStep } from './papers-step';
import { windowOf } from './window';

const steps = ['basic', 'list', 'courts', 'papers', 'review'] as const;
type Step = (typeof steps)[number];

/** 新建协同: basics → list → by court → papers → second person. Each step is kept on the server; a draft goes on where it stands. */
@Component({
  selector: 'xz-wizard',
  imports: [TranslocoPipe, Fault, BasicForm, ListStep, PapersStep],
  template: `
    <div class="page stack">
      <h1>{{ 'menu.new' | transloco }}</h1>
      <ol class="steps" [attr.aria-label]="'menu.new' | transloco">
        @for (name of steps; track name; let n = $index) {
          <li
            [class.here]="name === step()"
            [class.done]="n < at()"
            [attr.aria-current]="name === step() ? 'step' : null"
          >
            <span>{{ n < at() ? '✓' : n + 1 }}</span> {{ 'wizard.' + name | transloco }}
          </li>
        }
      </ol>
      <xz-fault [of]="fault()" (again)="resume()" />
      @switch (step()) {
        @case ('basic') {
          <xz-basic-form [facts]="matter()?.facts" [busy]="busy()" (save)="saveBasics($event)" />
        }
        @case ('list') {
          <xz-list-step
            [cases]="cases()"
            [busy]="busy()"
            [checked]="checked()"
            (sheet)="check($event)"
            (pasted)="paste($event)"
            (useCase)="useCase($event)"
            (back)="step.set('basic')"
            (next)="step.set('courts')"
          />
        }
        @case ('courts') {
          @if (checked(); as c) {
            <section class="panel stack">
              <p class="sum" role="status">{{ 'wizard.sum' | transloco: c.summary }}</p>
              <div class="table-wrap">
                <table>
                  <caption class="visually-hidden">
                    {{
                      'wizard.courts' | transloco
                    }}
                  </caption>
                  <thead>
                    <tr>
                      <th scope="col">{{ 'table.court' | transloco }}</th>
                      <th scope="col" class="number">{{ 'wizard.freezes' | transloco }}</th>
                      <th scope="col" class="number">{{ 'wizard.accounts' | transloco }}</th>
                    </tr>
                  </thead>
                  <tbody>
                    @for (line of c.byCourt; track line.court) {
                      <tr>
                        <th scope="row">
                          {{ line.courtName }} <span class="soft">{{ line.court }}</span>
                        </th>
                        <td class="number">{{ line.freezes }}</td>
                        <td class="number">{{ line.accounts }}</td>
                      </tr>
                    }
                  </tbody>
                  <tfoot>
                    <tr>
                      <th scope="row">{{ 'wizard.together' | transloco }}</th>
                      <td class="number">{{ c.summary.freezes }}</td>
                      <td class="number">{{ c.summary.accounts }}</td>
                    </tr>
                  </tfoot>
                </table>
              </div>
              <div class="row between">
                <button type="button" class="button" (click)="step.set('list')">
                  {{ 'wizard.back' | transloco }}</button><button
                  type="button"
                  class="button primary"
                  [disabled]="busy()"
                  (click)="commit()"
                >
                  {{ 'wizard.commit' | transloco }}
                </button>
              </div>
            </section>
          }
        }
        @case ('papers') {
          @if (matter(); as m) {
            @if (procedure(); as p) {
              <xz-papers-step
                [matter]="m"
                [procedure]="p"
                (filed)="reload()"
                (back)="step.set('list')"
                (next)="step.set('review')"
              />
            }
          }
        }
        @case ('review') {
          @if (matter(); as m) {
            <section class="panel stack">
              <dl class="facts">
                <dt>{{ 'wizard.name' | transloco }}</dt>
                <dd>{{ m.title }}</dd>
                <dt>{{ 'wizard.caseNo' | transloco }}</dt>
                <dd>{{ m.facts['caseNo'] }}</dd>
                <dt>{{ 'wizard.window' | transloco }}</dt>
                <dd>{{ window().length }} {{ 'window.' + window().unit | transloco }}</dd>
              </dl>
              <p class="sum">{{ 'wizard.sum' | transloco: list() }}</p>
              <p class="soft">{{ 'wizard.second' | transloco }}</p>
              <div class="row between">
                <button type="button" class="button" (click)="step.set('papers')">
                  {{ 'wizard.back' | transloco }}</button><button
                  type="button"
                  class="button primary"
                  [disabled]="busy()"
                  (click)="submit()"
                >
                  {{ 'wizard.submit' | transloco }}
                </button>
              </div>
            </section>
          }
        }
      }
    </div>
  `,
  styles: `
    .steps {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 24px;
      list-style: none;
      margin: 0;
      padding: 0;
      color: var(--ink-soft);
    }
    .steps span {
      display: inline-flex;
      width: 24px;
      height: 24px;
      border-radius: 50%;
      border: 1px solid var(--grey);
      align-items: center;
      justify-content: center;
    }
    .here {
      color: var(--lead);
      font-weight: 600;
    }
    .here span {
      background: var(--lead);
      color: var(--lead-ink);
      border-color: var(--lead);
    }
    .done span {
      border-color: var(--green);
      color: var(--green);
    }
    .sum {
      font-size: 16px;
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Wizard {
  private readonly matters = inject(Matters);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  readonly id = input<string>();
  protected readonly steps = steps;
  protected readonly step = signal<Step>('basic');
  protected readonly at = computed(() => steps.indexOf(this.step()));
  protected readonly matter = signal<MatterView | undefined>(undefined);
  protected readonly procedure = signal<ProcedureView | undefined>(undefined);
  protected readonly checked = signal<ImportView | undefined>(undefined);
  protected readonly cases = signal<CaseSheet[]>([]);
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly list = computed(() => (this.matter()?.facts['list'] ?? {}) as Record<string, unknown>);
  protected readonly window = computed(() => windowOf(this.matter()?.facts as unknown as Basics));
  private readonly openKey = newKey();

  constructor() {
    effect(() => {
      if (this.id() !== undefined) void this.resume();
    });
    this.matters.cases().then(
      (all) => this.cases.set(all.filter((sheet) => sheet.fileName.includes('frozen'))),
      () => undefined,
    );
    inject(Live).refetch(
      () => void this.reload(),
      (event) => event.kind === 'changed' && event.change.matter === this.matter()?.id,
    );
  }

  /** A draft goes on at the first step that is not done. */
  protected async resume(): Promise<void> {
    await this.attempt(async () => {
      await this.reload(this.id());
      this.step.set(this.matter()?.facts['list'] === undefined ? 'list' : 'papers');
    });
  }

  protected async reload(id = this.matter()?.id): Promise<void> {
    if (id === undefined) return;
    this.matter.set(await this.matters.read(id));
    this.procedure.set(await this.matters.procedure('joint-unfreeze'));
  }

  protected async saveBasics(basics: Basics): Promise<void> {
    await this.attempt(async () => {
      const before = this.matter();
      if (before) await this.matters.perform(before.id, 'amend', basics, { key: newKey(), revision: before.revision });
      const opened =
        before ??
        (await this.matters.open(
          { procedure: 'joint-unfreeze', court: this.session.person()?.court, facts: basics },
          { key: this.openKey },
        ));
      await this.reload(opened.id);
      this.step.set('list');
    });
  }

  protected check(file: File): Promise<void> {
    return this.attempt(async () => this.checked.set(await this.matters.check(file)));
  }

  protected paste(text: string): Promise<void> {
    return this.attempt(async () => this.checked.set(await this.matters.paste(text)));
  }

  protected useCase(file: string): Promise<void> {
    return this.attempt(async () => this.checked.set(await this.matters.check(await this.matters.sheet(file))));
  }

  protected async commit(): Promise<void> {
    await this.attempt(async () => {
      const [matter, checked] = [this.matter(), this.checked()];
      if (!matter || !checked) return;
      await this.matters.commit(
        checked.id,
        { matterId: matter.id, sha256: checked.sha256 },
        { key: checked.id, revision: matter.revision },
      );
      await this.reload();
      this.step.set('papers');
    });
  }

  protected async submit(): Promise<void> {
    await this.attempt(async () => {
      const matter = this.matter();
      if (!matter) return;
      await this.matters.perform(matter.id, 'submit', {}, { key: newKey(), revision: matter.revision });
      await this.router.navigate(['/matters', matter.id]);
    });
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      await work();
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
