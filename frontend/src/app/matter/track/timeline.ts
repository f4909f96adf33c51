import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocketEntryView } from '@xiezhi/contract';
import { Matters } from '../../data/matters';
import { WordsPipe } from '../../i18n/language';
import { Fault } from '../../ui/parts/fault';

/** 时间线: the docket, the newest first. `whole` shows a campaign with all its items. */
@Component({
  selector: 'xz-timeline',
  imports: [TranslocoPipe, WordsPipe, Fault],
  template: `
    <xz-fault [of]="fault()" />
    <ol>
      @for (e of entries(); track e.matterId + e.revision) {
        <li>
          <time>{{ e.at.slice(5, 19).replace('T', ' ') }}</time>
          <div>
            <strong>{{ e.label | words }}</strong>
            @if (e.fromStage !== e.toStage) {
              <span class="soft">→ {{ e.toStageLabel | words }}</span>
            }
            @if (e.subject) {
              <div>{{ e.subject }}</div>
            }
            <div class="soft">
              {{
                'timeline.by'
                  | transloco: { court: e.actor.courtName, name: e.actor.name, role: e.actor.roleName | words }
              }}
            </div>
          </div>
        </li>
      }
    </ol>
    @if (next()) {
      <button type="button" class="button" (click)="more()">{{ 'list.more' | transloco }}</button>
    }
  `,
  styles: `
    ol {
      list-style: none;
      margin: 0;
      padding: 0;
    }
    li {
      display: grid;
      grid-template-columns: 116px minmax(0, 1fr);
      gap: 12px;
      padding: 8px 0;
      border-bottom: 1px solid var(--line);
    }
    time {
      color: var(--ink-soft);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Timeline {
  private readonly matters = inject(Matters);
  readonly matter = input.required<string>();
  readonly whole = input(false);
  readonly beat = input(0);
  protected readonly entries = signal<DocketEntryView[]>([]);
  protected readonly next = signal<string | null>(null);
  protected readonly fault = signal<unknown>(undefined);

  constructor() {
    effect(() => {
      this.beat();
      void this.load();
    });
  }

  protected async more(): Promise<void> {
    const page = await this.page(this.next() ?? undefined);
    this.entries.update((all) => [...all, ...page.items]);
    this.next.set(page.next);
  }

  private page(cursor?: string) {
    return this.whole() ? this.matters.timeline(this.matter(), cursor) : this.matters.docket(this.matter(), cursor);
  }

  private async load(): Promise<void> {
    try {
      const page = await this.page();
      this.entries.set(page.items);
      this.next.set(page.next);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
