import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Sealed {
  /** Which key sealed it. */
  readonly key: string;
  readonly signature: string;
}

/** 电子签章: the one door to whatever signs papers. What is signed is the SHA-256 of the PDF. */
export interface SealPort {
  seal(sha256: string): Sealed;
  /** Whether the signature is by this key over this digest; an unknown key agrees with nothing. */
  agrees(sha256: string, sealed: Sealed): boolean;
  /** The public half, as PEM, so that anybody may verify without us. */
  publicKey(key: string): string | null;
}

interface Kept {
  readonly keys: readonly string[];
}

/**
 * The demonstration's signer: Ed25519 keys in `keys/seal.json` of the data folder, readable by their owner alone. The last one seals,
 * all of them verify. A court's certified seal takes its place behind the same port.
 */
export class FileSeal implements SealPort {
  private readonly keys = new Map<string, KeyObject>();
  private readonly current: { readonly id: string; readonly key: KeyObject };

  constructor(dataFolder: string) {
    const file = path.join(dataFolder, 'keys', 'seal.json');
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    if (!existsSync(file)) makeFirst(file);
    const { keys } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    const all = keys.map((pem) => {
      const key = createPrivateKey(pem);
      const open = createPublicKey(key);
      return { id: idOf(open), key, open };
    });
    const last = all.at(-1);
    if (!last) throw new Error(`${file} holds no key`);
    this.current = last;
    for (const { id, open } of all) this.keys.set(id, open);
  }

  seal(sha256: string): Sealed {
    const { id, key } = this.current;
    return { key: id, signature: sign(null, Buffer.from(sha256, 'hex'), key).toString('base64url') };
  }

  agrees(sha256: string, { key, signature }: Sealed): boolean {
    const open = this.keys.get(key);
    return open !== undefined && verify(null, Buffer.from(sha256, 'hex'), open, Buffer.from(signature, 'base64url'));
  }

  publicKey(key: string): string | null {
    return this.keys.get(key)?.export({ type: 'spki', format: 'pem' }).toString() ?? null;
  }
}

const idOf = (open: KeyObject): string =>
  createHash('sha256')
    .update(open.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

const makeFirst = (file: string): void => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const kept: Kept = { keys: [privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()] };
  try {
    // `wx`: two processes that start at once must not each make a key.
    writeFileSync(file, JSON.stringify(kept, undefined, 2), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};
