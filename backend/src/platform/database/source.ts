import { DataSource } from 'typeorm';
import type { Config } from '../config/config';

/** Limits that keep one bad statement from holding the house; `role` makes the docket append-only for us too. */
const session = (role: string): string =>
  `-c role=${role} -c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000`;

/** `xiezhi_app` carries commands out; `xiezhi_court` reads under row-level security. */
export const makeSource = (
  config: Config,
  name: string,
  role: 'xiezhi_app' | 'xiezhi_court' = 'xiezhi_app',
): DataSource =>
  new DataSource({
    type: 'postgres',
    url: config.databaseUrl,
    applicationName: name,
    poolSize: config.poolSize,
    connectTimeoutMS: 5_000,
    extra: { options: session(role), keepAlive: true, allowExitOnIdle: false },
    // A lost idle connection is the pool's business; without a handler it would end the process.
    poolErrorHandler: () => undefined,
    synchronize: false,
    entities: [],
  });
