import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AskExport } from '@xiezhi/contract';
import { newKey } from '../data/api';
import { Exports } from '../data/exports';
import { Session } from '../data/session';
import { LanguageChoice } from '../i18n/language';
import { Fault } from '../ui/parts/fault';

type Source =
  | { readonly kind: 'matters'; readonly filter: Readonly<Record<string, string>> }
  | { readonly kind: 'campaign' | 'batch'; readonly id: string };

/** 导出: asks for a file of what the page shows; it is made in the background and lies on the shelf. A press that is repeated asks once. */
@Component({
  selector: 'xz-export',
  imports: [RouterLink, TranslocoPipe, Fault],
  template: `
    @if (session.may('askExport')) {
      <span class="row">
        @for (format of formats; track format) {
          <button type="button" class="button" [disabled]="busy()" (click)="ask(format)">
            {{ 'exports.ask-' + format | transloco }}
          </button>
        }
        @if (asked()) {
          <span role="status"
            >{{ 'exports.asked' | transloco }} <a routerLink="/exports">{{ 'menu.exports' | transloco }}</a></span
          >
        }
      </span>
      <xz-fault [of]="fault()" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ExportButton {
  private readonly exports = inject(Exports);
  private readonly language = inject(LanguageChoice);
  protected readonly session = inject(Session);
  readonly source = input.required<Source>();
  protected readonly formats = ['xlsx', 'pdf'] as const;
  protected readonly busy = signal(false);
  protected readonly asked = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  private wish = '';
  private key = '';

  protected async ask(format: 'xlsx' | 'pdf'): Promise<void> {
    const wish = this.wishOf(format);
    const text = JSON.stringify(wish);
    // What failed on the way is asked for again under its key: it may have arrived.
    if (text !== this.wish) this.key = newKey();
    this.wish = text;
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      await this.exports.ask(wish, this.key);
      this.wish = '';
      this.asked.set(true);
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }

  private wishOf(format: 'xlsx' | 'pdf'): AskExport {
    const source = this.source();
    const common = { format, language: this.language.language() };
    if (source.kind !== 'matters') return { ...source, ...common };
    const filter = Object.fromEntries(Object.entries(source.filter).filter(([, value]) => value !== ''));
    return { kind: 'matters', filter, ...common };
  }
}
