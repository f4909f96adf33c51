import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Vault } from './crypto-port';
import { loadMasterKeys } from './master-keys';

const folder = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, 'keys/master.json');
const number = '6222020000000000018';

describe.each(['aes', 'sm4'])('a value sealed by %s', (suite) => {
  const vault = new Vault(loadMasterKeys(folder, suite), suite);

  it('opens again, and no two seals are alike', () => {
    const [a, b] = [vault.seal(number, 'account-number'), vault.seal(number, 'account-number')];
    expect([vault.open(a, 'account-number'), vault.open(b, 'account-number'), a === b]).toEqual([
      number,
      number,
      false,
    ]);
    expect(a).toMatch(new RegExp(`^x1\\.${suite}\\.k1\\.[\\w-]+$`));
    expect(Buffer.from(a.split('.')[3] ?? '', 'base64url').includes(number)).toBe(false);
  });
  it('does not open for another purpose, nor with any byte changed', () => {
    const sealed = vault.seal(number, 'account-number');
    expect(() => vault.open(sealed, 'phone')).toThrow();
    const [head, kind, key, text = ''] = sealed.split('.');
    const bytes = Buffer.from(text, 'base64url');
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => vault.open([head, kind, key, changed.toString('base64url')].join('.'), 'account-number')).toThrow();
    }
  });
  it('is found by an index that is the same for the same value and purpose only', () => {
    const index = vault.index(number, 'account-number');
    expect(vault.index(number, 'account-number').equals(index)).toBe(true);
    expect(vault.index(number, 'phone').equals(index)).toBe(false);
    expect(vault.index(`${number}0`, 'account-number').equals(index)).toBe(false);
    expect(index).toHaveLength(32);
  });
});

describe('the master keys', () => {
  it('stand outside the database, readable by their owner alone', () => {
    loadMasterKeys(folder, 'aes');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
  it('may be followed by a new one: old values open, new ones carry it, and the index stays', () => {
    const before = new Vault(loadMasterKeys(folder, 'aes'), 'aes');
    const [old, index] = [before.seal(number, 'phone'), before.index(number, 'phone')];
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { keys: unknown[] };
    kept.keys.push({ id: 'k2', secret: Buffer.alloc(32, 7).toString('base64url') });
    writeFileSync(file, JSON.stringify(kept));
    const after = new Vault(loadMasterKeys(folder, 'sm4'), 'sm4');
    expect(after.open(old, 'phone')).toBe(number);
    expect(after.seal(number, 'phone')).toMatch(/^x1\.sm4\.k2\./);
    expect(after.index(number, 'phone').equals(index)).toBe(true);
  });
  it('refuse a suite that is not there', () => {
    expect(() => new Vault(loadMasterKeys(folder, 'aes'), 'rot13')).toThrow('no encryption suite');
  });
});
