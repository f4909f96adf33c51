import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readProviders } from './providers';

const house = { id: 'house', name: { zh: '统一身份', en: 'House' }, issuer: 'https://id.example', clientId: 'xiezhi' };
const read = (...all: object[]) => readProviders(JSON.stringify(all));

describe('the configured identity providers', () => {
  it('are none unless somebody configured one', () => {
    expect([readProviders(undefined), readProviders(' ')]).toEqual([[], []]);
  });
  it('come from the environment or from a file, and believe no second factor unless told in which words', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-providers-'));
    const file = path.join(folder, 'providers.json');
    writeFileSync(file, JSON.stringify([house]));
    expect(readProviders(file)).toEqual(read(house));
    expect(read(house)[0]).toMatchObject({ claim: 'sub', scope: 'openid', origins: [], strong: { acr: [], amr: [] } });
    rmSync(folder, { recursive: true });
  });
  it.each([
    ['an issuer without encryption that is not on this machine', { ...house, issuer: 'http://id.example' }],
    ['an issuer that is no address', { ...house, issuer: 'id.example' }],
    ['a further origin that is more than an origin', { ...house, origins: ['https://keys.example/path'] }],
    ['a word that means nothing', { ...house, secret: 'x' }],
    ['an id that would not fit a path', { ...house, id: '../house' }],
  ])('stop the start with %s', (_what, one) => {
    expect(() => read(one)).toThrow('XIEZHI_OIDC');
  });
  it('may be on this machine without encryption, and differ by id', () => {
    expect(read({ ...house, issuer: 'http://127.0.0.1:4000' })).toHaveLength(1);
    expect(() => read(house, house)).toThrow('ids must differ');
  });
});
