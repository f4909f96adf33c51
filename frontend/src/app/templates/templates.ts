import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PaperKindView } from '@xiezhi/contract';
import { Templates } from '../data/templates';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';

/** 文书模板: the thirty-seven papers, each with the version by which it is printed today. */
@Component({
  selector: 'xz-templates',
  imports: [RouterLink, TranslocoPipe, WordsPipe, Fault],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>
          {{ 'menu.templates' | transloco }}
          @if (papers(); as all) {
            <span class="soft" role="status">{{
              'templates.sum' | transloco: { total: all.length, waiting: waiting() }
            }}</span>
          }
        </h1>
      </div>
      <p class="soft">{{ 'templates.hint' | transloco }}</p>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (papers(); as all) {
        <section
          class="panel table-wrap roomy"
          tabindex="0"
          role="group"
          [attr.aria-label]="'menu.templates' | transloco"
        >
          <table>
            <caption class="visually-hidden">
              {{
                'menu.templates' | transloco
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">{{ 'templates.id' | transloco }}</th>
                <th scope="col">{{ 'templates.name' | transloco }}</th>
                <th scope="col">{{ 'templates.fromTo' | transloco }}</th>
                <th scope="col">{{ 'templates.signer' | transloco }}</th>
                <th scope="col">{{ 'templates.marks' | transloco }}</th>
                <th scope="col">{{ 'templates.version' | transloco }}</th>
              </tr>
            </thead>
            <tbody>
              @for (paper of all; track paper.id) {
                <tr>
                  <td>{{ paper.id }}</td>
                  <th scope="row" class="name">
                    <a [routerLink]="['/templates', paper.id]">{{ paper.name | words }}</a>
                    @if (paper.waiting > 0) {
                      <span class="tag soon">{{ 'templates.waiting' | transloco: { n: paper.waiting } }}</span>
                    }
                  </th>
                  <td>{{ paper.from | words }} → {{ paper.to | words }}</td>
                  <td>{{ paper.signer }}</td>
                  <td>
                    {{ (paper.sealed ? 'templates.sealed' : 'templates.unsealed') | transloco }}
                    @if (paper.numbered) {
                      · {{ 'templates.numbered' | transloco }}
                    }
                  </td>
                  <td>
                    {{
                      paper.template === 0
                        ? ('templates.own' | transloco)
                        : ('term.version' | transloco: { n: paper.template })
                    }}
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </section>
      } @else if (!fault()) {
        <div class="skeleton"></div>
        <div class="skeleton"></div>
      }
    </div>
  `,
  styles: `
    .name {
      white-space: normal;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TemplatesPage {
  private readonly templates = inject(Templates);
  protected readonly papers = signal<PaperKindView[] | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly waiting = computed(() => this.papers()?.filter((paper) => paper.waiting > 0).length ?? 0);

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    try {
      this.papers.set(await this.templates.papers());
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
