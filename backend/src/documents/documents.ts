import { type Actor, fileDocument } from '@xiezhi/engine';
import type { DocumentView, VerificationView } from '@xiezhi/contract';
import { createHash } from 'node:crypto';
import type { Commands } from '../matters/commands';
import { nameOf, publishedOf } from '../matters/matter-reader';
import { type Command, type Scribe, trace, type Unit } from '../matters/command';
import { courtTime } from '../platform/clock/court-time';
import { ints, texts, uuids } from '../platform/database/arrays';
import type { CourtReads } from '../platform/database/court-reads';
import { uuidOf } from '../platform/database/uuid';
import { shellProblem } from '../platform/problems/problem';
import type { DocumentStore } from './document-store';
import { mimeOf, plainName } from './file-kind';
import type { SealPort } from './seal-port';

interface DocumentRow {
  readonly id: string;
  readonly matter_id: string;
  readonly kind: string;
  readonly file_name: string;
  readonly mime: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly filed_by: string;
  readonly filed_at: Date;
  readonly revision: number;
  readonly procedure: string;
  readonly version: number;
  readonly printed: boolean;
}

interface PaperRow {
  readonly paper: string;
  readonly version: number;
  readonly template: number;
  readonly number: string | null;
  readonly pages: number;
  readonly signer: string;
  readonly seal_key: string;
  readonly signature: string;
}

export interface Filing {
  readonly kind: string;
  readonly fileName: string;
  readonly mime: string;
  readonly bytes: Buffer;
}

const mostBytes = 10 * 1024 * 1024;

interface Filed extends Omit<Filing, 'bytes'> {
  readonly id: string;
  readonly matterId: string;
  readonly size: number;
  readonly sha256: string;
  readonly by: string;
}

/** 文书: filing is an action of the matter; the row and the docket entry are one transaction. */
export class Documents {
  constructor(
    private readonly reads: CourtReads,
    private readonly store: DocumentStore,
    private readonly commands: Commands,
    private readonly seal: SealPort,
  ) {}

  /** Files what a person sent on one matter, and the same paper on `also`. Returns the paper on the first. */
  async file(
    matterId: string,
    also: readonly string[],
    sent: { name: string; bytes: Buffer },
    kind: string,
    key: string,
    actor: Actor,
  ): Promise<DocumentView> {
    if (sent.bytes.length === 0) throw shellProblem('file-refused', { detail: '文件是空的' });
    if (sent.bytes.length > mostBytes) throw shellProblem('too-large', { detail: '文件不得超过 10 MB' });
    const mime = mimeOf(sent.bytes);
    if (mime === undefined)
      throw shellProblem('file-refused', { detail: '只接收 PDF、PNG、JPEG 文件（按内容识别，与文件名无关）' });
    const filing = { kind, fileName: plainName(sent.name), mime, bytes: sent.bytes };
    for (const id of also) {
      const [command, beside] = await this.prepare(id, filing, `${actor.person}:${key}`, actor);
      await this.commands.performWith(command, beside);
    }
    const [command, beside] = await this.prepare(matterId, filing, `${actor.person}:${key}`, actor);
    await this.commands.performWith(command, beside);
    const [view] = await this.list(matterId, actor, uuidOf(matterId, `${actor.person}:${key}`));
    if (!view) throw new Error('a document was filed and is not there');
    return view;
  }

  /** The command that files a paper, and what is written beside it. The same key gives the same document. */
  async prepare(matterId: string, filing: Filing, key: string, actor: Actor): Promise<[Command, Pick<Unit, 'traces'>]> {
    const sha256 = await this.store.put(filing.bytes);
    const id = uuidOf(matterId, key);
    const { kind, fileName, mime, bytes } = filing;
    const command = { matterId, action: fileDocument, input: { kind, document: id, sha256, fileName }, key, actor };
    const filed = { id, matterId, kind, fileName, mime, size: bytes.length, sha256, by: nameOf(actor) };
    return [command, { traces: [trace(this.filed, filed)] }];
  }

