import type { Paper } from '@xiezhi/papers';
import { createHash } from 'node:crypto';
import { type Command, type Scribe, type Trace, trace } from '../matters/command';
import type { Actor } from '@xiezhi/engine';
import type { Database } from '../platform/database/database';
import { uuidOf } from '../platform/database/uuid';
import type { Documents } from './documents';
import type { PaperNumbers } from './paper-numbers';
import type { PaperTemplates } from './paper-templates';
import { PaperRefused, type Printing } from './print/sheet';
import type { SealPort } from './seal-port';

export interface Order {
  readonly matterId: string;
  readonly paper: Paper;
  /** The procedure's name of the document. */
  readonly kind: string;
  /** Whose series of numbers it takes. */
  readonly courtCode: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly actor: Actor;
}

interface Pressed {
  readonly document: string;
  readonly order: Order;
  readonly template: number;
  readonly number: string | null;
  readonly pages: number;
  readonly word: { readonly sha256: string; readonly bytes: number };
  readonly seal: { readonly key: string; readonly signature: string };
}

/** 制作文书: takes the number, prints both forms, seals, and hands over the command that files it with all that is written beside it. */
export class PaperPress {
  constructor(
    private readonly db: Database,
    private readonly documents: Documents,
    private readonly templates: PaperTemplates,
    private readonly numbers: PaperNumbers,
    private readonly printer: Printing,
    private readonly sealer: SealPort,
  ) {}

  /** Refused by the paper's own rules, the number that was taken is voided with the reason. */
  async prepare(order: Order): Promise<[Command, { readonly traces: readonly Trace[] }]> {
    const { paper, matterId, key, content } = order;
    const [refusal] = paper.refusals(content);
    if (refusal) throw new PaperRefused(refusal.words);
    const date = String(content['date']);
    const { version, bytes } = await this.templates.inForce(paper, date);
    const number = paper.numbered
      ? await this.numbers.take({ paper, court: order.courtCode, year: Number(date.slice(0, 4)), matterId, key })
      : null;
    try {
      const printed = await this.printer.print(paper, bytes, number === null ? content : { ...content, number });
      const filing = {
        kind: order.kind,
        fileName: `${paper.name.zh}.pdf`,
        mime: 'application/pdf',
        bytes: printed.pdf,
      };
      const [command, beside] = await this.documents.prepare(matterId, filing, key, order.actor);
      const pressed: Pressed = {
        document: uuidOf(matterId, key),
        order,
        template: version,
        number,
        pages: printed.pages,
        word: { sha256: await this.documents.keep(printed.word), bytes: printed.word.length },
        seal: this.sealer.seal(createHash('sha256').update(printed.pdf).digest('hex')),
      };
      return [command, { traces: [...(beside.traces ?? []), trace(this.pressed, pressed)] }];
    } catch (error) {
      if (error instanceof PaperRefused) await this.numbers.void(this.db, key, error.words.zh);
      throw error;
    }
  }

  private readonly pressed: Scribe<Pressed> = {
    write: async (tx, left) => {
      for (const { what, outcomes } of left) {
        const { order, document } = what;
        const [outcome] = outcomes;
        if (outcome?.ok === false) await this.numbers.void(tx, order.key, '文书未能归入事项');
        if (!outcome?.ok || outcome.replayed) continue;
        await this.numbers.issue(tx, order.key, document);
        await tx.rows({
          text: `insert into paper (document_id, matter_id, paper, version, template, number, pages, content_sha256, word_sha256, word_bytes, signer, seal_key, signature)
                 select $1, $2, $3, coalesce(max(p.version), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12
                   from paper p where p.matter_id = $2 and p.paper = $3`,
          values: [
            document,
            order.matterId,
            order.paper.id,
            what.template,
            what.number,
            what.pages,
            createHash('sha256').update(JSON.stringify(order.content)).digest('hex'),
            what.word.sha256,
            what.word.bytes,
            order.paper.signer,
            what.seal.key,
            what.seal.signature,
          ],
        });
      }
    },
  };
}
