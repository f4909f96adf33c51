/** What may be filed, known by its first bytes and never by its name. */
const kinds = [
  { mime: 'application/pdf', starts: Buffer.from('%PDF-') },
  { mime: 'image/png', starts: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { mime: 'image/jpeg', starts: Buffer.from([0xff, 0xd8, 0xff]) },
] as const;

export const mimeOf = (bytes: Buffer): string | undefined =>
  kinds.find(({ starts }) => bytes.subarray(0, starts.length).equals(starts))?.mime;

/** A name for showing: the last part, without controls or path. */
export const plainName = (name: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = [...last]
    .filter((c) => c >= ' ' && !'\u007f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"<>|:*?'.includes(c))
    .join('');
  return clean.slice(0, 120) || '未命名';
};
