import type { DocketReport } from '@xiezhi/contract';
import type { DocumentStore } from '../../documents/document-store';
import { courtTime } from '../../platform/clock/court-time';
import type { Database } from '../../platform/database/database';
import { anchorLock } from '../anchors/anchor-clock';
import type { AnchorFile } from '../anchors/anchor-file';
import type { Signer } from '../anchors/anchor-keys';
import { newestAnchor } from '../anchors/anchor-rows';
import { AnchorCheck } from './anchor-check';
import { anchorRows, leafRowsByAnchor } from './docket-rows';
import { DocketWalk } from './docket-walk';
import { Faults } from './faults';
import { PaperCheck } from './paper-check';

/**
 * 核验留痕: within one snapshot, every chain with its papers and anchored heads, then the anchors themselves and their file outside.
 * Names each entry that does not hold. What is later than a matter's newest anchor is proved by the chain alone: whoever can rewrite
 * the whole database is found out from the next anchor on.
 */
export class DocketVerifier {
  constructor(
    private readonly db: Database,
    private readonly store: DocumentStore,
    private readonly file: AnchorFile,
    private readonly signer: Signer,
  ) {}

  async verify(): Promise<DocketReport> {
    const faults = new Faults();
    const papers = new PaperCheck(this.store, faults);
    const anchors = new AnchorCheck(this.file, this.signer, faults);
    const { matters, entries, unanchored } = await this.db.transaction(async (tx) => {
      await tx.rows({ text: 'set transaction isolation level repeatable read, read only' });
      // Between two statements papers are read, which may take its time.
      await tx.rows({ text: `set local idle_in_transaction_session_timeout = '10min'` });
      const walk = new DocketWalk(tx, faults, papers);
      await walk.run();
      await anchors.run(anchorRows(tx), leafRowsByAnchor(tx), () => this.newestNow());
      return walk;
    });
    await papers.end();
    const { newest } = anchors;
    return {
      matters,
      entries,
      papers: papers.checked,
      unanchored,
      faultCount: faults.count,
      faults: faults.named,
      anchors: {
        checked: anchors.checked,
        newest: newest
          ? { sequence: newest.sequence, at: courtTime(new Date(newest.at)), root: newest.root.toString('hex') }
          : null,
        outside: { checked: anchors.outside, agrees: anchors.agrees },
      },
    };
  }

  /** The newest sequence, once nobody is between the table and the file. */
  private newestNow(): Promise<number> {
    return this.db.transaction(async (tx) => {
      await tx.rows({ text: `select pg_advisory_xact_lock_shared(${anchorLock})` });
      return (await newestAnchor(tx))?.sequence ?? 0;
    });
  }
}
