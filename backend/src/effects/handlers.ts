import type { EffectOutcome } from '@xiezhi/engine';
import type { Courts } from '../courts/courts';
import { CampaignReader } from '../documents/campaign-reader';
import { campaignOrder, type Volume } from '../documents/campaign-papers';
import type { PaperPress } from '../documents/paper-press';
import { PaperRefused } from '../documents/print/sheet';
import { slipLetter } from '../ladder/slip-letter';
import { type Command, type Outcome, systemActor } from '../matters/command';
import type { Database, Tx } from '../platform/database/database';
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
      // An item that was granted a window of its own neither follows the campaign's nor is late by it.
      text: `select id from matter m where parent_id = $1 and closed_at is null
                and (not $2 = any('{followClock,remind,markOverdue}') or not exists (select from deadline d where d.matter_id = m.id and d.lights and d.status in ('open', 'suspended')))
              order by id`,
      values: [effect.matterId, action(effect)],
    });
    for (let from = 0; from < rows.length; from += chunk) {
      const commands = rows.slice(from, from + chunk).map(({ id }) => ({
        matterId: id,
        action: action(effect),
        input: effect.payload['input'] ?? {},
        key: effect.key,
        actor: systemActor(spc),
      }));
      await this.submit({ commands });
    }
    return done({});
  }
}

/** Prints the product's own papers and files them on the matter. A paper that must not be printed waits for a person, who is told why. */
class RenderDocument implements EffectHandler {
  readonly kind = 'render-document';

  constructor(
    private readonly db: Database,
    private readonly campaigns: CampaignReader,
    private readonly press: PaperPress,
  ) {}

  async handle(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    const kind = String(effect.payload['document']);
    try {
      const matter = effect.matterId ?? '';
      const order = await (kind === 'supervision-letter'
        ? slipLetter(this.db, matter, String(effect.payload['of']), effect.key)
        : campaignOrder(this.campaigns, kind, matter, effect.key, effect.payload['volume'] as Volume | undefined));
      if (order === 'outdated') return done({});
      if (!order) return { kind: 'give-up', reason: `没有文书 ${kind} 的格式` };
      const [command, beside] = await this.press.prepare(order);
      const next = 'next' in order ? order.next : undefined;
      return done({ commands: [command], ...beside, ...(next ? { within: this.owe(matter, kind, next) } : {}) });
    } catch (error) {
      if (error instanceof PaperRefused) return { kind: 'give-up', reason: error.words.zh };
      throw error;
    }
  }

  /** The next volume is owed in the transaction that files this one. */
  private owe(matter: string, document: string, volume: Volume) {
    return async (tx: Tx, [filed]: readonly Outcome[]): Promise<void> => {
      if (filed?.ok !== true) return;
      await tx.rows({
        text: `insert into outbox (kind, matter_id, payload) values ('render-document', $1, $2)`,
        values: [matter, JSON.stringify({ document, volume })],
      });
    };
  }
}

export const handlersOf = (
  db: Database,
  press: PaperPress,
  courts: Courts,
  others: readonly EffectHandler[],
  submit: (unit: { commands: readonly Command[] }) => Promise<unknown>,
): EffectHandler[] => [
  tell('report-to-parent'),
  tell('tell-matter'),
  new TellChildren(db, submit),
  new RenderDocument(db, new CampaignReader(db, courts), press),
  ...others,
];
