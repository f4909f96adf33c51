import type { Fonts } from './fonts';
import { widthOf } from './fonts';

const size = 16;
const angle = -28;
const apart = { x: 330, y: 150 };

/** 水印: the same words over the whole page, pale enough to read through. */
export const drawWatermark = (
  doc: PDFKit.PDFDocument,
  words: string,
  fonts: Fonts,
  page: { readonly width: number; readonly height: number },
): void => {
  const width = ([...words].reduce((sum, one) => sum + widthOf(fonts.regular, one), 0) * size) / 1000;
  doc.save().fillOpacity(0.13).font(fonts.regular.name).fontSize(size);
  for (let y = apart.y / 2; y < page.height + apart.y; y += apart.y)
    for (let x = 20; x < page.width; x += Math.max(apart.x, width)) {
      doc.save().rotate(angle, { origin: [x, y] });
      doc.text(words, x, y, { lineBreak: false });
      doc.restore();
    }
  doc.restore();
};
