import type { BoardView, MatterRow, MatterView } from '@xiezhi/contract';
import { randomUUID } from 'node:crypto';
import { Client, Refused, until } from './client';
import { pdf } from './papers';

export interface Cast {
  readonly clerk: Client;
  readonly judge: Client;
  readonly chief: Client;
  readonly bureau: Client;
  /** The people of a court by role: duty-officer, chief, judge, clerk. */
  of(court: string): Promise<Readonly<Record<string, Client>>>;
}

export interface Refusal {
  readonly what: string;
  readonly code: string;
  readonly words: string;
}

interface Facts {
  readonly caseNo: string;
  readonly accountTail: string;
  readonly rank: number;
  readonly limit: string;
  readonly actual: string;
}

/** Brings the people in, each once. */
export const gather = async (base: string | (() => string), password: string): Promise<Cast> => {
  const at = typeof base === 'string' ? base : base();
  const people = (await (await fetch(`${at}/api/demo/people`)).json()) as {
    username: string;
    role: string;
    court: string;
  }[];
  const named = (username: string): Promise<Client> => Client.signIn(base, username, password);
  const [clerk, judge, chief, bureau] = await Promise.all(
    ['sz-clerk', 'sz-judge', 'sz-chief', 'spc-bureau'].map(named),
  );
  if (!clerk || !judge || !chief || !bureau) throw new Error('the lead court has no people');
  const courts = new Map<string, Promise<Record<string, Client>>>();
  const of = (court: string): Promise<Record<string, Client>> => {
    const there =
      courts.get(court) ??
      signInAll(
        people.filter((p) => p.court === court && /-(duty|chief|judge|clerk)$/.test(p.username)),
        named,
      );
    courts.set(court, there);
    return there;
  };
  return { clerk, judge, chief, bureau, of };
};

const signInAll = async (
  people: readonly { username: string; role: string }[],
  named: (username: string) => Promise<Client>,
): Promise<Record<string, Client>> =>
  Object.fromEntries(
    await Promise.all(people.map(async (person) => [person.role, await named(person.username)] as const)),
  );

/** Asks for what must be refused, and says how it was. An acceptance is a fault. */
export const expectRefusal = async (what: string, ask: () => Promise<unknown>): Promise<Refusal> => {
  try {
    await ask();
  } catch (error) {
    if (error instanceof Refused)
      return { what, code: error.problem.code, words: error.problem.detail ?? error.problem.title };
    throw error;
  }
  throw new Error(`should have been refused: ${what}`);
};

/** The clerk opens the campaign, brings the list in and files the papers; the judge approves. */
export const draft = async (
  cast: Cast,
  sheet: { name: string; bytes: Buffer },
  title: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const { clerk, judge } = cast;
  const facts = {
    title,
    debtor: { name: '深圳某装饰集团股份有限公司', creditCode: '914403042275427959' },
    caseNo: '（2024）粤03破827号',
    ground: 'plan-execution',
    windowHours: 72,
    contact: { name: clerk.person.name, phone: '0755-83535000' },
    ...more,
  };
  const opened = await clerk.ask<MatterView>('/api/matters', {
    body: { procedure: 'joint-unfreeze', court: clerk.person.court, facts },
    key: randomUUID(),
  });
  const checked = await clerk.check(sheet.name, sheet.bytes);
  if (checked.errorCount > 0)
    throw new Error(`the list has ${checked.errorCount} faults: ${JSON.stringify(checked.errors[0])}`);
  await clerk.ask(`/api/imports/${checked.id}/commit`, {
    body: { matterId: opened.id, sha256: checked.sha256 },
    key: randomUUID(),
    revision: opened.revision,
  });
  await clerk.file(opened.id, 'plan-approval-ruling', 'plan.pdf', pdf('Plan approval ruling'));
  await clerk.file(opened.id, 'administrator-decision', 'administrator.pdf', pdf('Administrator decision'));
  await until(
    () => clerk.matter(opened.id),
    (matter) => matter.documents.includes('freeze-list'),
  );
  await clerk.act(opened.id, 'submit');
  await judge.act(opened.id, 'approve');
  return opened.id;
};

