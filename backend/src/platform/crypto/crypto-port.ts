import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  type CipherGCM,
  type DecipherGCM,
} from 'node:crypto';
import type { MasterKey, MasterKeys } from './master-keys';

/** What a value is: a key of its own for each, so that one value cannot stand for another. */
export type Purpose =
  | 'account-number'
  | 'second-factor'
  | 'sign-in'
  | 'sheet-row'
  | 'resident-id'
  | 'card'
  | 'phone'
  | 'webhook-secret'
  | 'export-file';

/** 个人信息加密: the one door to encryption at rest. Values carry their suite and key, so that both can change over time. */
export interface CryptoPort {
  /** Encrypts for keeping. Two calls give two texts. */
  seal(plain: string, purpose: Purpose): string;
  /** The value again; throws when the text was changed, or sealed for another purpose. */
  open(sealed: string, purpose: Purpose): string;
  /** 盲索引: equal values give equal 32 bytes, for look-up and uniqueness; nothing can be read from it. */
  index(plain: string, purpose: Purpose): Buffer;
}

interface Suite {
  readonly name: 'aes' | 'sm4';
  readonly digest: 'sha256' | 'sm3';
  seal(key: Buffer, plain: Buffer, about: Buffer): Buffer;
  open(key: Buffer, sealed: Buffer, about: Buffer): Buffer;
}

const aes: Suite = {
  name: 'aes',
  digest: 'sha256',
  seal(key, plain, about) {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key.subarray(0, 32), iv) as CipherGCM;
    cipher.setAAD(about);
    const text = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]);
  },
  open(key, sealed, about) {
    const decipher = createDecipheriv('aes-256-gcm', key.subarray(0, 32), sealed.subarray(0, 12), {
      authTagLength: 16,
    }) as DecipherGCM;
    decipher.setAAD(about);
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
  },
};

/** 国密: SM4-CTR, then HMAC-SM3 over everything (Node has no SM4-GCM). */
const sm4: Suite = {
  name: 'sm4',
  digest: 'sm3',
  seal(key, plain, about) {
    const iv = randomBytes(16);
    const cipher = createCipheriv('sm4-ctr', key.subarray(0, 16), iv);
    const text = Buffer.concat([iv, cipher.update(plain), cipher.final()]);
    return Buffer.concat([mac(key, text, about), text]);
  },
  open(key, sealed, about) {
    const text = sealed.subarray(32);
    if (!timingSafeEqual(mac(key, text, about), sealed.subarray(0, 32))) throw new Error('a sealed value was changed');
    const decipher = createDecipheriv('sm4-ctr', key.subarray(0, 16), text.subarray(0, 16));
    return Buffer.concat([decipher.update(text.subarray(16)), decipher.final()]);
  },
};

const mac = (key: Buffer, text: Buffer, about: Buffer): Buffer =>
  createHmac('sm3', key.subarray(32)).update(about).update(text).digest();

const suites: Readonly<Record<string, Suite>> = { aes, sm4 };
const format = /^x1\.(aes|sm4)\.([\w-]+)\.([\w-]+)$/;

/** `x1.<suite>.<key>.<bytes>`; the purpose is authenticated with the text. */
export class Vault implements CryptoPort {
  private readonly derived = new Map<string, Buffer>();
  private readonly suite: Suite;

  constructor(
    private readonly keys: MasterKeys,
    suite: string,
  ) {
    const found = suites[suite];
    if (!found) throw new Error(`no encryption suite ${suite}: aes or sm4`);
    this.suite = found;
  }

  seal(plain: string, purpose: Purpose): string {
    const { current } = this.keys;
    const bytes = this.suite.seal(
      this.keyFor(current, `${this.suite.name} ${purpose}`),
      Buffer.from(plain),
      Buffer.from(purpose),
    );
    return `x1.${this.suite.name}.${current.id}.${bytes.toString('base64url')}`;
  }

  open(sealed: string, purpose: Purpose): string {
    const [, name = '', id = '', text = ''] = format.exec(sealed) ?? [];
    const suite = suites[name];
    const key = this.keys.all.find((one) => one.id === id);
    if (!suite || !key) throw new Error('a sealed value names a suite or key that is not here');
    return suite
      .open(this.keyFor(key, `${name} ${purpose}`), Buffer.from(text, 'base64url'), Buffer.from(purpose))
      .toString('utf8');
  }

  index(plain: string, purpose: Purpose): Buffer {
    // Always by the first key and suite: an index that changed with either would lose what it is for.
    const [first] = this.keys.all;
    if (!first) throw new Error('no master key');
    return createHmac(this.keys.indexDigest, this.keyFor(first, `index ${purpose}`))
      .update(plain)
      .digest();
  }

  private keyFor(master: MasterKey, label: string): Buffer {
    const name = `${master.id} ${label}`;
    const key = this.derived.get(name) ?? Buffer.from(hkdfSync('sha256', master.secret, '', `xiezhi ${label}`, 64));
    this.derived.set(name, key);
    return key;
  }
}
