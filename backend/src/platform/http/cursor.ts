import { shellProblem } from '../problems/problem';

/** 翻页标记: where a page ended, opaque to the caller. */
export const encode = (...parts: readonly string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

export const decode = (cursor: string): string[] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'string')) return parts;
  } catch {
    throw shellProblem('malformed-request', { detail: '翻页标记无法读取' });
  }
  throw shellProblem('malformed-request', { detail: '翻页标记无法读取' });
};
