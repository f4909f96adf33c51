import type { Actor } from '@xiezhi/engine';
import { type AuditLineView, roleName, routes, type RouteName } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { decode, encode } from '../platform/http/cursor';
import { courtTime } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import { Where } from '../platform/database/where';

export interface AccessEntry {
  readonly actor: Actor | undefined;
  readonly operation: string;
  readonly object: string | null;
  readonly outcome: string;
  readonly purpose: string | null;
  readonly address: string;
}

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly name: string;
  readonly role: string;
  readonly court: string;
  readonly operation: string;
  readonly object: string | null;
  readonly outcome: string;
  readonly purpose: string | null;
  readonly address: string;
}

/** 查阅留痕: appended only; the application has no right to change or remove a line. */
export class AccessLog {
  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
  ) {}

  async write(entry: AccessEntry): Promise<void> {
    const { actor, operation, object, outcome, purpose, address } = entry;
    const name = actor?.for ? `${actor.name}代${actor.for.name}` : (actor?.name ?? '');
    await this.db.rows({
      name: 'access-log',
      text: `insert into access_log (person_id, name, role, court, operation, object, outcome, purpose, address)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      values: [
        actor && actor.person !== '' ? actor.person : null,
        name,
        actor?.role ?? '',
        actor?.court ?? '',
        operation,
        object,
        outcome,
        purpose,
        address,
      ],
    });
  }

  async find(wish: {
    person?: string;
    operation?: string;
    object?: string;
    outcome?: string;
    from?: string;
    until?: string;
    cursor?: string;
    limit: number;
  }): Promise<{ items: AuditLineView[]; next: string | null; total: number }> {
    const where = new Where();
    if (wish.person)
      where.and(`l.person_id in (select id from person where username = ? or name = ?)`, wish.person, wish.person);
    if (wish.operation) where.and('l.operation = ?', wish.operation);
    if (wish.object) where.and('l.object = ?', wish.object);
    if (wish.outcome) where.and('l.outcome = ?', wish.outcome);
    if (wish.from) where.and('l.at >= ?::timestamptz', wish.from);
    if (wish.until) where.and('l.at < ?::timestamptz', wish.until);
    const counted = await this.db.one<{ n: number }>({
      text: `select count(*)::int as n from access_log l where ${where.sql}`,
      values: [...where.values],
    });
    if (wish.cursor) where.and('l.id < ?::bigint', decode(wish.cursor)[0] ?? '0');
    const rows = await this.db.rows<Row>({
      text: `select l.id::text, l.at, l.name, l.role, l.court, l.operation, l.object, l.outcome, l.purpose, l.address
               from access_log l where ${where.sql} order by l.id desc limit ${wish.limit + 1}`,
      values: [...where.values],
    });
    const items = rows.slice(0, wish.limit);
    const last = items.at(-1);
    return {
      items: items.map(({ at, role, court, ...row }) => ({
        ...row,
        at: courtTime(at),
        roleName: roleName(role),
        courtName: this.courts.nameOf(court),
        title: row.operation in routes ? routes[row.operation as RouteName].title : row.operation,
      })),
      next: rows.length > wish.limit && last ? encode(last.id) : null,
      total: counted?.n ?? 0,
    };
  }
}
