import type { AnchorView } from '@xiezhi/contract';
import { courtTime } from '../../platform/clock/court-time';
import type { Database } from '../../platform/database/database';
import { decode, encode } from '../../platform/http/cursor';
import { anchorsAfter, newestAnchor } from './anchor-rows';

/** 锚定记录, the newest first. */
export class AnchorReader {
  constructor(private readonly db: Database) {}

  async page({ cursor, limit }: { cursor?: string; limit: number }): Promise<{
    items: AnchorView[];
    next: string | null;
    total: number;
  }> {
    const total = (await newestAnchor(this.db))?.sequence ?? 0;
    const asked = cursor ? Number(decode(cursor)[0]) : total + 1;
    const before = Number.isSafeInteger(asked) ? Math.min(Math.max(asked, 1), total + 1) : 1;
    const from = Math.max(0, before - 1 - limit);
    const rows = await anchorsAfter(this.db, from, before - 1 - from);
    return {
      items: rows.reverse().map((anchor) => ({
        sequence: anchor.sequence,
        at: courtTime(new Date(anchor.at)),
        count: anchor.count,
        root: anchor.root.toString('hex'),
        previous: anchor.previous.toString('hex'),
        hash: anchor.hash.toString('hex'),
        publicKey: anchor.publicKey.toString('base64'),
        signature: anchor.signature.toString('base64'),
      })),
      next: from > 0 ? encode(String(from + 1)) : null,
      total,
    };
  }
}
