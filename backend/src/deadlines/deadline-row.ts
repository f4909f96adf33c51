import type { BudgetUnit, LedgerEntry, Proof, TimeBudget } from '@xiezhi/law';
import type { Asking } from '../rules/law-book';

export type DeadlineStatus = 'open' | 'suspended' | 'fired' | 'lifted';

/** A deadline as it is kept: budget, ledger, and what was derived from them. */
export interface DeadlineFound {
  readonly id: string;
  readonly matterId: string;
  readonly name: string;
  readonly status: DeadlineStatus;
  readonly action: string;
  readonly follows: string | null;
  readonly lights: boolean;
  readonly dueAt: Date;
  readonly settledAt: Date | null;
  readonly provisional: boolean;
  readonly budget: TimeBudget;
  readonly ledger: readonly LedgerEntry[];
  readonly proof: Proof | null;
}

interface Row {
  readonly id: string;
  readonly matter_id: string;
  readonly name: string;
  readonly status: DeadlineStatus;
  readonly action: string;
  readonly follows: string | null;
  readonly lights: boolean;
  readonly due_at: Date;
  readonly settled_at: Date | null;
  readonly provisional: boolean;
  readonly rule: string;
  readonly rule_version: number;
  readonly title: string | null;
  readonly basis: string | null;
  readonly confirmed: boolean | null;
  readonly starts_at: Date;
  readonly length: string;
  readonly unit: BudgetUnit;
  readonly from_next_hour: boolean;
  readonly share: string;
  readonly proof: Proof | null;
  readonly ledger: readonly LedgerEntry[] | null;
}

const text = (where: string): string => `
  select d.*, r.title, r.basis, r.confirmed,
         (select json_agg(json_build_object('kind', e.kind, 'at', e.at, 'length', e.length, 'by', e.by, 'reason', e.reason, 'paper', e.paper) order by e.n)
            from deadline_entry e where e.deadline_id = d.id) as ledger
    from deadline d left join rule_version r on r.rule = d.rule and r.version = d.rule_version
   where ${where} order by d.due_at, d.name`;

const found = (row: Row): DeadlineFound => ({
  id: row.id,
  matterId: row.matter_id,
  name: row.name,
  status: row.status,
  action: row.action,
  follows: row.follows,
  lights: row.lights,
  dueAt: row.due_at,
  settledAt: row.settled_at,
  provisional: row.provisional,
  budget: {
    rule: {
      id: row.rule,
      version: row.rule_version,
      title: row.title ?? row.rule,
      basis: row.basis ?? '',
      confirmed: row.confirmed ?? false,
    },
    startsAt: row.starts_at.toISOString(),
    length: Number(row.length),
    unit: row.unit,
    fromNextHour: row.from_next_hour,
    share: Number(row.share),
  },
  ledger: (row.ledger ?? []).map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
  proof: row.proof,
});

export const readDeadline = async (asking: Asking, id: string): Promise<DeadlineFound | undefined> => {
  const [row] = await asking.rows<Row>({ text: text('d.id::text = $1'), values: [id] });
  return row ? found(row) : undefined;
};

export const deadlinesOf = async (asking: Asking, matter: string): Promise<DeadlineFound[]> =>
  (await asking.rows<Row>({ text: text('d.matter_id = $1'), values: [matter] })).map(found);

/** Every deadline that still runs or stands still, for who counts them all again. */
export const openDeadlines = async (asking: Asking, where = 'true'): Promise<DeadlineFound[]> =>
  (await asking.rows<Row>({ text: text(`d.status in ('open', 'suspended') and ${where}`) })).map(found);
