import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProcedureView } from '@xiezhi/contract';
import { Matters } from '../data/matters';
import { LanguageChoice, WordsPipe } from '../i18n/language';
import { Diagram } from '../ui/parts/diagram';
import { Fault } from '../ui/parts/fault';

/** 程序目录: the rule book as the system applies it, for judges. */
@Component({
  selector: 'xz-catalogue',
  imports: [TranslocoPipe, WordsPipe, Diagram, Fault],
  template: `
    <div class="page stack">
      <h1>{{ 'menu.procedures' | transloco }}</h1>
      <xz-fault [of]="fault()" (again)="load()" />
      @for (p of procedures(); track p.name) {
        <section class="panel stack">
          <div>
            <h2>
              {{ p.title | words }} <span class="soft">v{{ p.version }}</span>
            </h2>
            <p>{{ p.summary | words }}</p>
          </div>
          <xz-diagram [procedure]="p" />
          <details>
            <summary>{{ 'procedures.rules' | transloco }}</summary>
            <div class="table-wrap">
              <table>
                <caption class="visually-hidden">
                  {{
                    p.title | words
                  }}
                </caption>
                <thead>
                  <tr>
                    <th scope="col">{{ 'procedures.action' | transloco }}</th>
                    <th scope="col">{{ 'procedures.from' | transloco }}</th>
                    <th scope="col">{{ 'procedures.papers' | transloco }}</th>
                    <th scope="col">{{ 'procedures.guards' | transloco }}</th>
                  </tr>
                </thead>
                <tbody>
                  @for (a of p.actions; track a.name) {
                    <tr>
                      <td>{{ a.label | words }}</td>
                      <td>{{ stages(p, a.from) }}</td>
                      <td>{{ papers(a) }}</td>
                      <td>
                        @for (g of a.guards; track g.id) {
                          <div>{{ g.label | words }}</div>
                        }
                      </td>
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          </details>
        </section>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Catalogue {
  private readonly matters = inject(Matters);
  private readonly choice = inject(LanguageChoice);
  protected readonly procedures = signal<ProcedureView[]>([]);
  protected readonly fault = signal<unknown>(undefined);

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    try {
      this.procedures.set(await this.matters.procedures());
    } catch (error) {
      this.fault.set(error);
    }
  }

  protected stages(procedure: ProcedureView, names: readonly string[]): string {
    return names
      .map((name) => this.choice.of(procedure.stages.find((s) => s.name === name)?.label ?? { zh: name, en: name }))
      .join('、');
  }

  protected papers(action: ProcedureView['actions'][number]): string {
    return action.requires.map((anyOf) => anyOf.map(({ label }) => this.choice.of(label)).join(' / ')).join('；');
  }
}
