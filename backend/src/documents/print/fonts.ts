import { create, type Font } from 'fontkit';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { refuse } from './sheet';

/** One weight of Noto Serif SC: its bytes for embedding, and the widths of its characters. */
export class Face {
  private readonly font: Font;
  private readonly widths = new Map<number, number>();

  constructor(
    readonly name: string,
    readonly bytes: Buffer,
  ) {
    this.font = create(bytes) as Font;
  }

  /** In thousandths of the size; undefined where the font has no such character. */
  width(point: number): number | undefined {
    const known = this.widths.get(point);
    if (known !== undefined) return known;
    if (!this.font.hasGlyphForCodePoint(point)) return undefined;
    const width = (this.font.glyphForCodePoint(point).advanceWidth * 1000) / this.font.unitsPerEm;
    this.widths.set(point, width);
    return width;
  }
}

export interface Fonts {
  readonly regular: Face;
  readonly bold: Face;
}

/** Read once in a process: parsing fifteen megabytes for each paper would cost more than the paper. */
export const loadFonts = (folder: string): Fonts => ({
  regular: new Face('regular', readFileSync(path.join(folder, 'NotoSerifSC-Regular.ttf'))),
  bold: new Face('bold', readFileSync(path.join(folder, 'NotoSerifSC-Bold.ttf'))),
});

/** A character without a glyph would come out as an empty box: the paper is refused, and the character named. */
export const widthOf = (face: Face, character: string): number => {
  const point = character.codePointAt(0) ?? 0;
  return (
    face.width(point) ??
    refuse(
      `文书字体中没有“${character}”（U+${point.toString(16).toUpperCase().padStart(4, '0')}），不予打印`,
      `The font has no character U+${point.toString(16).toUpperCase().padStart(4, '0')}; the paper is not printed`,
    )
  );
};
