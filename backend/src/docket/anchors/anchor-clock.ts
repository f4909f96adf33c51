import { digests, ints, uuids } from '../../platform/database/arrays';
import type { Database, Tx } from '../../platform/database/database';
import type { Log } from '../../platform/telemetry/log';
import { instantOf, instantSql, noHash } from '../chain';
import { type Anchor, anchorHash, anchorText, type Leaf, leafText } from './anchor';
import type { AnchorFile } from './anchor-file';
import type { Signer } from './anchor-keys';
import { anchorsAfter, leavesOf, newestAnchor } from './anchor-rows';
import { GrowingRoot, leafHash } from './merkle';

/** A burst of more becomes several anchors. */
const mostLeaves = 20_000;
/** Held while an anchor is made and written outside: one process at a time. */
export const anchorLock = 77_003;

/**
 * 锚定: at intervals, when something moved, signs a Merkle root over the heads of the chains that moved. First in the database, then in
 * the file outside; whoever comes after a crash completes the file from the table before anything else.
 */
export class AnchorClock {
  private stopped = false;
  private wakeUp: () => void = () => undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly file: AnchorFile,
    private readonly signer: Signer,
    private readonly seconds: number,
    private readonly log: Log,
  ) {}

  start(): void {
    this.running = this.forEver();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUp();
    await this.running;
  }

  private async forEver(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.anchor();
      } catch (error) {
        this.log.error({ err: error }, 'anchor: will try again');
      }
      if (!this.stopped) await this.sleep();
    }
  }

  private sleep(): Promise<void> {
    return new Promise((resume) => {
      const timer = setTimeout(resume, this.seconds * 1_000);
      this.wakeUp = () => {
        clearTimeout(timer);
        resume();
      };
    });
  }

  /** Anchors whatever moved, now. Returns how many anchors were made; nothing while another process is at it. */
  async anchor(): Promise<number> {
    const holder = await this.db.connection();
    let lost: Error | undefined;
    const noticeLoss = (error: Error): void => void (lost = error);
    holder.on('error', noticeLoss);
    try {
      const { rows } = await holder.query(`select pg_try_advisory_lock(${anchorLock}) as mine`);
      if (!(rows[0] as { mine: boolean }).mine) return 0;
      try {
        await this.completeFile();
        let made = 0;
        while (await this.make()) {
          made += 1;
          await this.completeFile();
        }
        return made;
      } finally {
        await holder.query(`select pg_advisory_unlock(${anchorLock})`);
      }
    } finally {
      holder.off('error', noticeLoss);
      holder.release(lost);
    }
  }

  private make(): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const leaves = await tx.rows<Leaf>({
        text: `select m.id as "matterId", m.revision, m.head_hash as head from matter m
                where not exists (select from anchor_leaf l where l.matter_id = m.id and l.revision = m.revision) order by m.id limit ${mostLeaves}`,
      });
      if (leaves.length === 0) return false;
      const before = await newestAnchor(tx);
      // A clock that was set back does not turn the order of anchors round.
      const [clock] = await tx.rows<{ at: string }>({
        text: `select ${instantSql('greatest(court_now(), $1::timestamptz)')} as at`,
        values: [before?.at ?? null],
      });
      const root = new GrowingRoot();
      for (const leaf of leaves) root.add(leafHash(leafText(leaf)));
      const unsigned = {
        sequence: (before?.sequence ?? 0) + 1,
        at: instantOf(clock?.at ?? ''),
        count: leaves.length,
        root: root.root(),
        previous: before?.hash ?? noHash,
        publicKey: this.signer.publicKey,
      };
      const signature = this.signer.sign(anchorText(unsigned));
      await insert(tx, { ...unsigned, hash: anchorHash(unsigned), signature }, leaves);
      return true;
    });
  }

  /** Writes to the file what the table has beyond it. A file that knows more than the table is not touched: somebody must look. */
  private async completeFile(): Promise<void> {
    const written = (await this.file.last())?.sequence ?? 0;
    const newest = (await newestAnchor(this.db))?.sequence ?? 0;
    if (written > newest)
      throw new Error(`the anchor file ends on ${written}, the table on ${newest}: an older backup, or rows removed`);
    for (const anchor of await anchorsAfter(this.db, written, newest - written))
      await this.file.append(anchor, await leavesOf(this.db, anchor.sequence));
  }
}

const insert = async (tx: Tx, anchor: Anchor, leaves: readonly Leaf[]): Promise<void> => {
  await tx.rows({
    text: `insert into anchor (sequence, at, count, root, previous, public_key, hash, signature) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      anchor.sequence,
      anchor.at,
      anchor.count,
      anchor.root,
      anchor.previous,
      anchor.publicKey,
      anchor.hash,
      anchor.signature,
    ],
  });
  await tx.rows({
    text: `insert into anchor_leaf (anchor, matter_id, revision, head_hash)
           select $1, l.matter, l.revision, l.head from unnest($2::uuid[], $3::int[], $4::bytea[]) as l(matter, revision, head)`,
    values: [
      anchor.sequence,
      uuids(leaves.map((leaf) => leaf.matterId)),
      ints(leaves.map((leaf) => leaf.revision)),
      digests(leaves.map((leaf) => leaf.head)),
    ],
  });
};
