import {
  booleans,
  digests,
  instants,
  ints,
  jsonbs,
  jsons,
  smallints,
  texts,
  uuids,
} from '../src/platform/database/arrays';
import { Product } from './product';

let product: Product;
beforeAll(async () => {
  product = await Product.start();
});
afterAll(() => product.stop());

const read = async (type: string, array: Buffer): Promise<unknown> =>
  (await product.rows<{ list: unknown }>(`select to_jsonb($1::${type}[]) as list`, [array]))[0]?.list;

const id = '019ab1f0-5c1e-7abc-8def-0123456789ab';

it('hands each kind of array to PostgreSQL as it was, nulls and all', async () => {
  expect(await read('uuid', uuids([id, null]))).toEqual([id, null]);
  expect(await read('text', texts(['（2024）粤03破1号', '𠮷·"\\,{}', '', null, 'NULL']))).toEqual([
    '（2024）粤03破1号',
    '𠮷·"\\,{}',
    '',
    null,
    'NULL',
  ]);
  expect(await read('int', ints([-1, 2_147_483_647, null]))).toEqual([-1, 2_147_483_647, null]);
  expect(await read('smallint', smallints([-3, 7]))).toEqual([-3, 7]);
  expect(await read('boolean', booleans([true, false, null]))).toEqual([true, false, null]);
  expect(await read('bytea', digests([Buffer.from('00ff', 'hex')]))).toEqual(['\\x00ff']);
  expect(await read('json', jsons(['{"b":1,"a":"“引号”"}', null]))).toEqual([{ b: 1, a: '“引号”' }, null]);
  expect(await read('jsonb', jsonbs(['[1,null]']))).toEqual([[1, null]]);
});

it('keeps an instant to the millisecond, also before 2000', async () => {
  const wanted = ['2026-11-24T06:30:00.123Z', '1999-12-31T16:00:00.001Z'];
  const rows = await product.rows<{ at: Date }>('select unnest($1::timestamptz[]) as at', [instants(wanted)]);
  expect(rows.map(({ at }) => at.toISOString())).toEqual(wanted);
});

it('hands over an empty array, and one that outgrows its room', async () => {
  expect(await read('text', texts([]))).toEqual([]);
  const many = Array.from({ length: 20_000 }, (_none, i) => `第${i}号`);
  expect(await read('text', texts(many))).toEqual(many);
});

it('refuses what is no identifier rather than storing something else', async () => {
  await expect(read('uuid', uuids(['not-an-identifier']))).rejects.toThrow();
});