  /** The papers of one flush, with one statement. */
  private readonly filed: Scribe<Filed> = {
    write: async (tx, left) => {
      const rows = left.flatMap(({ what, outcomes: [outcome] }) =>
        outcome?.ok && !outcome.replayed ? [{ ...what, revision: outcome.row.revision }] : [],
      );
      if (rows.length === 0) return;
      await tx.rows({
        name: 'file-documents',
        text: `insert into document (id, matter_id, kind, file_name, mime, bytes, sha256, filed_by, filed_at, revision)
               select d.id, d.matter, d.kind, d.file_name, d.mime, d.bytes, d.sha256, d.filed_by, court_now(), d.revision
                 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::int[])
                   as d(id, matter, kind, file_name, mime, bytes, sha256, filed_by, revision)`,
        values: [
          uuids(rows.map((row) => row.id)),
          uuids(rows.map((row) => row.matterId)),
          texts(rows.map((row) => row.kind)),
          texts(rows.map((row) => row.fileName)),
          texts(rows.map((row) => row.mime)),
          ints(rows.map((row) => row.size)),
          texts(rows.map((row) => row.sha256)),
          texts(rows.map((row) => row.by)),
          ints(rows.map((row) => row.revision)),
        ],
      });
    },
  };

  /** Papers on a matter and those of its campaign that concern it. */
  async list(matterId: string, actor: Actor, only?: string): Promise<DocumentView[]> {
    const rows = await this.reads.as(actor).rows<DocumentRow>({
      text: `select d.*, m.procedure, m.version, exists (select from paper p where p.document_id = d.id) as printed from document d join matter m on m.id = d.matter_id
              where (d.matter_id = $1 or (d.kind = 'dispatch-order' and d.matter_id = (select parent_id from matter where id = $1)))
                and ($2::uuid is null or d.id = $2) order by d.filed_at, d.id`,
      values: [matterId, only ?? null],
    });
    return rows.map((row) => this.view(row));
  }

  async find(id: string, actor: Actor): Promise<DocumentView | undefined> {
    const row = await this.reads.as(actor).one<DocumentRow>({
      text: 'select d.*, m.procedure, m.version, exists (select from paper p where p.document_id = d.id) as printed from document d join matter m on m.id = d.matter_id where d.id = $1',
      values: [id],
    });
    return row && this.view(row);
  }

  /** The Word file that a paper was printed from; nothing for what somebody sent in. */
  async word(id: string, actor: Actor): Promise<Buffer | undefined> {
    const row = await this.reads
      .as(actor)
      .one<{ word_sha256: string }>({ text: 'select word_sha256 from paper where document_id = $1', values: [id] });
    return row && this.store.get(row.word_sha256);
  }

  /** 核验: whether the bytes are still those that were filed, and the seal is over them. */
  async verify(document: DocumentView, actor: Actor): Promise<VerificationView> {
    const bytes = await this.store.get(document.sha256).catch(() => undefined);
    const sha256 = bytes && createHash('sha256').update(bytes).digest('hex');
    const row = await this.reads.as(actor).one<PaperRow>({
      text: 'select * from paper where document_id = $1',
      values: [document.id],
    });
    return {
      sha256: document.sha256,
      bytesAgree: sha256 === document.sha256,
      seal: row
        ? {
            agrees: this.seal.agrees(document.sha256, { key: row.seal_key, signature: row.signature }),
            key: row.seal_key,
            signature: row.signature,
            publicKey: this.seal.publicKey(row.seal_key),
            signer: row.signer,
          }
        : null,
      paper: row
        ? { id: row.paper, version: row.version, template: row.template, number: row.number, pages: row.pages }
        : null,
    };
  }

  /** Keeps bytes that belong to a paper without being one: its Word form. */
  keep(bytes: Buffer): Promise<string> {
    return this.store.put(bytes);
  }

  bytesOf(sha256: string): Promise<Buffer> {
    return this.store.get(sha256);
  }

  private view(row: DocumentRow): DocumentView {
    return {
      id: row.id,
      matterId: row.matter_id,
      kind: row.kind,
      label: publishedOf(row).labels.documents[row.kind] ?? { zh: row.kind, en: row.kind },
      fileName: row.file_name,
      mime: row.mime,
      bytes: row.bytes,
      sha256: row.sha256,
      filedBy: row.filed_by,
      filedAt: courtTime(row.filed_at),
      revision: row.revision,
      printed: row.printed,
    };
  }
}
