import type { RefusalCode } from '@xiezhi/engine';
import { z } from 'zod';
import type { shellProblems } from './shell-problems';

/** A refusal of the engine becomes a status here and nowhere else. A new refusal without one does not compile. */
export const statusOf = {
  'unknown-action': 404,
  'role-not-allowed': 403,
  'court-not-allowed': 403,
  'wrong-stage': 409,
  'stale-revision': 409,
  'documents-missing': 422,
  'guard-refused': 422,
  'input-invalid': 422,
} as const satisfies Record<RefusalCode, number>;

export type ShellProblem = keyof typeof shellProblems;

/** RFC 9457. `code` is stable: a guard's id, or a refusal's or shell problem's code. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  detailEn: z.string().optional(),
  /** Error number for the help desk; also in the server's log. */
  instance: z.string().optional(),
  /** For `second-factor-enrol`: what an authenticator reads. Shown once, to whoever knows the password. */
  enrol: z.object({ uri: z.string(), secret: z.string() }).optional(),
  /** For `stale-revision`: what happened since. */
  changes: z
    .array(
      z.object({
        revision: z.int(),
        action: z.string(),
        label: z.string(),
        by: z.string(),
        court: z.string(),
        at: z.string(),
      }),
    )
    .optional(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
