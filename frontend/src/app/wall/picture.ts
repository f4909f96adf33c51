import { inject, Injectable } from '@angular/core';
import type { BoardView, DocketEntryView, MatterRow, StagnationView } from '@xiezhi/contract';
import { Ladder } from '../data/ladder';
import { Matters } from '../data/matters';

/** What the wall shows at one moment: all of it is of that moment, or the last whole picture stays. */
export interface Picture {
  readonly campaign: MatterRow;
  readonly running: boolean;
  readonly board: BoardView;
  readonly ticker: readonly DocketEntryView[];
  readonly still: StagnationView['items'];
  readonly slips: Readonly<Record<'blue' | 'yellow' | 'red', number>>;
}

@Injectable({ providedIn: 'root' })
export class Pictures {
  private readonly matters = inject(Matters);
  private readonly ladder = inject(Ladder);

  /** Of the coordination asked for, else of the open one that ends first, else of the one that ended last; nothing where there is none. */
  async take(asked: string): Promise<Picture | undefined> {
    const open = await this.matters.find({ desk: 'campaigns', limit: '50' });
    const wanted = asked === '' ? open.items[0] : open.items.find(({ id }) => id === asked);
    const campaign = wanted ?? (await this.ended(asked));
    if (!campaign) return undefined;
    const [board, timeline, still, slips] = await Promise.all([
      this.matters.board(campaign.id),
      this.matters.timeline(campaign.id),
      this.ladder.stagnation({ limit: '6' }),
      this.ladder.slips('unsigned', { limit: '200' }),
    ]);
    const of = (colour: string): number => slips.items.filter((slip) => slip.colour === colour).length;
    return {
      campaign,
      running: wanted !== undefined,
      board,
      ticker: timeline.items.slice(0, 8),
      still: still.items,
      slips: { blue: of('blue'), yellow: of('yellow'), red: of('red') },
    };
  }

  private async ended(asked: string): Promise<MatterRow | undefined> {
    const closed = await this.matters.find({ procedure: 'joint-unfreeze', state: 'closed', limit: '50' });
    return asked === '' ? closed.items[0] : closed.items.find(({ id }) => id === asked);
  }
}
