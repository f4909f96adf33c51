/** Limits of a spreadsheet, read from the ZIP's central directory before anything is inflated. */
const mostEntries = 2_000;
const mostInflated = 50 * 1024 * 1024;
const mostRatio = 100;
const end = 0x06054b50;
const central = 0x02014b50;
const most32 = 0xffffffff;

const unwanted: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)\.\.(\/|$)|^\/|\\/, '压缩包内的路径不合法'],
  [/vbaProject\.bin$/i, '含有宏的表格不予接收'],
  [/externalLinks\//i, '含有外部链接的表格不予接收'],
];

/** The fault in words, or nothing. Sizes that lie are caught again while reading, by the reader's memory cap. */
export const inspectZip = (bytes: Buffer): string | undefined => {
  const at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || at + 22 > bytes.length || bytes.readUInt32LE(at) !== end) return '表格文件已损坏';
  const entries = bytes.readUInt16LE(at + 10);
  if (entries > mostEntries) return '表格内的部件过多';
  let offset = bytes.readUInt32LE(at + 16);
  let inflated = 0;
  let packed = 0;
  for (let i = 0; i < entries; i += 1) {
    if (offset + 46 > bytes.length || bytes.readUInt32LE(offset) !== central) return '表格文件已损坏';
    const flags = bytes.readUInt16LE(offset + 8);
    const size = bytes.readUInt32LE(offset + 24);
    const nameLength = bytes.readUInt16LE(offset + 28);
    const name = bytes.toString('utf8', offset + 46, offset + 46 + nameLength);
    if ((flags & 1) === 1) return '加密的表格不能读取';
    if (size === most32) return '表格解压后过大';
    const bad = unwanted.find(([pattern]) => pattern.test(name));
    if (bad) return bad[1];
    if (((bytes.readUInt32LE(offset + 38) >>> 16) & 0o170000) === 0o120000) return '压缩包内有链接';
    inflated += size;
    packed += bytes.readUInt32LE(offset + 20);
    offset += 46 + nameLength + bytes.readUInt16LE(offset + 30) + bytes.readUInt16LE(offset + 32);
  }
  if (inflated > mostInflated) return `表格解压后达 ${Math.round(inflated / 1024 / 1024)} MB，超过 50 MB；请另存为 CSV`;
  if (packed > 0 && inflated / packed > mostRatio) return '表格的压缩比异常，不予解压';
  return undefined;
};
