import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocumentView } from '@xiezhi/contract';
import { Matters } from '../../data/matters';
import { WordsPipe } from '../../i18n/language';
import { Fault } from '../../ui/parts/fault';
import { Verify } from './verify';

/** 文书: every paper on the matter, who filed it and its digest. */
@Component({
  selector: 'xz-papers',
  imports: [TranslocoPipe, WordsPipe, Fault, Verify],
  template: `
    <xz-fault [of]="fault()" />
    @if (papers().length > 0) {
      <div class="table-wrap">
        <table>
          <caption class="visually-hidden">
            {{
              'papers.title' | transloco
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ 'papers.kind' | transloco }}</th>
              <th scope="col">{{ 'papers.file' | transloco }}</th>
              <th scope="col">{{ 'papers.by' | transloco }}</th>
              <th scope="col">{{ 'papers.at' | transloco }}</th>
              <th scope="col">SHA-256</th>
              <th scope="col">{{ 'papers.check' | transloco }}</th>
            </tr>
          </thead>
          <tbody>
            @for (d of papers(); track d.id) {
              <tr>
                <td>{{ d.label | words }}</td>
                <td>
                  <a [href]="'/api/documents/' + d.id" target="_blank" rel="noopener">{{ d.fileName }}</a>
                  @if (d.printed) {
                    <a class="word" [href]="'/api/documents/' + d.id + '?form=word'">{{ 'papers.word' | transloco }}</a>
                  }
                </td>
                <td>{{ d.filedBy }}</td>
                <td class="case">{{ d.filedAt.slice(0, 16).replace('T', ' ') }}</td>
                <td>
                  <code>{{ d.sha256.slice(0, 12) }}</code>
                </td>
                <td><xz-verify [paper]="d" /></td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else if (!fault()) {
      <p class="soft">{{ 'papers.none' | transloco }}</p>
    }
  `,
  styles: `
    .word {
      margin-left: 8px;
      white-space: nowrap;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Papers {
  private readonly matters = inject(Matters);
  readonly matter = input.required<string>();
  readonly beat = input(0);
  protected readonly papers = signal<DocumentView[]>([]);
  protected readonly fault = signal<unknown>(undefined);

  constructor() {
    effect(() => {
      this.beat();
      this.matters.documents(this.matter()).then(
        (all) => this.papers.set(all),
        (error: unknown) => this.fault.set(error),
      );
    });
  }
}
