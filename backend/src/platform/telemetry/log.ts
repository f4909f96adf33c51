import { pino, type Logger } from 'pino';

/** Structured log on stdout. Bodies, tokens and numbers of accounts and persons never go in. */
export const makeLog = (name: string): Logger =>
  pino({
    name,
    level: process.env['XIEZHI_LOG'] ?? 'info',
    redact: ['*.password', '*.accessToken', '*.number', 'req.headers'],
    base: { name },
  });

export type Log = Logger;
