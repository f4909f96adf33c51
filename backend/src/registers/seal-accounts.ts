import type { CryptoPort } from '../platform/crypto/crypto-port';
import type { Database } from '../platform/database/database';

const step = 1_000;

/** Seals account numbers that an earlier version kept in clear. Returns how many. */
export const sealAccounts = async (db: Database, crypto: CryptoPort): Promise<number> => {
  for (let sealed = 0; ;) {
    const rows = await db.rows<{ id: string; sealed_number: string }>({
      text: `select id, sealed_number from account where number_index is null order by id limit ${step}`,
    });
    if (rows.length === 0) return sealed;
    await db.rows({
      text: `update account a set sealed_number = s.sealed, number_index = s.mark
               from unnest($1::uuid[], $2::text[], $3::bytea[]) as s(id, sealed, mark) where a.id = s.id`,
      values: [
        rows.map((row) => row.id),
        rows.map((row) => crypto.seal(row.sealed_number, 'account-number')),
        rows.map((row) => crypto.index(row.sealed_number, 'account-number')),
      ],
    });
    sealed += rows.length;
  }
};