export const items = (client: Client, campaign: string, more = ''): Promise<MatterRow[]> =>
  client.find(`parent=${campaign}${more}`);

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** What the ruling lifts: what is held; of a waiting freeze, which holds nothing, what it asked for. */
const lifted = (facts: Facts): string => (facts.actual === '0.00' ? facts.limit : facts.actual);

const ruling = (facts: Facts) => ({
  rulingNo: `${facts.caseNo}之一`,
  rulingDate: today(),
  accountTail: facts.accountTail,
  amount: lifted(facts),
  freezeCaseNo: facts.caseNo,
});
const notice = (facts: Facts) => ({ noticeNo: `${facts.caseNo}协助`, sentOn: today(), channel: 'online' });
export const receipt = (facts: Facts) => ({
  receiptNo: `HZ-${facts.accountTail}-${facts.rank}`,
  receivedOn: today(),
  accountTail: facts.accountTail,
  amount: lifted(facts),
});

const rank = ['dispatched', 'signed', 'assigned', 'ruled', 'noticed', 'bank-acked', 'confirmed', 'verified'];
const before = (matter: MatterView, stage: string): boolean => rank.indexOf(matter.stage) < rank.indexOf(stage);

/** One court does one item up to a stage. Each step is taken only where it is still to be taken, so it may be done again. */
export const work = async (cast: Cast, id: string, court: string, upTo = 'confirmed'): Promise<MatterView> => {
  const { 'duty-officer': duty, chief, judge, clerk } = await cast.of(court);
  if (!duty || !chief || !judge || !clerk) throw new Error(`${court} has no people`);
  let matter = await judge.matter(id);
  const facts = matter.facts as unknown as Facts;
  const step = async (stage: string, act: () => Promise<MatterView>): Promise<void> => {
    if (!before(matter, stage) || rank.indexOf(stage) > rank.indexOf(upTo)) return;
    try {
      matter = await act();
    } catch (error) {
      // The answer was lost and another try of ours was first: what counts is where the matter stands.
      matter = await judge.matter(id);
      if (before(matter, stage)) throw error;
    }
  };
  await step('signed', () => duty.act(id, 'sign', {}, `sign-${id}`));
  await step('assigned', () => chief.act(id, 'assign', { judge: judge.person.name }, `assign-${id}`));
  await step('ruled', async () => {
    await judge.file(id, 'lifting-ruling', 'ruling.pdf', pdf('Lifting ruling'));
    return judge.act(id, 'rule', ruling(facts), `rule-${id}`);
  });
  await step('noticed', async () => {
    await judge.file(id, 'assistance-notice', 'notice.pdf', pdf('Notice of assistance'));
    return judge.act(id, 'notify', notice(facts), `notify-${id}`);
  });
  await step('bank-acked', async () => {
    await clerk.file(id, 'bank-receipt', 'receipt.pdf', pdf('Bank receipt'));
    return clerk.act(id, 'recordReceipt', receipt(facts), `receipt-${id}`);
  });
  await step('confirmed', () => judge.act(id, 'confirm', {}, `confirm-${id}`));
  return matter;
};

/** The lead court asks the bank again and verifies. */
export const verify = async (cast: Cast, id: string): Promise<void> => {
  const matter = await cast.clerk.matter(id);
  if (matter.stage === 'verified') return;
  await cast.clerk.file(id, 'query-result', 'query.pdf', pdf('Query result'));
  await cast.clerk.act(
    id,
    'verify',
    { queryNo: `CX-${id.slice(-6)}`, queriedOn: today(), ownFreezeRemains: false },
    `verify-${id}`,
  );
};

export const isComplete = (board: BoardView): boolean =>
  board.totals.accounts.free === board.totals.accounts.total && board.stage === 'completed';

/** A few at a time, in order. */
export const each = async <T>(
  list: readonly T[],
  atOnce: number,
  work: (one: T, n: number) => Promise<void>,
): Promise<void> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let n = next++; n < list.length; n = next++) await work(list[n] as T, n);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
};
