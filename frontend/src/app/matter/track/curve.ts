import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { BoardView } from '@xiezhi/contract';

const width = 640;
const height = 160;
const margin = 28;

/** 累计曲线: accounts free by instant, as steps. */
@Component({
  selector: 'xz-curve',
  template: `
    <svg
      [attr.viewBox]="'0 0 ' + width + ' ' + height"
      role="img"
      [attr.aria-label]="points().at(-1)?.free + ' / ' + total()"
    >
      <line x1="28" y1="132" x2="632" y2="132" />
      <line x1="28" y1="12" x2="28" y2="132" />
      <text x="22" y="16" text-anchor="end">{{ total() }}</text>
      <text x="22" y="136" text-anchor="end">0</text>
      <path [attr.d]="d()" />
      <text x="28" y="152">{{ label(0) }}</text>
      <text x="632" y="152" text-anchor="end">{{ label(-1) }}</text>
    </svg>
  `,
  styles: `
    svg {
      width: 100%;
      max-width: 720px;
    }
    line {
      stroke: var(--line);
    }
    path {
      fill: none;
      stroke: var(--lead);
      stroke-width: 2;
    }
    text {
      fill: var(--ink-soft);
      font-size: 11px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Curve {
  readonly points = input.required<BoardView['curve']>();
  readonly total = input.required<number>();
  protected readonly width = width;
  protected readonly height = height;

  protected readonly d = computed(() => {
    const points = this.points();
    const first = Date.parse(points[0]?.at ?? '');
    const span = Math.max(1, Date.parse(points.at(-1)?.at ?? '') - first);
    const x = (at: string): number => margin + ((Date.parse(at) - first) / span) * (width - margin - 8);
    const y = (free: number): number => 132 - (free / Math.max(1, this.total())) * 120;
    return points.map((p, i) => (i === 0 ? `M${x(p.at)} ${y(p.free)}` : `H${x(p.at)} V${y(p.free)}`)).join(' ');
  });

  protected label(at: number): string {
    return this.points().at(at)?.at.slice(5, 19).replace('T', ' ') ?? '';
  }
}
