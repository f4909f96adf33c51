import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MatterView, SlipView } from '@xiezhi/contract';
import { newKey } from '../data/api';
import { Access, mayEver } from '../data/access';
import { Ladder } from '../data/ladder';
import { Matters } from '../data/matters';
import { Session } from '../data/session';
import { Fault } from '../ui/parts/fault';
import { FileDrop } from '../ui/parts/file-drop';
import { WhenPipe } from '../ui/parts/when';
import { SlipTable } from './slip-table';

interface Rung {
  readonly rung: string;
  readonly at: string;
  readonly explained?: { readonly by: string; readonly note: string; readonly promisedOn: string };
}

/** 督办记录 of an item: the rung reached, what the court explained, and its slips. */
@Component({
  selector: 'xz-matter-slips',
  imports: [RouterLink, TranslocoPipe, WhenPipe, Fault, FileDrop, SlipTable],
  template: `
    @if (slips().length > 0 || rung() || mayIssue()) {
      <section class="panel stack tight" data-list="matter-slips">
        <div class="page-head">
          <h2>{{ 'slip.record' | transloco }}</h2>
          @if (mayIssue()) {
            <a class="button" [routerLink]="['/matters', matter().id, 'slips', 'new']">{{ 'slip.draw' | transloco }}</a>
          }
        </div>
        @if (rung(); as now) {
          <p>
            <strong>{{ 'rung.' + now.rung | transloco }}</strong> <span class="soft">{{ now.at | when }}</span>
          </p>
          @if (now.explained; as said) {
            <p>
              {{ said.by }}：{{ said.note }}
              <span class="soft">{{ 'ladder.promised' | transloco: { day: said.promisedOn } }}</span>
            </p>
          }
        }
        <xz-fault [of]="fault()" />
        @if (explains()) {
          <div class="row">
            <xz-file-drop
              [words]="'slip.explanation' | transloco"
              accept=".pdf,.png,.jpg,.jpeg"
              [disabled]="busy()"
              (dropped)="file($event)"
            />
            @if (matter().documents.includes('explanation')) {
              <span class="tag good">{{ 'slip.filed' | transloco }}</span>
            }
          </div>
        }
        @if (slips().length > 0) {
          <xz-slip-table [rows]="slips()" [brief]="true" />
        } @else {
          <p class="soft">{{ 'ladder.noSlip' | transloco }}</p>
        }
      </section>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MatterSlips {
  private readonly ladder = inject(Ladder);
  private readonly matters = inject(Matters);
  private readonly session = inject(Session);
  readonly matter = input.required<MatterView>();
  readonly beat = input(0);
  readonly moved = output();
  protected readonly slips = signal<SlipView[]>([]);
  protected readonly rung = computed(() => this.matter().facts['ladder'] as Rung | undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly busy = signal(false);
  /** 说明可附文书: whoever may explain now may also file the paper. */
  protected readonly explains = computed(() =>
    this.matter().actions.some(({ name, allowed }) => name === 'explain' && allowed),
  );
  private readonly issues = signal(false);
  protected readonly mayIssue = computed(() => this.issues() && this.matter().closedAt === null);

  constructor() {
    const policy = inject(Access).policy();
    effect(() => {
      this.beat();
      const { id } = this.matter();
      this.ladder.ofMatter(id).then(
        (found) => this.slips.set(found),
        () => this.slips.set([]),
      );
      // The policy lets a post issue at all; how the court stands to this item only the server knows.
      const { role = '' } = this.session.person() ?? {};
      policy
        .then((known) => (mayEver(known, role, 'issueSlip') ? this.ladder.draft(id) : undefined))
        .then(
          (draft) => this.issues.set(draft?.colours.some(({ refusal }) => refusal === null) ?? false),
          () => this.issues.set(false),
        );
    });
  }

  protected async file(file: File): Promise<void> {
    this.busy.set(true);
    try {
      await this.matters.file(this.matter().id, 'explanation', file, newKey());
      this.fault.set(undefined);
      this.moved.emit();
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
