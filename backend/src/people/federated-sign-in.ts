import { createHash, randomBytes } from 'node:crypto';
import type { CryptoPort } from '../platform/crypto/crypto-port';
import type { Database } from '../platform/database/database';
import { shellProblem } from '../platform/problems/problem';
import type { IdentityProviders, Secrets } from './identity-providers';
import { type FactorRow, factorColumns, type SecondFactor } from './second-factor';
import type { Sessions } from './sessions';
import type { SignInLock } from './sign-in-lock';

export const transactionMinutes = 10;

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();
const newToken = (): string => randomBytes(32).toString('base64url');

/** A session's token, or that of a sign-in that still owes the second factor. */
export interface Entered {
  readonly token: string;
  readonly owes: boolean;
  readonly to: string;
}

interface Taken {
  readonly sealed: string;
  readonly return_to: string;
}

/**
 * 统一身份认证登录: a provider vouches for a subject, and the security administrator said whose it is. Nobody is made, and nobody is
 * found by a name. Whoever owes the own second factor, and was not asked for one by the provider, gives it before any session opens.
 */
export class FederatedSignIn {
  constructor(
    private readonly db: Database,
    private readonly crypto: CryptoPort,
    private readonly providers: IdentityProviders,
    private readonly sessions: Sessions,
    private readonly secondFactor: SecondFactor,
    private readonly lock: SignInLock,
  ) {}

  async begin(provider: string, to: string): Promise<{ url: string; token: string }> {
    const { url, secrets } = await this.providers.begin(provider);
    const token = newToken();
    await this.db.rows({
      text: `with old as (delete from sign_in_transaction where ends_at < clock_timestamp() - interval '1 hour')
             insert into sign_in_transaction (token_digest, provider, sealed, return_to, ends_at)
             values ($1, $2, $3, $4, clock_timestamp() + make_interval(mins => ${transactionMinutes}))`,
      values: [digest(token), provider, this.crypto.seal(JSON.stringify(secrets), 'sign-in'), to],
    });
    return { url, token };
  }

  /** The way back. The transaction is used up before the provider is asked, whatever comes of it. */
  async answered(
    provider: string,
    token: string,
    answer: Readonly<Record<string, string>>,
    address: string,
  ): Promise<Entered> {
    const { sealed, return_to: to } = await this.take(token, provider);
    const secrets = JSON.parse(this.crypto.open(sealed, 'sign-in')) as Secrets;
    const { subject, strong } = await this.providers.finish(provider, answer, secrets);
    const person = await this.db.one<FactorRow & { disabled: boolean }>({
      text: `select ${factorColumns}, p.disabled_at is not null as disabled
               from person_identity i join person p on p.id = i.person_id
              where i.provider = $1 and i.subject = $2 and i.unlinked_at is null`,
      values: [provider, subject],
    });
    if (!person) throw shellProblem('identity-unknown');
    if (person.disabled) throw shellProblem('person-disabled');
    if (person.second_factor_needed && !strong)
      return { token: await this.wait(person.id, provider, to), owes: true, to };
    return { token: await this.enter(person.id, provider, address), owes: false, to };
  }

  /** The code that was owed. A wrong one may be corrected, and counts like a wrong password. */
  async completed(token: string, code: string | undefined, address: string): Promise<Entered> {
    const row = await this.db.one<FactorRow & { provider: string; return_to: string; disabled: boolean }>({
      text: `select ${factorColumns}, t.provider, t.return_to, p.disabled_at is not null as disabled
               from sign_in_transaction t join person p on p.id = t.person_id
              where t.token_digest = $1 and t.used_at is null and t.ends_at > clock_timestamp()`,
      values: [digest(token)],
    });
    if (!row) throw await this.whyNot(token);
    if (row.disabled) throw shellProblem('person-disabled');
    await this.lock.demandOpen(row.username);
    await this.secondFactor.demand(row, code);
    await this.lock.passed(row.username);
    const used = await this.db.one({
      text: 'update sign_in_transaction set used_at = clock_timestamp() where token_digest = $1 and used_at is null returning 1',
      values: [digest(token)],
    });
    if (!used) throw await this.whyNot(token);
    return { token: await this.enter(row.id, row.provider, address), owes: false, to: row.return_to };
  }

  private async take(token: string, provider: string): Promise<Taken> {
    const row = await this.db.one<Taken & { provider: string }>({
      text: `update sign_in_transaction set used_at = clock_timestamp()
              where token_digest = $1 and person_id is null and used_at is null and ends_at > clock_timestamp()
             returning provider, sealed, return_to`,
      values: [digest(token)],
    });
    if (!row) throw await this.whyNot(token);
    // An answer that comes in at another provider's door is somebody's attempt to mix two up.
    if (row.provider !== provider) throw shellProblem('sign-in-answer-invalid');
    return row;
  }

  private async whyNot(token: string): Promise<Error> {
    const row = await this.db.one<{ used: boolean; over: boolean }>({
      text: `select used_at is not null as used, ends_at <= clock_timestamp() as over from sign_in_transaction where token_digest = $1`,
      values: [digest(token)],
    });
    if (row?.used) return shellProblem('sign-in-replayed');
    return shellProblem(row?.over ? 'sign-in-expired' : 'sign-in-not-begun');
  }

  private async wait(person: string, provider: string, to: string): Promise<string> {
    const token = newToken();
    await this.db.rows({
      text: `insert into sign_in_transaction (token_digest, provider, person_id, return_to, ends_at)
             values ($1, $2, $3, $4, clock_timestamp() + make_interval(mins => ${transactionMinutes}))`,
      values: [digest(token), provider, person, to],
    });
    return token;
  }

  private async enter(person: string, provider: string, address: string): Promise<string> {
    const token = await this.sessions.open(person, address, provider);
    if (token === undefined) throw shellProblem('no-post');
    return token;
  }
}
