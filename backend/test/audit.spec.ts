import { latinCourt } from '../src/demo/people';
import { dispatched, paper, Person, Product, sheetOf } from './product';

let product: Product;
let campaign: string;
let item: string;
let account: string;
beforeAll(async () => {
  product = await Product.start();
  const [head = '', ...rows] = sheetOf().split('\n');
  const sent = await dispatched(product, `${head}\n${rows.find((row) => /,0\r?$/.test(row)) ?? ''}\n`);
  campaign = sent.id;
  item = [...sent.items.values()][0]?.id ?? '';
  [account = ''] = (
    await product.rows<{ id: string }>(
      'select f.account_id as id from account_freeze f join matter m on m.subject_id = f.id where m.id = $1',
      [item],
    )
  ).map((row) => row.id);
  await product.settled();
});
afterAll(() => product.stop());

type Line = {
  operation: string;
  object: string | null;
  outcome: string;
  purpose: string | null;
  name: string;
  address: string;
};
const lines = (after: string): Promise<Line[]> =>
  product.rows<Line>(
    `select operation, object, outcome, purpose, name, address from access_log where id > $1::bigint order by id`,
    [after],
  );
const last = async (): Promise<string> =>
  (await product.rows<{ id: string }>('select coalesce(max(id), 0)::text as id from access_log'))[0]?.id ?? '0';

/** A request, and the line that it must leave: one, with what, of what, how it ended and why it was asked. */
type Ask = readonly [
  operation: string,
  object: string | null,
  purpose: string | null,
  send: (who: Person) => Promise<{ status: number }>,
];
const why = '核对冻结顺位所需';
const asks = (): Ask[] => [
  ['matter', campaign, null, (who) => who.get(`/api/matters/${campaign}`)],
  ['matter', item, null, (who) => who.get(`/api/matters/${item}`)],
  ['docket', item, null, (who) => who.get(`/api/matters/${item}/docket`)],
  ['timeline', campaign, null, (who) => who.get(`/api/matters/${campaign}/timeline`)],
  ['account', account, null, (who) => who.get(`/api/accounts/${account}`)],
  ['whoMaySee', campaign, null, (who) => who.get(`/api/matters/${campaign}/access`)],
  [
    'grantAccess',
    campaign,
    why,
    (who) =>
      who.post(`/api/matters/${campaign}/grants`, {
        court: '川1402',
        until: new Date(Date.now() + 3_600_000).toISOString(),
        purpose: why,
      }),
  ],
  [
    'classify',
    campaign,
    why,
    (who) => who.post(`/api/matters/${campaign}/classification`, { restricted: false, reason: why }),
  ],
  ['checkImport', null, null, (who) => who.upload('/api/imports?kind=freezes', 'list.csv', Buffer.from(sheetOf()))],
  ['pasteImport', null, null, (who) => who.post('/api/imports/paste', { text: sheetOf() })],
  ['mySessions', null, null, (who) => who.get('/api/me/sessions')],
  ['people', null, 'q=sz-', (who) => who.get('/api/people?q=sz-')],
  ['sessions', null, null, (who) => who.get('/api/sessions')],
  ['audit', null, 'outcome=403', (who) => who.get('/api/audit?outcome=403&limit=5')],
];
/** One's own sessions hold nobody else's data: a line only where somebody was refused them. */
const silent = new Set(['mySessions']);

const leavesALineEach = async (username: string): Promise<void> => {
  const who = await product.signIn(username);
  for (const [operation, object, purpose, send] of asks()) {
    const from = await last();
    const { status } = await send(who);
    const left = await lines(from);
    const wanted = silent.has(operation) && status < 300 ? [] : [[operation, object, String(status), purpose]];
    expect(left.map((line) => [line.operation, line.object, line.outcome, line.purpose])).toEqual(wanted);
    for (const line of left) expect([line.name === '', line.address]).toEqual([false, '127.0.0.1']);
  }
};

describe('a request that reads or changes personal data', () => {
  it.each(['sz-chief', 'spc-bureau', 'ls-judge', 'spc-supervisor', 'spc-system', 'spc-security', 'spc-audit'])(
    'leaves one line, answered or refused: %s',
    leavesALineEach,
  );

  it('leaves one when nobody is signed in, and one for each sign-in that failed, with the name that was tried', async () => {
    const from = await last();
    expect((await product.send(`/api/matters/${item}`, {})).status).toBe(401);
    const knock = (username: string): Promise<{ status: number }> =>
      product.send('/api/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: 'wrong' }),
      });
    await knock('sz-judge');
    await knock('Correct-Horse-9');
    expect(
      (await lines(from)).map((line) => [line.operation, line.object, line.outcome, line.purpose, line.name]),
    ).toEqual([
      ['matter', item, '401', null, ''],
      ['signIn', null, '401', 'sz-judge', ''],
      ['signIn', null, '401', '（不是登录名的形式）', ''],
    ]);
  });

  it('leaves one in the docket when it is an act, and one here when the act was refused for who asked', async () => {
    const stranger = await product.signIn('ls-judge');
    const from = await last();
    expect((await stranger.post(`/api/matters/${item}/actions/sign`, { input: {} }, { revision: 1 })).status).toBe(404);
    expect((await stranger.upload(`/api/matters/${item}/documents?kind=lifting-ruling`, 'r.pdf', paper)).status).toBe(
      404,
    );
    expect((await lines(from)).map((line) => [line.operation, line.object, line.outcome])).toEqual([
      ['perform', item, '404'],
      ['fileDocument', item, '404'],
    ]);
    const [row] = await product.rows<{ court: string }>('select court from matter where id = $1', [item]);
    const officer = await product.signIn(`${latinCourt(row?.court ?? '')}-duty`);
    const entries = async (): Promise<number> =>
      (await product.rows('select 1 from docket_entry where matter_id = $1', [item])).length;
    const { revision } = (await officer.get<{ revision: number }>(`/api/matters/${item}`)).body;
    const [before, at] = [await entries(), await last()];
    expect((await officer.post(`/api/matters/${item}/actions/sign`, { input: {} }, { revision })).status).toBe(200);
    expect([(await entries()) - before, await lines(at)]).toEqual([1, []]);
  });

  it('by the audit administrator is itself there to be read, with what was looked for', async () => {
    const audit = await product.signIn('spc-audit');
    await audit.get(`/api/audit?person=sz-judge&object=${account}&limit=7`);
    const { items } = (
      await audit.get<{ items: { name: string; purpose: string }[] }>('/api/audit?operation=audit&limit=2')
    ).body;
    // The line of a request is written when its answer is ready: the newest that it shows is the one before.
    expect(items[0]?.purpose).toBe(`person=sz-judge&object=${account}`);
    expect(items[0]?.name).not.toBe('');
  });
});
