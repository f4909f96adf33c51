import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Signs anchors and evidence packs. A hardware module may stand behind it. */
export interface Signer {
  /** SPKI in DER. */
  readonly publicKey: Buffer;
  sign(text: string): Buffer;
  /** Whether a key is, or was, the house's own. */
  knows(publicKey: Buffer): boolean;
}

interface Kept {
  readonly keys: readonly { readonly id: string; readonly secret: string }[];
}

const spki = (key: KeyObject): Buffer => createPublicKey(key).export({ type: 'spki', format: 'der' });

/** `keys/anchor.json` of the data folder, beside the master keys: Ed25519. The last key signs, all of them verify. */
export const loadAnchorKeys = (dataFolder: string): Signer => {
  const file = path.join(dataFolder, 'keys', 'anchor.json');
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) makeFirst(file);
  const { keys } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
  const secrets = keys.map(({ secret }) =>
    createPrivateKey({ key: Buffer.from(secret, 'base64url'), type: 'pkcs8', format: 'der' }),
  );
  const current = secrets.at(-1);
  if (!current) throw new Error(`${file} holds no usable key`);
  const known = secrets.map(spki);
  return {
    publicKey: spki(current),
    sign: (text) => sign(null, Buffer.from(text), current),
    knows: (publicKey) => known.some((one) => one.equals(publicKey)),
  };
};

const makeFirst = (file: string): void => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url');
  const kept: Kept = { keys: [{ id: 'a1', secret }] };
  try {
    // `wx`: two processes that start at once must not each make a key.
    writeFileSync(file, JSON.stringify(kept, undefined, 2), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};

export const signatureHolds = (publicKey: Buffer, text: string, signature: Buffer): boolean => {
  try {
    const key = createPublicKey({ key: publicKey, type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), key, signature);
  } catch {
    return false;
  }
};
