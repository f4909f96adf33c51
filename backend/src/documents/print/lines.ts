import LineBreaker from 'linebreak';
import { type Face, type Fonts, widthOf } from './fonts';
import type { Paragraph, Run } from './sheet';

/** Text of one look on one line. */
export interface Piece {
  readonly text: string;
  readonly face: Face;
  readonly size: number;
  readonly width: number;
  readonly characters: number;
}
export interface Line {
  readonly pieces: readonly Piece[];
  readonly width: number;
  /** Where the line starts, from the left edge of the paragraph's box. */
  readonly x: number;
  /** Added after each character, so that both edges are even. */
  readonly spread: number;
  readonly height: number;
  readonly size: number;
}

interface Glyph {
  readonly text: string;
  readonly width: number;
  readonly run: Run;
}

const trailing = /[\s　]+$/u;

/** Lines of a paragraph in a box of this width, broken by the Unicode rules (no line starts with a closing mark). */
export const linesOf = (paragraph: Paragraph, width: number, fonts: Fonts): Line[] => {
  const glyphs: Glyph[] = [];
  for (const run of paragraph.runs)
    for (const text of run.text)
      glyphs.push({
        text,
        run,
        width: text === '\n' ? 0 : (widthOf(run.bold ? fonts.bold : fonts.regular, text) * run.size) / 1000,
      });
  const box = width - paragraph.left - paragraph.right;
  const lines: Line[] = [];
  const set = (from: number, to: number, last: boolean): void => {
    const indent = lines.length === 0 ? paragraph.first : 0;
    lines.push(lineOf(paragraph, glyphs.slice(from, to), box - indent, indent, last, fonts));
  };
  let from = 0;
  let fits = 0;
  for (const { at, forced } of breaksOf(glyphs)) {
    const room = (): number => box - (lines.length === 0 ? paragraph.first : 0) + 0.01;
    while (widthBetween(glyphs, from, at) > room()) {
      // A word longer than the line is cut where the line ends.
      const cut = fits > from ? fits : cutOf(glyphs, from, room());
      set(from, cut, false);
      from = cut;
      fits = cut;
    }
    fits = at;
    if (forced) {
      set(from, at, true);
      from = at;
    }
  }
  if (from < glyphs.length || lines.length === 0) set(from, glyphs.length, true);
  return lines;
};

const breaksOf = (glyphs: readonly Glyph[]): { at: number; forced: boolean }[] => {
  const text = glyphs.map((glyph) => glyph.text).join('');
  // The breaker counts UTF-16 units, the glyphs are code points.
  const pointAt = new Int32Array(text.length + 1);
  let unit = 0;
  glyphs.forEach((glyph, i) => {
    pointAt[unit] = i;
    unit += glyph.text.length;
  });
  pointAt[unit] = glyphs.length;
  const found: { at: number; forced: boolean }[] = [];
  const breaker = new LineBreaker(text);
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak())
    found.push({ at: pointAt[next.position] ?? 0, forced: next.required === true });
  return found;
};

const widthBetween = (glyphs: readonly Glyph[], from: number, to: number): number => {
  let end = to;
  while (end > from && trailing.test(glyphs[end - 1]?.text ?? '')) end -= 1;
  let width = 0;
  for (let i = from; i < end; i += 1) width += glyphs[i]?.width ?? 0;
  return width;
};
const cutOf = (glyphs: readonly Glyph[], from: number, room: number): number => {
  let width = 0;
  let at = from;
  while (at < glyphs.length && (at === from || width + (glyphs[at]?.width ?? 0) <= room)) {
    width += glyphs[at]?.width ?? 0;
    at += 1;
  }
  return at;
};

const lineOf = (
  paragraph: Paragraph,
  glyphs: readonly Glyph[],
  room: number,
  indent: number,
  last: boolean,
  fonts: Fonts,
): Line => {
  let end = glyphs.length;
  while (end > 0 && (glyphs[end - 1]?.text === '\n' || (!last && trailing.test(glyphs[end - 1]?.text ?? '')))) end -= 1;
  const shown = glyphs.slice(0, end);
  const pieces: Piece[] = [];
  let width = 0;
  for (const { text, width: advance, run } of shown) {
    const face = run.bold ? fonts.bold : fonts.regular;
    const open = pieces.at(-1);
    width += advance;
    if (open && open.face === face && open.size === run.size)
      pieces[pieces.length - 1] = {
        ...open,
        text: open.text + text,
        width: open.width + advance,
        characters: open.characters + 1,
      };
    else pieces.push({ text, face, size: run.size, width: advance, characters: 1 });
  }
  const size = Math.max(0, ...shown.map(({ run }) => run.size)) || (paragraph.runs[0]?.size ?? 10.5);
  const free = room - width;
  const spread =
    paragraph.align === 'both' && !last && shown.length > 1 ? Math.min(free / (shown.length - 1), size / 3) : 0;
  const x =
    paragraph.left + indent + (paragraph.align === 'right' ? free : paragraph.align === 'center' ? free / 2 : 0);
  const height = 'exact' in paragraph.line ? paragraph.line.exact : paragraph.line.times * size * 1.45;
  return { pieces, width, x, spread: Math.max(0, spread), height, size };
};
