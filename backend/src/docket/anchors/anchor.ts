import { hash } from 'node:crypto';

/** 锚定: what is signed of the heads that moved since the anchor before. */
export interface Anchor {
  readonly sequence: number;
  /** The database's clock, to the millisecond. */
  readonly at: string;
  readonly count: number;
  readonly root: Buffer;
  /** The hash of the anchor before; of the first one, zeros. */
  readonly previous: Buffer;
  /** Ed25519, SPKI in DER. */
  readonly publicKey: Buffer;
  readonly hash: Buffer;
  readonly signature: Buffer;
}

/** One head in an anchor. */
export interface Leaf {
  readonly matterId: string;
  readonly revision: number;
  readonly head: Buffer;
}

/** A leaf's data, and a line of the leaves file. An anchor holds its leaves in the order of the matter's id. */
export const leafLine = (matterId: string, revision: number, head: string): string => `${matterId} ${revision} ${head}`;

export const leafText = ({ matterId, revision, head }: Leaf): string =>
  leafLine(matterId, revision, head.toString('hex'));

/** What the anchor's hash covers and the key signs. */
export const anchorText = (a: Omit<Anchor, 'hash' | 'signature'>): string =>
  `xiezhi-anchor-1\n${a.sequence}\n${a.at}\n${a.count}\n${a.root.toString('hex')}\n${a.previous.toString('hex')}\n${a.publicKey.toString('base64')}\n`;

export const anchorHash = (a: Omit<Anchor, 'hash' | 'signature'>): Buffer =>
  hash('sha256', Buffer.from(anchorText(a)), 'buffer');

/** An anchor as a line of JSON, outside the database and in evidence packs. */
export const anchorLine = (a: Anchor): string =>
  JSON.stringify({
    sequence: a.sequence,
    at: a.at,
    count: a.count,
    root: a.root.toString('hex'),
    previous: a.previous.toString('hex'),
    publicKey: a.publicKey.toString('base64'),
    hash: a.hash.toString('hex'),
    signature: a.signature.toString('base64'),
  });
