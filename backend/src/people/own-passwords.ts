import { passwordPolicy } from '@xiezhi/contract';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Database } from '../platform/database/database';
import { shellProblem } from '../platform/problems/problem';
import { hashPassword, passwordMatches } from './passwords';
import type { Sessions } from './sessions';
import type { SignInLock } from './sign-in-lock';

/** Whether a password is known to have leaked. A port: another house asks its own service. */
export type Breached = (password: string) => Promise<boolean>;

/** A list of SHA-1 digests, one a line, as published lists of leaked passwords are; what follows a colon is a count. */
export const breachedList = (file: string | undefined): Breached => {
  if (file === undefined) return () => Promise.resolve(false);
  const lines = readFileSync(file, 'utf8').split('\n');
  const known = new Set(lines.map((line) => (line.split(':')[0] ?? '').trim().toUpperCase()));
  return (password) => Promise.resolve(known.has(createHash('sha1').update(password).digest('hex').toUpperCase()));
};

/** 口令修改: by the person alone, with the present one, and by the policy of the contract. */
export class OwnPasswords {
  constructor(
    private readonly db: Database,
    private readonly lock: SignInLock,
    private readonly sessions: Sessions,
    private readonly breached: Breached,
  ) {}

  /** The other sessions of the person end; the one that asks stays. */
  async change(person: string, current: string, next: string, session: string): Promise<void> {
    const row = await this.db.one<{ username: string; password_hash: string }>({
      text: 'select username, password_hash from person where id = $1',
      values: [person],
    });
    if (!row) throw shellProblem('sign-in-needed');
    await this.lock.demandOpen(row.username);
    if (!(await passwordMatches(current, row.password_hash)))
      throw await this.lock.failed(row.username, 'sign-in-failed');
    await this.demandFresh(person, row.password_hash, next);
    await this.replace(person, next, false);
    await this.sessions.endAllOf(person, session);
  }

  /** Writes a new password and keeps the one before for comparison. `foreign`: somebody else chose it. */
  async replace(person: string, next: string, foreign: boolean): Promise<void> {
    await this.db.rows({
      text: `with kept as (insert into password_history (person_id, password_hash) select id, password_hash from person where id = $1),
                  gone as (delete from password_history h where h.person_id = $1 and h.replaced_at not in
                             (select replaced_at from password_history where person_id = $1 order by replaced_at desc limit $4))
             update person set password_hash = $2, password_set_at = clock_timestamp(), password_foreign = $3 where id = $1`,
      values: [person, await hashPassword(next), foreign, passwordPolicy.remembered - 1],
    });
  }

  async demandUnbroken(next: string): Promise<void> {
    if (await this.breached(next)) throw shellProblem('password-breached');
  }

  private async demandFresh(person: string, present: string, next: string): Promise<void> {
    await this.demandUnbroken(next);
    const before = await this.db.rows<{ password_hash: string }>({
      text: 'select password_hash from password_history where person_id = $1 order by replaced_at desc limit $2',
      values: [person, passwordPolicy.remembered - 1],
    });
    for (const hash of [present, ...before.map((row) => row.password_hash)])
      if (await passwordMatches(next, hash)) throw shellProblem('password-used-before');
  }
}
