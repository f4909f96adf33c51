import { createHash } from 'node:crypto';
import type { Tx } from '../database/database';
import { shellProblem } from '../problems/problem';

/** Keys of requests that open something new: the same key and body find the first resource, another body is refused. */
export const claimKey = async (
  tx: Tx,
  ask: { readonly person: string; readonly key: string; readonly wish: unknown; readonly resource: string },
): Promise<{ readonly first: boolean; readonly resource: string }> => {
  const fingerprint = createHash('sha256').update(JSON.stringify(ask.wish)).digest();
  const inserted = await tx.rows({
    text: 'insert into request_key (person_id, key, fingerprint, resource) values ($1, $2, $3, $4) on conflict do nothing returning resource',
    values: [ask.person, ask.key, fingerprint, ask.resource],
  });
  if (inserted.length > 0) return { first: true, resource: ask.resource };
  const [before] = await tx.rows<{ fingerprint: Buffer; resource: string }>({
    text: 'select fingerprint, resource from request_key where person_id = $1 and key = $2',
    values: [ask.person, ask.key],
  });
  if (!before?.fingerprint.equals(fingerprint)) throw shellProblem('key-reused');
  return { first: false, resource: before.resource };
};
