import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LadderLists, ladderShows } from './ladder-lists';

/** 督办台: what stands still, what is late and what is not signed for. Which of them stands in the address. */
@Component({
  selector: 'xz-ladder-page',
  imports: [RouterLink, TranslocoPipe, LadderLists],
  template: `
    <div class="page stack">
      <div class="page-head">
        <div>
          <h1>{{ 'menu.ladder' | transloco }}</h1>
          <p class="soft">{{ 'ladder.hint' | transloco }}</p>
        </div>
        @if (one()) {
          <a class="button" routerLink="/ladder">{{ 'ladder.all' | transloco }}</a>
        } @else {
          <a class="button" routerLink="/wall">{{ 'wall.open' | transloco }}</a>
        }
      </div>
      <xz-ladder-lists [show]="one()" [few]="20" />
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LadderPage {
  readonly show = input<string>();
  protected readonly one = computed(() => ladderShows.find((show) => show === this.show()));
}
