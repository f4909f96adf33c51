import type { InvariantsView } from '@xiezhi/contract';

import { Client, until } from '../campaign/client';
import { pdf } from '../campaign/papers';
import {
  draft,
  each,
  expectRefusal,
  gather,
  isComplete,
  items,
  receipt,
  type Refusal,
  verify,
  work,
} from '../campaign/player';

/** `npm run demo`: the campaign of the first case, played through the public API as its people would. */
const base = process.env['XIEZHI_URL'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '4310'}`;
const password = process.env['XIEZHI_DEMO_PASSWORD'] ?? 'xiezhi-demo';
const pace = Number(process.env['XIEZHI_DEMO_PACE'] ?? 30);

const alive = await fetch(`${base}/api/health/ready`).catch(() => undefined);
if (!alive?.ok) {
  console.error(`${base} 没有应答，请先运行 npm start  ·  nothing answers, run npm start first`);
  process.exit(1);
}

const tty = process.stdout.isTTY;
const bar = (done: number, total: number, words: string): void => {
  const filled = Math.round((done / total) * 30);
  const line = `${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${String(done).padStart(3)}/${total} ${words}`;
  if (tty) process.stdout.write(`\r${line.padEnd(90)}`);
  else if (done % 10 === 0 || done === total) console.log(line);
};
const slowly = (): Promise<void> => new Promise((resume) => setTimeout(resume, pace));

const started = Date.now();
const cast = await gather(base, password);
const refusals: Refusal[] = [];
const refuse = async (what: string, ask: () => Promise<unknown>): Promise<void> =>
  void refusals.push(await expectRefusal(what, ask));

const name = 'case1-frozen-accounts.csv';
const sheet = { name, bytes: Buffer.from(await (await cast.clerk.raw(`/api/demo/cases/${name}`)).arrayBuffer()) };
console.log('牵头法院书记员导入冻结清单，提交复核；承办法官复核……');

const campaign = await draft(
  cast,
  sheet,
  `某集团账户协同解冻 ${new Date().toISOString().slice(5, 16).replace('T', ' ')}`,
).catch((error: unknown) => {
  console.error(
    `${error instanceof Error ? error.message : String(error)}\n冻结清单已在另一场协同中登记。要重新演示，请停止服务、删去数据目录后再运行 npm start`,
  );
  process.exit(1);
});
const orderNo = '（2026）最高法执协1号';
await refuse('平级法院签发调度令', () => cast.chief.act(campaign, 'dispatch', { orderNo }));
await cast.bureau.act(campaign, 'dispatch', { orderNo });
const list = await until(
  () => items(cast.clerk, campaign),
  (rows) => rows.length >= 61,
);
console.log(
  `最高法执行局签发调度令：${list.length} 笔冻结下发至 ${new Set(list.map((row) => row.court)).size} 家法院。可在浏览器中观看：${base}/matters/${campaign}`,
);

// One item comes back as "not ours" and is re-addressed to the court that laid the freeze.
const [stray] = list.filter((row) => row.court === '粤0304');
if (!stray) throw new Error('the list has no item of 粤0304');
const strayPeople = await cast.of(stray.court);
await refuse(
  '未联系发函法院即退回',
  () =>
    strayPeople['judge']?.act(stray.id, 'giveBack', { reason: 'not-own-freeze', note: '查无此冻结' }) ??
    Promise.reject(new Error('no judge')),
);
await strayPeople['judge']?.act(stray.id, 'giveBack', {
  reason: 'not-own-freeze',
  contact: '已电话联系牵头法院书记员',
  note: '冻结案号系误登，请核对',
});
await refuse('改送至不存在的法院', () => cast.clerk.act(stray.id, 'readdress', { court: '粤9999', note: '改送' }));
await cast.clerk.act(stray.id, 'readdress', { court: stray.court, note: '经核对，冻结确系贵院（2022）年案件，请办理' });

// Reading another court's account.
const other = list.find((row) => row.court === '京0105');
if (other) await refuse('查阅其他法院的账户', async () => (await cast.of('粤0304'))['judge']?.matter(other.id));

// A receipt that does not match, and the two refusals of a hasty confirmation.
const [odd] = list.filter((row) => row.court === '粤0305');
if (!odd) throw new Error('the list has no item of 粤0305');
await work(cast, odd.id, odd.court, 'noticed');
const oddPeople = await cast.of(odd.court);
await refuse('没有银行回执即确认', async () => oddPeople['judge']?.act(odd.id, 'confirm'));
const oddFacts = (await cast.clerk.matter(odd.id)).facts as unknown as Parameters<typeof receipt>[0];
await oddPeople['judge']?.file(odd.id, 'bank-receipt', 'receipt.pdf', pdf('Bank receipt'));
await refuse('银行回执金额不符', async () =>
  oddPeople['judge']?.act(odd.id, 'recordReceipt', { ...receipt(oddFacts), amount: '1.00' }),
);
await oddPeople['judge']?.act(odd.id, 'recordReceipt', receipt(oddFacts));
await refuse('登记回执的人自行确认', async () => oddPeople['judge']?.act(odd.id, 'confirm'));
await oddPeople['chief']?.act(odd.id, 'confirm');

// First freezes first: each one lifted wakes the waiting freeze behind it, which must be lifted too.
let done = 0;
await each(list, 4, async (row) => {
  await work(cast, row.id, row.court);
  done += 1;
  bar(done, list.length * 2, `${row.courtName} 确认解除`);
  await slowly();
});
const woken = (
  await Promise.all(
    (await cast.clerk.find(`parent=${campaign}`)).map((row) =>
      cast.clerk.ask<{ items: { action: string }[] }>(`/api/matters/${row.id}/docket?limit=50`),
    ),
  )
).filter((docket) => docket.items.some((entry) => entry.action === 'wake')).length;
await each(list, 4, async (row) => {
  await verify(cast, row.id);
  done += 1;
  bar(done, list.length * 2, `${row.courtName} 核验通过`);
  await slowly();
});
const board = await until(() => cast.clerk.board(campaign), isComplete);
const auditor = await Client.signIn(base, 'spc-audit', password);
const invariants = await auditor.ask<InvariantsView>('/api/ops/invariants');
const chain = await auditor.ask<{ entries: number; faults: unknown[] }>('/api/ops/docket/verify', { method: 'POST' });
const seconds = Math.round((Date.now() - started) / 1000);

const { accounts, freezes } = board.totals;
const row = (words: string, value: string): void => console.log(`  ${words.padEnd(14, '　')}${value}`);
console.log('\n');
row('账户可用', `${accounts.free} / ${accounts.total}`);
row('法院', `${board.totals.courts}`);
row('省份', `${board.totals.provinces}`);
row('冻结', `${freezes.verified} / ${freezes.total}（轮候生效 ${woken} 笔）`);
row('用时', `${seconds} 秒`);
row('遇到的拒绝', `${refusals.length}`);
for (const { what, code, words } of refusals) console.log(`      ${what} → ${words} [${code}]`);
row('不变式', `检查 ${invariants.checked} 项，破坏 ${invariants.broken} 项`);
row('留痕链', `${chain.entries} 条，${chain.faults.length} 处不符`);
const sound =
  accounts.free === 49 &&
  accounts.total === 49 &&
  board.totals.courts === 39 &&
  board.totals.provinces === 14 &&
  freezes.total === 61 &&
  invariants.broken === 0 &&
  chain.faults.length === 0;
console.log(sound ? '\n全部解除。' : '\n与典型案例的数字不符。');
for (const item of invariants.items.filter((one) => one.violations > 0))
  console.log(`  ${item.id} ${item.title}：${item.violations}`);
process.exit(sound ? 0 : 1);
