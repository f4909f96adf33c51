import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PaperTemplateView, TemplateWordsView } from '@xiezhi/contract';
import { Templates } from '../data/templates';
import { Fault } from '../ui/parts/fault';
import { differenceOf, type Line, piecesOf } from './difference';

/** 模板的文字: its paragraphs with the fields marked; beside another version, what was added and what was taken away. */
@Component({
  selector: 'xz-template-words',
  imports: [TranslocoPipe, Fault],
  template: `
    <xz-fault [of]="fault()" (again)="load(paper(), version(), against())" />
    @if (words(); as w) {
      <p class="row" role="status">
        @if (against() === undefined) {
          <span class="soft">{{ 'templates.alone' | transloco }}</span>
        } @else if (changes().length === 0) {
          <span class="soft">{{ 'templates.sameWords' | transloco }}</span>
        } @else {
          <strong>{{ 'templates.changes' | transloco: { added: added(), removed: removed() } }}</strong>
        }
      </p>
      <div class="text" tabindex="0" role="group" [attr.aria-label]="'templates.words' | transloco">
        @for (line of lines(); track $index) {
          <p [class]="line.kind">
            @if (line.kind !== 'same') {
              <b>{{ (line.kind === 'added' ? 'templates.added' : 'templates.removed') | transloco }}</b>
            }
            @for (piece of piecesOf(line.text); track $index) {
              @if (piece.field) {
                <code>{{ piece.text }}</code>
              } @else {
                {{ piece.text }}
              }
            }
          </p>
        }
      </div>
      <h3>{{ 'templates.fields' | transloco: { n: w.fields.length } }}</h3>
      <p class="fields">
        @for (field of w.fields; track field) {
          <code>{{ field }}</code>
        }
      </p>
    } @else if (!fault()) {
      <div class="skeleton"></div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      grid-template-columns: minmax(0, 1fr);
    }
    .text {
      border: 1px solid var(--line);
      border-radius: 4px;
      padding: 12px;
      display: grid;
      gap: 4px;
      max-height: 60vh;
      overflow: auto;
      overflow-wrap: anywhere;
    }
    code {
      background: var(--lead-soft);
      color: var(--lead);
      border-radius: 2px;
      padding: 0 2px;
    }
    .added {
      background: var(--green-soft);
      border-left: 3px solid var(--green);
      padding-left: 8px;
    }
    .removed {
      background: var(--red-soft);
      border-left: 3px solid var(--red);
      padding-left: 8px;
      text-decoration: line-through;
    }
    .added b {
      color: var(--green);
    }
    .removed b {
      color: var(--red);
      text-decoration: none;
      display: inline-block;
    }
    .fields {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 8px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TemplateWords {
  private readonly templates = inject(Templates);
  readonly paper = input.required<string>();
  readonly version = input.required<PaperTemplateView['version']>();
  /** The version that it is laid beside. */
  readonly against = input<number>();
  protected readonly words = signal<TemplateWordsView | undefined>(undefined);
  private readonly old = signal<TemplateWordsView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly piecesOf = piecesOf;
  protected readonly lines = computed<Line[]>(() => {
    const words = this.words();
    return words ? differenceOf(this.old() ?? words, words) : [];
  });
  protected readonly changes = computed(() => this.lines().filter(({ kind }) => kind !== 'same'));
  protected readonly added = computed(() => this.changes().filter(({ kind }) => kind === 'added').length);
  protected readonly removed = computed(() => this.changes().filter(({ kind }) => kind === 'removed').length);

  constructor() {
    effect(() => void this.load(this.paper(), this.version(), this.against()));
  }

  protected async load(paper: string, version: number, against: number | undefined): Promise<void> {
    try {
      const [words, old] = await Promise.all([
        this.templates.words(paper, version),
        against === undefined ? undefined : this.templates.words(paper, against),
      ]);
      this.words.set(words);
      this.old.set(old);
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
