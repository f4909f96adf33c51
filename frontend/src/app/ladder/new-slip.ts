import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SlipColour, SlipDraft } from '@xiezhi/contract';
import { newKey } from '../data/api';
import { Ladder } from '../data/ladder';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { SlipBody } from './slip-body';
import { SlipSign } from './slip-sign';

/** 拟制: the facts are the product's; a person chooses the colour, may remark, and issues. A colour that is not to be had says why. */
@Component({
  selector: 'xz-new-slip',
  imports: [RouterLink, TranslocoPipe, WordsPipe, Fault, SlipBody, SlipSign],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>{{ 'slip.draw' | transloco }}</h1>
        <a class="button" [routerLink]="['/matters', id()]">{{ 'slip.back' | transloco }}</a>
      </div>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (draft(); as d) {
        <form class="panel stack" (submit)="$event.preventDefault(); issue()">
          <fieldset class="stack tight">
            <legend>{{ 'slip.colour' | transloco }}</legend>
            @for (one of d.colours; track one.colour) {
              <label class="row"
                ><input
                  type="radio"
                  name="colour"
                  [value]="one.colour"
                  [disabled]="one.refusal !== null"
                  [checked]="colour() === one.colour"
                  (change)="chosen.set(one.colour)"
                />
                <xz-slip-sign [colour]="one.colour" />
                @if (one.refusal; as why) {
                  <span class="soft">{{ why | words }}</span>
                }
              </label>
            }
          </fieldset>
          <xz-slip-body [facts]="d.facts" />
          <label class="field"
            ><span>{{ 'slip.remark' | transloco }}{{ 'act.optional' | transloco }}</span
            ><textarea
              name="remark"
              rows="2"
              maxlength="300"
              [value]="remark()"
              (input)="remark.set(value($event))"
            ></textarea>
          </label>
          <p class="soft">{{ 'slip.fixed' | transloco }}</p>
          <div class="row">
            <button type="submit" class="button primary" [disabled]="busy() || colour() === undefined">
              {{ 'slip.issue' | transloco }}
            </button>
          </div>
        </form>
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  styles: `
    fieldset {
      border: 0;
      margin: 0;
      padding: 0;
    }
    legend {
      color: var(--ink-soft);
      padding: 0;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewSlip {
  private readonly ladder = inject(Ladder);
  private readonly router = inject(Router);
  readonly id = input.required<string>();
  protected readonly draft = signal<SlipDraft | undefined>(undefined);
  protected readonly chosen = signal<SlipColour | undefined>(undefined);
  /** The highest colour that may be issued, until another is chosen. */
  protected readonly colour = computed(
    () => this.chosen() ?? this.draft()?.colours.findLast(({ refusal }) => refusal === null)?.colour,
  );
  protected readonly remark = signal('');
  protected readonly fault = signal<unknown>(undefined);
  protected readonly busy = signal(false);
  private key = newKey();

  constructor() {
    effect(() => {
      this.id();
      void this.load();
    });
  }

  protected async load(): Promise<void> {
    this.key = newKey();
    try {
      this.draft.set(await this.ladder.draft(this.id()));
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }

  protected value(event: Event): string {
    return (event.target as HTMLTextAreaElement).value;
  }

  protected async issue(): Promise<void> {
    const [colour, draft] = [this.colour(), this.draft()];
    if (colour === undefined || draft === undefined) return;
    this.busy.set(true);
    try {
      const body = { colour, remark: this.remark().trim() };
      const { id } = await this.ladder.issue(this.id(), body, { key: this.key, revision: draft.revision });
      await this.router.navigate(['/matters', this.id(), 'slips', id]);
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
