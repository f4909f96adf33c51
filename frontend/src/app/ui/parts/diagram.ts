import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ProcedureView } from '@xiezhi/contract';
import { groupBy } from '../../ui/parts/group-by';
import { LanguageChoice } from '../../i18n/language';

const width = 128;
const height = 36;
const gapX = 56;
const gapY = 20;

interface Box {
  readonly name: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly final: boolean;
}

/** 流程图: stages in columns by their distance from the first, the current one marked; the same is said in the table below it. */
@Component({
  selector: 'xz-diagram',
  template: `
    <div class="table-wrap" tabindex="0" role="group" [attr.aria-label]="title()">
      <svg
        [attr.viewBox]="'0 0 ' + size().w + ' ' + size().h"
        [attr.width]="size().w"
        [attr.height]="size().h"
        role="img"
        [attr.aria-label]="title()"
      >
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 8 4 0 8Z" />
          </marker>
        </defs>
        @for (line of lines(); track line.d + line.title) {
          <path class="edge" [class.back]="line.back" [attr.d]="line.d" marker-end="url(#arrow)">
            <title>{{ line.title }}</title>
          </path>
        }
        @for (box of boxes(); track box.name) {
          <g [class.now]="box.name === stage()">
            <rect
              [attr.x]="box.x"
              [attr.y]="box.y"
              [attr.width]="width"
              [attr.height]="height"
              [attr.rx]="box.final ? 18 : 4"
            />
            <text [attr.x]="box.x + width / 2" [attr.y]="box.y + 23" text-anchor="middle">{{ box.label }}</text>
          </g>
        }
      </svg>
    </div>
  `,
  styles: `
    rect {
      fill: var(--paper);
      stroke: var(--grey);
    }
    text {
      fill: var(--ink);
      font-size: 13px;
    }
    marker path {
      fill: var(--grey);
    }
    .edge {
      fill: none;
      stroke: var(--grey);
      stroke-width: 1.2;
    }
    .back {
      stroke-dasharray: 4 3;
    }
    .now rect {
      fill: var(--lead);
      stroke: var(--lead);
    }
    .now text {
      fill: var(--lead-ink);
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Diagram {
  private readonly choice = inject(LanguageChoice);
  readonly procedure = input.required<ProcedureView>();
  readonly stage = input('');
  protected readonly width = width;
  protected readonly height = height;
  protected readonly title = computed(() => this.choice.of(this.procedure().title));

  protected readonly boxes = computed<Box[]>(() => {
    const { layers, stages, final } = this.procedure();
    const tallest = Math.max(...layers.map((layer) => layer.length));
    return layers.flatMap((layer, column) =>
      layer.map((name, rowNo) => ({
        name,
        label: this.choice
          .of(stages.find((s) => s.name === name)?.label ?? { zh: name, en: name })
          .replace(/（.*）/, ''),
        x: 8 + column * (width + gapX),
        y: 24 + (rowNo + (tallest - layer.length) / 2) * (height + gapY),
        final: final.includes(name),
      })),
    );
  });

  protected readonly size = computed(() => ({
    w: Math.max(...this.boxes().map((box) => box.x)) + width + 8,
    h: Math.max(...this.boxes().map((box) => box.y)) + height + 32,
  }));

  protected readonly lines = computed(() => {
    const at = new Map(this.boxes().map((box) => [box.name, box]));
    const pairs = groupBy(
      this.procedure().edges.filter((edge) => edge.from !== edge.to),
      (edge) => `${edge.from} ${edge.to}`,
    );
    return [...pairs.values()].flatMap((edges) => {
      const [first] = edges;
      const from = first && at.get(first.from);
      const to = first && at.get(first.to);
      if (!from || !to) return [];
      const title = edges
        .map((edge) =>
          this.choice.of(
            this.procedure().actions.find((a) => a.name === edge.action)?.label ?? { zh: edge.action, en: edge.action },
          ),
        )
        .join('、');
      return [{ title, back: to.x <= from.x, d: path(from, to) }];
    });
  });
}

const path = (from: Box, to: Box): string => {
  const [x1, y1, x2, y2] = [from.x + width, from.y + height / 2, to.x, to.y + height / 2];
  if (to.x > from.x) return `M${x1} ${y1} C${x1 + gapX / 2} ${y1} ${x2 - gapX / 2} ${y2} ${x2} ${y2}`;
  const below = Math.max(from.y, to.y) + height + 16;
  return `M${from.x + width / 2} ${from.y + height} C${from.x + width / 2} ${below + 10} ${to.x + width / 2} ${below + 10} ${to.x + width / 2} ${to.y + height}`;
};
