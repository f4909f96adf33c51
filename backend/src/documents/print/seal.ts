import { type Fonts, widthOf } from './fonts';

const red = '#c8161d';
const radius = 60;
const demonstration = '演示';

/** 用印: a red circle with the court's name around a star, and 演示 below it, so that nobody takes it for a real one. */
export const drawSeal = (doc: PDFKit.PDFDocument, court: string, fonts: Fonts, x: number, y: number): void => {
  const characters = [...court];
  const size = Math.min(15, 190 / characters.length);
  const sweep = Math.min(250, characters.length * 19);
  const { bold } = fonts;
  doc.save().opacity(0.78);
  doc.circle(x, y, radius).lineWidth(2.6).strokeColor(red).stroke();
  doc.font(bold.name).fontSize(size).fillColor(red);
  characters.forEach((character, i) => {
    const angle = characters.length === 1 ? 0 : -sweep / 2 + (sweep * i) / (characters.length - 1);
    const width = (widthOf(bold, character) * size) / 1000;
    doc
      .save()
      .rotate(angle, { origin: [x, y] })
      .text(character, x - width / 2, y - radius + 5 + size * 0.88, { lineBreak: false, baseline: 'alphabetic' })
      .restore();
  });
  star(doc, x, y, 17);
  const width = [...demonstration].reduce((sum, one) => sum + (widthOf(bold, one) * 13) / 1000, 0);
  doc.fontSize(13).text(demonstration, x - width / 2, y + 42, { lineBreak: false, baseline: 'alphabetic' });
  doc.restore().opacity(1).fillColor('black');
};

const star = (doc: PDFKit.PDFDocument, x: number, y: number, size: number): void => {
  const corners = Array.from({ length: 10 }, (_, i): [number, number] => {
    const angle = (Math.PI / 5) * i - Math.PI / 2;
    const reach = i % 2 === 0 ? size : size * 0.382;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
  doc.polygon(...corners).fill(red);
};
