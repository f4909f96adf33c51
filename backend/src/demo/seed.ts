import { CourtRegistry } from '@xiezhi/law';
import { courtRows } from '@xiezhi/law/courts';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../platform/database/database';
import { hashPassword } from '../people/passwords';
import { demoPeople } from './people';

/** Loads the committed court registry; what courts edited by hand (dates, successors) stays. */
export const loadCourts = async (db: Database): Promise<number> => {
  const registry = new CourtRegistry(courtRows);
  await db.transaction(async (tx) => {
    await tx.rows({
      text: `insert into court (code, name, short_name, aliases, level, province, division, parent, superiors, valid_from, valid_to, successor, special)
             select c.code, c.name, c.short, string_to_array(c.aliases, '|'), c.level, c.province, c.division, c.parent, string_to_array(c.superiors, '|'),
                    c.valid_from, c.valid_to, c.successor, c.special
               from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::date[], $11::date[], $12::text[], $13::boolean[])
                 as c(code, name, short, aliases, level, province, division, parent, superiors, valid_from, valid_to, successor, special)
             on conflict (code) do update set name = excluded.name, short_name = excluded.short_name, aliases = excluded.aliases, parent = excluded.parent, superiors = excluded.superiors
              where (court.name, court.short_name, court.aliases, court.parent, court.superiors) is distinct from (excluded.name, excluded.short_name, excluded.aliases, excluded.parent, excluded.superiors)`,
      values: [
        courtRows.map((c) => c.code),
        courtRows.map((c) => c.name),
        courtRows.map((c) => registry.shortName(c.code)),
        courtRows.map((c) => c.aliases.join('|')),
        courtRows.map((c) => c.level),
        courtRows.map((c) => c.province),
        courtRows.map((c) => c.division),
        courtRows.map((c) => c.parent),
        courtRows.map((c) => registry.superiorsOf(c.code).join('|')),
        courtRows.map((c) => c.validFrom),
        courtRows.map((c) => c.validTo),
        courtRows.map((c) => c.successor),
        courtRows.map((c) => c.special),
      ],
    });
  });
  return courtRows.length;
};

const titles: Readonly<Record<string, readonly [number, string]>> = {
  'case1-frozen-accounts.csv': [1, '案例一 冻结账户清单'],
  'case1-claims.csv': [1, '案例一 债权清单'],
  'case2-parcels.csv': [2, '案例二 林地地块'],
  'case3-homes.csv': [3, '案例三 购房户'],
  'case4-wages.csv': [4, '案例四 欠薪名册'],
};

/** Loads the spreadsheets of the four published cases. */
export const loadCases = async (db: Database, folder: string): Promise<number> => {
  const files = readdirSync(folder).filter((file) => titles[file] !== undefined);
  for (const file of files) {
    const content = readFileSync(path.join(folder, file));
    const [number, title] = titles[file] ?? [0, file];
    const rows = content.toString('utf8').trimEnd().split('\n').length - 1;
    await db.rows({
      text: `insert into case_sheet (number, file_name, title, sha256, rows, content) values ($1, $2, $3, $4, $5, $6)
             on conflict (file_name) do update set title = excluded.title, sha256 = excluded.sha256, rows = excluded.rows, content = excluded.content
              where case_sheet.sha256 <> excluded.sha256`,
      values: [number, file, title, createHash('sha256').update(content).digest('hex'), rows, content],
    });
  }
  return files.length;
};

/** Courts of the first case, from its own sheet: whoever has a freeze there has people here. */
const courtsOfFirstCase = (folder: string): string[] => {
  const [, ...rows] = readFileSync(path.join(folder, 'case1-frozen-accounts.csv'), 'utf8').trimEnd().split(/\r?\n/);
  return [...new Set(rows.map((row) => row.split(',')[2] ?? ''))];
};

/** Demonstration people, once; a changed password of the demonstration is taken over. */
export const loadPeople = async (db: Database, folder: string, password: string): Promise<number> => {
  const people = demoPeople(courtsOfFirstCase(folder));
  const hash = await hashPassword(password);
  const ids = (kind: string): string[] =>
    people.map((_person, n) => `00000000-0000-8000-${kind}-${n.toString(16).padStart(12, '0')}`);
  await db.rows({
    text: `with made as (
             insert into person (id, username, name, password_hash, second_factor_needed)
             select p.id, p.username, p.name, $1, false from unnest($2::uuid[], $4::text[], $5::text[]) as p(id, username, name)
             on conflict (username) do update set password_hash = excluded.password_hash,
               password_set_at = clock_timestamp(), password_foreign = false, second_factor_needed = false)
           insert into post (id, person_id, role, court, valid_from)
           select o.id, coalesce((select id from person k where k.username = o.username), o.person), o.role, o.court, '2026-01-01'
             from unnest($3::uuid[], $2::uuid[], $4::text[], $6::text[], $7::text[]) as o(id, person, username, role, court)
            where not exists (select from post x where x.person_id = o.person)
           on conflict (id) do nothing`,
    values: [
      hash,
      ids('8000'),
      ids('9000'),
      people.map((p) => p.username),
      people.map((p) => p.name),
      people.map((p) => p.role),
      people.map((p) => p.court),
    ],
  });
  return people.length;
};
