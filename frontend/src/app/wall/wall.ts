import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { Live } from '../data/live';
import { Session } from '../data/session';
import { WordsPipe } from '../i18n/language';
import { Curve } from '../matter/track/curve';
import { Clock } from '../ui/parts/clock';
import { LightSign } from '../ui/parts/light';
import { Mark } from '../ui/parts/mark';
import { type Picture, Pictures } from './picture';
import { TileMap } from './tile-map';

const groups = ['confirmed', 'working', 'unsigned', 'returned', 'queried', 'other'] as const;
const clock = (at: Date): string => at.toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });

/** 指挥中心大屏: dark, nobody presses anything, what changes is pushed. When the house does not answer, the last picture stays and says since when. */
@Component({
  selector: 'xz-wall',
  imports: [RouterLink, TranslocoPipe, WordsPipe, Clock, Curve, LightSign, Mark, TileMap],
  templateUrl: './wall.html',
  styleUrl: './wall.css',
  host: { 'data-theme': 'dark' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Wall {
  private readonly pictures = inject(Pictures);
  private readonly words = inject(TranslocoService);
  readonly campaign = input('', { transform: (value: string | undefined) => value ?? '' });
  protected readonly picture = signal<Picture | undefined>(undefined);
  protected readonly loaded = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly now = signal(clock(new Date()));
  protected readonly asOf = computed(() => this.picture()?.board.asOf.slice(11, 19) ?? '');
  protected readonly parts = computed(() => {
    const freezes = this.picture()?.board.totals.freezes;
    return freezes ? groups.map((key) => ({ key, n: freezes[key] })).filter(({ n }) => n > 0) : [];
  });
  /** 应解 61 = 核验 40 + 办理中 14 + …: said as a sum, so that anybody can add it up. */
  protected readonly sum = computed(() => {
    const freezes = this.picture()?.board.totals.freezes;
    if (!freezes) return '';
    const said = [{ key: 'verified', n: freezes.verified }, ...this.parts()];
    const parts = said.map(({ key, n }) => `${this.words.translate<string>(`wall.${key}`)} ${String(n)}`);
    return `${this.words.translate<string>('wall.due')} ${String(freezes.total)} = ${parts.join(' + ')}`;
  });

  constructor() {
    const live = inject(Live);
    if (inject(Session).may('events')) live.open();
    live.refetch(
      () => void this.load(),
      () => true,
    );
    const ticking = setInterval(() => this.now.set(clock(new Date())), 1_000);
    // Stagnation comes by nothing happening: nothing is pushed then.
    const looking = setInterval(() => void this.load(), 60_000);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(ticking);
      clearInterval(looking);
    });
    queueMicrotask(() => void this.load());
  }

  private async load(): Promise<void> {
    try {
      this.picture.set(await this.pictures.take(this.campaign()));
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
    this.loaded.set(true);
  }
}
