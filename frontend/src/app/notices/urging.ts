import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { UrgingView } from '@xiezhi/contract';
import { Notices } from '../data/notices';
import { WordsPipe } from '../i18n/language';
import { WhenPipe } from '../ui/parts/when';

/** 催办会告知谁, before it is sent; and who had the latest ones and has read them. */
@Component({
  selector: 'xz-urging',
  imports: [TranslocoPipe, WordsPipe, WhenPipe],
  template: `
    @if (urging(); as now) {
      <section class="panel stack tight">
        <h2>{{ 'urging.title' | transloco }}</h2>
        @if (now.reaches.length > 0) {
          <p>{{ 'urging.reaches' | transloco }}</p>
          <ul class="lines">
            @for (one of now.reaches; track $index) {
              <li>
                {{ one.name }} <span class="soft">{{ one.roleName | words }} · {{ one.courtName }}</span>
              </li>
            }
          </ul>
        } @else {
          <p class="soft">{{ 'urging.nobody' | transloco }}</p>
        }
        @for (urge of now.urges; track urge.at) {
          <p>{{ 'urging.sent' | transloco: { at: urge.at | when, by: urge.by ?? '' } }}</p>
          <ul class="lines">
            @for (one of urge.told; track $index) {
              <li class="row between">
                {{ one.name }}
                @if (one.readAt) {
                  <span class="tag good">{{ 'urging.read' | transloco: { at: one.readAt | when } }}</span>
                } @else {
                  <span class="tag">{{ 'urging.unread' | transloco }}</span>
                }
              </li>
            }
          </ul>
        }
      </section>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Urging {
  private readonly notices = inject(Notices);
  readonly matter = input.required<string>();
  readonly beat = input(0);
  protected readonly urging = signal<UrgingView | undefined>(undefined);

  constructor() {
    effect(() => {
      this.beat();
      this.notices.beat();
      this.notices.urging(this.matter()).then(
        (found) => this.urging.set(found),
        () => this.urging.set(undefined),
      );
    });
  }
}
