import type { z } from 'zod';

/** `anyone` needs no session; what a signed-in person may do is the policy's business. */
export type Access = 'anyone' | 'signed-in';

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly title: string;
  readonly access: Access;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly answer: z.ZodType | 'file' | 'events' | 'text' | 'none';
  readonly status?: number;
  /** Needs Idempotency-Key. */
  readonly keyed?: true;
  /** Needs If-Match. */
  readonly matched?: true;
  readonly upload?: true;
}
