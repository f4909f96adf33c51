import { createHash, randomUUID } from 'node:crypto';

const text = (bytes: Buffer): string => {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

const stamp = (bytes: Buffer, version: number): Buffer => {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
};

/** RFC 9562 version 7: grows with time, so that indexes fill from one end. */
export const uuidv7 = (now: number = Date.now()): string => {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};

/** RFC 9562 version 8: the same words give the same identifier. */
export const uuidOf = (...words: readonly string[]): string =>
  text(stamp(createHash('sha256').update(words.join('\u0000')).digest().subarray(0, 16), 8));
