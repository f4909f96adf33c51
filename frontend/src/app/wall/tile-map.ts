import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { BoardView } from '@xiezhi/contract';
import { LightSign } from '../ui/parts/light';
import { tiles } from './tiles';

/** Provinces as squares: name, shape and number in each; those without an item are outlines. A list for who does not see it. */
@Component({
  selector: 'xz-tile-map',
  imports: [LightSign],
  template: `
    <ul>
      @for (tile of all(); track tile.province) {
        <li [style.grid-column]="tile.at[0]" [style.grid-row]="tile.at[1]" [class]="tile.of?.light ?? 'none'">
          <span>{{ tile.province }}</span>
          @if (tile.of; as of) {
            <span class="visually-hidden">{{ of.name }}</span>
            <span><xz-light [light]="of.light" [bare]="true" /> {{ of.done }}/{{ of.total }}</span>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(9, minmax(0, 1fr));
      grid-auto-rows: minmax(44px, 1fr);
      gap: 4px;
      list-style: none;
      margin: 0;
      padding: 0;
    }
    li {
      display: grid;
      align-content: center;
      justify-items: center;
      border: 1px solid var(--line);
      border-radius: 4px;
      font-size: 13px;
      line-height: 18px;
    }
    .none {
      color: var(--grey);
      opacity: 0.6;
    }
    .green {
      background: var(--green-soft);
    }
    .amber {
      background: var(--amber-soft);
    }
    .red {
      background: var(--red-soft);
    }
    .grey,
    .paused {
      background: var(--grey-soft);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TileMap {
  readonly of = input.required<BoardView['byProvince']>();
  /** In the order of the grid, so that it is read from north to south. */
  protected readonly all = computed(() =>
    Object.entries(tiles)
      .map(([province, at]) => ({ province, at, of: this.of().find((one) => one.province === province) }))
      .sort((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0]),
  );
}
