import type { Actor } from '@xiezhi/engine';
import { roleName } from '@xiezhi/contract';
import { createHash, hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Courts } from '../../courts/courts';
import type { DocumentStore } from '../../documents/document-store';
import { nameOf } from '../../matters/matter-reader';
import { courtTime } from '../../platform/clock/court-time';
import type { CourtReads } from '../../platform/database/court-reads';
import type { Database } from '../../platform/database/database';
import { shellProblem } from '../../platform/problems/problem';
import type { Signer } from '../anchors/anchor-keys';
import { PackAnchors } from './pack-anchors';
import { type PackedPaper, PackRows } from './pack-rows';

const format = 'xiezhi-evidence-1';
const algorithms = {
  entry:
    'SHA-256(previous hash, 32 bytes ‖ UTF-8 of matterId, revision, action, actor, fromStage, toStage, input, factsAfter or nothing, key, at, joined by LF); the first previous hash is zeros',
  paper: 'SHA-256 of the file',
  leaf: 'SHA-256(0x00 ‖ UTF-8 of "matterId revision head")',
  node: 'SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1; leaves in the order of matterId',
  anchor:
    'SHA-256, and Ed25519, of "xiezhi-anchor-1", sequence, at, count, root, previous, publicKey, each followed by LF; previous is the hash of the anchor before',
  manifest:
    'Ed25519 of "xiezhi-evidence-1" and SHA-256(manifest.json) in hex, each followed by LF; base64 in manifest.sig',
} as const;
const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'text/html; charset=utf-8': 'html',
};
const fileOf = ({ sha256, mime }: PackedPaper): string => `papers/${sha256}.${extensions[mime] ?? 'bin'}`;

const beside = (name: string): Promise<string> => readFile(path.join(import.meta.dirname, name), 'utf8');

/** One page with its script in it: it must open from a folder, without us. */
const verifyPage = async (): Promise<string> => {
  const [page, script] = await Promise.all([beside('verify-page.html'), beside('verify-page.js')]);
  return page.replace('<script src="verify-page.js"></script>', () => `<script>\n${script}</script>`);
};

/** 证据包: everything that proves a coordination, in one ZIP, with a page that checks it without us. Streamed: nothing is gathered first. */
export class EvidencePacks {
  constructor(
    private readonly db: Database,
    private readonly reads: CourtReads,
    private readonly courts: Courts,
    private readonly store: DocumentStore,
    private readonly signer: Signer,
  ) {}

  async of(id: string, actor: Actor): Promise<{ name: string; stream: Readable }> {
    const rows = new PackRows(this.reads, actor, id);
    const matters = await rows.matters();
    const root = matters.find((matter) => matter.id === id);
    if (!root) throw shellProblem('not-found');
    const papers = await rows.papers(new Map(matters.map((matter) => [matter.id, matter.revision])));
    const stored = await Promise.all(papers.map((paper) => this.store.has(paper.sha256)));
    const anchors = await PackAnchors.of(this.db, matters);
    const [clock] = await this.db.rows<{ at: Date }>({ text: 'select court_now() as at' });
    const page = await verifyPage();

    const pack = new Pack();
    pack.add('verify.html', () => [page]);
    for (const matter of matters) pack.add(`entries/${matter.id}.jsonl`, () => rows.entries(matter));
    papers.forEach((paper, i) => {
      // What is not in the store is missing, and the page will say so; the rest is evidence all the same.
      if (stored[i]) pack.add(fileOf(paper), () => this.store.stream(paper.sha256));
    });
    pack.add('anchors/anchors.jsonl', () => anchors.anchors());
    pack.add('anchors/proofs.jsonl', () => anchors.proofs());
    pack.add('anchors/public-key.pem', () => [pemOf(this.signer.publicKey)]);
    const manifest = (): string =>
      JSON.stringify(
        {
          format,
          matter: { ...root, leadCourtName: this.courts.nameOf(root.leadCourt) },
          exportedBy: {
            name: nameOf(actor),
            role: actor.role,
            roleName: roleName(actor.role).zh,
            court: actor.court,
            courtName: this.courts.nameOf(actor.court),
          },
          exportedAt: courtTime(clock?.at ?? new Date(0)),
          counts: {
            matters: matters.length,
            entries: matters.reduce((n, matter) => n + matter.revision, 0),
            papers: papers.length,
            anchors: anchors.anchorCount,
            proofs: anchors.proofCount,
          },
          publicKey: this.signer.publicKey.toString('base64'),
          algorithms,
          matters: matters.map(({ id, title, court, revision, head }) => ({
            id,
            title,
            court,
            courtName: this.courts.nameOf(court),
            revision,
            head,
          })),
          papers: papers.map((paper, i) => ({ ...paper, path: stored[i] ? fileOf(paper) : null })),
          files: Object.fromEntries(pack.digests),
        },
        undefined,
        1,
      );
    return {
      name: `证据包 ${root.caseNo}.zip`,
      stream: pack.close(manifest, (digest) => this.signer.sign(`${format}\n${digest}\n`)),
    };
  }
}

const pemOf = (key: Buffer): string =>
  `-----BEGIN PUBLIC KEY-----\n${key.toString('base64')}\n-----END PUBLIC KEY-----\n`;

type Source = Iterable<string | Buffer> | AsyncIterable<string | Buffer>;

/** A ZIP while it is written: files one after another, each opened when its turn comes, its digest taken as it passes. */
class Pack {
  readonly digests = new Map<string, string>();
  private readonly zip = new ZipFile();

  add(name: string, open: () => Source): void {
    const { digests } = this;
    const passing = async function* (): AsyncGenerator<Buffer> {
      const digest = createHash('sha256');
      for await (const part of open()) {
        const bytes = Buffer.from(part);
        digest.update(bytes);
        yield bytes;
      }
      digests.set(name, digest.digest('hex'));
    };
    this.put(name, passing);
  }

  /** The manifest last: only then are all digests known. */
  close(manifest: () => string, sign: (digest: string) => Buffer): Readable {
    let written = '';
    this.put('manifest.json', () => [Buffer.from((written = manifest()))]);
    this.put('manifest.sig', () => [Buffer.from(`${sign(hash('sha256', written)).toString('base64')}\n`)]);
    this.zip.end();
    const stream = this.zip.outputStream as Readable;
    this.zip.on('error', (error: Error) => stream.destroy(error));
    return stream;
  }

  private put(name: string, source: () => Iterable<Buffer> | AsyncIterable<Buffer>): void {
    this.zip.addReadStreamLazy(name, { compress: !/\.(pdf|png|jpg)$/.test(name) }, (give) =>
      give(null, Readable.from(source(), { objectMode: false })),
    );
  }
}
