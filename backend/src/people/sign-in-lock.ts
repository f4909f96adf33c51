import { loginName } from '@xiezhi/contract';
import type { Database } from '../platform/database/database';
import { type ProblemError, shellProblem } from '../platform/problems/problem';

const failuresAllowed = 5;
const lockedMinutes = 15;

/**
 * 登录失败锁定: counted in PostgreSQL by name alone, so that another address, header, process or restart does not dodge it.
 * Names that nobody has are counted alike, and passwords and codes together.
 */
export class SignInLock {
  constructor(private readonly db: Database) {}

  /** Refuses while the name is locked, whatever comes with it. */
  async demandOpen(username: string): Promise<void> {
    const row = await this.db.one({
      text: 'select 1 from sign_in_failure where username = $1 and locked_until > clock_timestamp()',
      values: [username],
    });
    if (row) throw shellProblem('sign-in-locked');
  }

  /** Counts a failure. Returns what to answer: the fifth locks. */
  async failed(username: string, otherwise: 'sign-in-failed' | 'second-factor-wrong'): Promise<ProblemError> {
    // What cannot be a login name is nobody's, and may be an ID or a password in the wrong field: it is not kept.
    if (!loginName.test(username)) return shellProblem(otherwise);
    const row = await this.db.one<{ locked: boolean }>({
      text: `insert into sign_in_failure as f (username, failures) values ($1, 1)
             on conflict (username) do update set
               failures = case when f.locked_until < clock_timestamp() then 1 else f.failures + 1 end,
               locked_until = case when f.failures + 1 >= $2 and (f.locked_until is null or f.locked_until > clock_timestamp())
                                   then clock_timestamp() + make_interval(mins => $3) end
             returning coalesce(locked_until > clock_timestamp(), false) as locked`,
      values: [username, failuresAllowed, lockedMinutes],
    });
    return shellProblem(row?.locked ? 'sign-in-locked' : otherwise);
  }

  /** Forgets the failures, unless a guess that ran beside this one locked the name meanwhile. */
  async passed(username: string): Promise<void> {
    await this.db.rows({
      text: 'delete from sign_in_failure where username = $1 and (locked_until is null or locked_until <= clock_timestamp())',
      values: [username],
    });
    await this.demandOpen(username);
  }
}
