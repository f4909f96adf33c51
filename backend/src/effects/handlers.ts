import type { EffectOutcome } from '@xiezhi/engine';
import type { BatchRunner } from '../batches/batch-runner';
import type { Courts } from '../courts/courts';
import type { Campaign } from '../documents/papers';
import { dispatchOrder, freezeList } from '../documents/papers';
import type { Documents } from '../documents/documents';
import { type Command, systemActor } from '../matters/command';
import { courtDay, courtTime } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import type { EffectHandler, OwedEffect, Report } from './effect-worker';

const done = (report: Report): EffectOutcome<Report> => ({ kind: 'done', report });
const spc = '最高法';
const action = (effect: OwedEffect): string => String(effect.payload['action']);

/** Tells one matter: the campaign that a child moved, or an item that its freeze woke. The action decides whether it matters. */
const tell = (kind: string): EffectHandler => ({
  kind,
  handle: (effect) =>
    Promise.resolve(
      done({
        commands: [
          {
            matterId: effect.matterId ?? '',
            action: action(effect),
            input: {},
            key: effect.key,
            actor: systemActor(spc),
          },
        ],
      }),
    ),
});

const chunk = 256;

/** Tells every open child, in chunks; each chunk is answered once by its key, however often it is sent. */
class TellChildren implements EffectHandler {
  readonly kind = 'tell-children';

  constructor(
    private readonly db: Database,
    private readonly submit: (unit: { commands: readonly Command[] }) => Promise<unknown>,
  ) {}

  async handle(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    const rows = await this.db.rows<{ id: string }>({
      text: 'select id from matter where parent_id = $1 and closed_at is null order by id',
      values: [effect.matterId],
    });
    for (let from = 0; from < rows.length; from += chunk) {
      const commands = rows.slice(from, from + chunk).map(({ id }) => ({
        matterId: id,
        action: action(effect),
        input: {},
        key: effect.key,
        actor: systemActor(spc),
      }));
      await this.submit({ commands });
    }
    return done({});
  }
}

/** The outside call of a notice: once per effect and court, however often it is made. */
class NotifyCourt implements EffectHandler {
  readonly kind = 'notify-court';

  handle(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    const { letter, to } = effect.payload as { letter: string; to: { court: string; matters: string[] }[] };
    return Promise.resolve(
      done({
        within: async (tx) => {
          await tx.rows({
            name: 'notify-court',
            text: `insert into notice (effect_key, court, letter, matters)
                   select $1, n.court, $2, string_to_array(n.matters, ',')::uuid[] from unnest($3::text[], $4::text[]) as n(court, matters)
                   on conflict do nothing`,
            values: [effect.key, letter, to.map((one) => one.court), to.map((one) => one.matters.join())],
          });
        },
      }),
    );
  }
}

const yuan = (fen: string): string => {
  const digits = fen.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** Writes the product's own papers and files them on the matter. */
class RenderDocument implements EffectHandler {
  readonly kind = 'render-document';

  constructor(
    private readonly db: Database,
    private readonly documents: Documents,
    private readonly courts: Courts,
  ) {}

  async handle(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    const kind = String(effect.payload['document']);
    const paper = { 'freeze-list': freezeList, 'dispatch-order': dispatchOrder }[kind];
    if (!paper) return { kind: 'give-up', reason: `没有文书 ${kind} 的格式` };
    const campaign = await this.campaign(effect.matterId ?? '');
    const bytes = Buffer.from(paper(campaign), 'utf8');
    const fileName = kind === 'freeze-list' ? '账户冻结清单.html' : '协调解冻函.html';
    const [command, beside] = await this.documents.prepare(
      effect.matterId ?? '',
      { kind, fileName, mime: 'text/html; charset=utf-8', bytes },
      effect.key,
      systemActor(spc),
    );
    return done({ commands: [command], ...beside });
  }

  private async campaign(id: string): Promise<Campaign> {
    const matter = await this.db.one<{
      facts: Record<string, never>;
      lead_court: string;
      case_no: string;
      title: string;
      now: Date;
    }>({
      text: 'select facts, lead_court, case_no, title, court_now() as now from matter where id = $1',
      values: [id],
    });
    if (!matter) throw new Error('the campaign is not there');
    const rows = await this.db.rows<{
      position: number;
      court: string;
      case_no: string;
      bank: string;
      tail: string;
      rank: number;
      limit_fen: string;
      actual_fen: string;
      expires_on: string | null;
    }>({
      text: `select f.position, f.court, f.case_no, a.bank, a.tail, f.rank, f.limit_fen, f.actual_fen, f.expires_on::text
               from account_freeze f join account a on a.id = f.account_id where f.campaign_id = $1 and f.status <> 'withdrawn' order by f.position`,
      values: [id],
    });
    const facts = matter.facts as unknown as {
      debtor: { name: string; creditCode: string };
      ground: string;
      windowHours: number;
      contact: { name: string; phone: string };
      order?: { no: string; issuer: string; dueAt: string };
    };
    return {
      title: matter.title,
      caseNo: matter.case_no,
      debtor: facts.debtor.name,
      creditCode: facts.debtor.creditCode,
      ground: facts.ground,
      leadCourt: this.courts.nameOf(matter.lead_court),
      contact: `${facts.contact.name}，${facts.contact.phone}`,
      day: courtDay(matter.now),
      windowHours: facts.windowHours,
      orderNo: facts.order?.no ?? '',
      issuer: facts.order ? this.courts.nameOf(facts.order.issuer) : '',
      dueAt: facts.order ? courtTime(new Date(facts.order.dueAt)).slice(0, 16).replace('T', ' ') : '',
      freezes: rows.map((row) => ({
        position: row.position,
        court: this.courts.nameOf(row.court),
        caseNo: row.case_no,
        bank: row.bank,
        tail: row.tail,
        rank: row.rank,
        limit: yuan(row.limit_fen),
        actual: yuan(row.actual_fen),
        expiresOn: row.expires_on,
      })),
    };
  }
}

export const handlersOf = (
  db: Database,
  documents: Documents,
  courts: Courts,
  batches: BatchRunner,
  submit: (unit: { commands: readonly Command[] }) => Promise<unknown>,
): EffectHandler[] => [
  tell('report-to-parent'),
  tell('tell-matter'),
  new TellChildren(db, submit),
  new NotifyCourt(),
  new RenderDocument(db, documents, courts),
  batches,
];
