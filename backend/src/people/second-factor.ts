import { generateSecret, generateURI, verifySync } from 'otplib';
import type { CryptoPort } from '../platform/crypto/crypto-port';
import type { Database } from '../platform/database/database';
import { shellProblem } from '../platform/problems/problem';
import type { SignInLock } from './sign-in-lock';

/** One step of thirty seconds to either side: phones and servers disagree by seconds. */
const tolerance = 30;

/** What of a person says whether a code is owed. */
export interface FactorRow {
  readonly id: string;
  readonly username: string;
  readonly second_factor: string | null;
  readonly second_factor_needed: boolean;
  readonly enrolled: boolean;
}
export const factorColumns =
  'p.id, p.username, p.second_factor, p.second_factor_needed, p.second_factor_step > 0 as enrolled';

/** 动态码 (RFC 6238). The secret is kept sealed; a code works once. */
export class SecondFactor {
  constructor(
    private readonly db: Database,
    private readonly crypto: CryptoPort,
    private readonly lock: SignInLock,
  ) {}

  /** Lets through who owes no code or gave the right one. Asked only of somebody whose first factor is known to be right. */
  async demand(row: FactorRow, code: string | undefined): Promise<void> {
    if (!row.second_factor_needed) return;
    if (!row.enrolled && (row.second_factor === null || code === undefined))
      throw shellProblem('second-factor-enrol', { enrol: await this.begin(row.id, row.username) });
    if (code === undefined) throw shellProblem('second-factor-needed');
    if (!(await this.accepts(row.id, row.second_factor ?? '', code)))
      throw await this.lock.failed(row.username, 'second-factor-wrong');
  }

  /** A new secret for a person who has not enrolled; it counts once its first code came back. */
  private async begin(person: string, username: string): Promise<{ uri: string; secret: string }> {
    const secret = generateSecret();
    await this.db.rows({
      text: `update person set second_factor = $2, second_factor_step = -1 where id = $1 and second_factor_step <= 0`,
      values: [person, this.crypto.seal(secret, 'second-factor')],
    });
    return { secret, uri: generateURI({ issuer: '协执', label: username, secret }) };
  }

  /** Whether the code is right and new. The step is written in the same statement that checks it, so that two requests cannot share a code. */
  private async accepts(person: string, sealed: string, code: string): Promise<boolean> {
    const result = verifySync({
      secret: this.crypto.open(sealed, 'second-factor'),
      token: code,
      epochTolerance: tolerance,
    });
    if (!result.valid || !('timeStep' in result)) return false;
    const used = await this.db.one({
      text: 'update person set second_factor_step = $2 where id = $1 and second_factor_step < $2 returning id',
      values: [person, result.timeStep],
    });
    return used !== undefined;
  }
}
