/** Papers that the product writes itself, as printable pages. Every value is escaped; there is no script in them. */
const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>
body{font-family:"Songti SC","SimSun","Noto Serif CJK SC","Noto Sans CJK SC",serif;max-width:42em;margin:2.5em auto;padding:0 1.2em;color:#1b2430;background:#fff;font-size:16px;line-height:1.8}
h1{text-align:center;font-size:1.5em;margin:0 0 .3em;letter-spacing:.1em}.no{text-align:center;margin-bottom:1.6em}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:1.5;margin:1em 0}th,td{border:1px solid #8a94a0;padding:.3em .5em;text-align:left}td.n{text-align:right;white-space:nowrap}
.sign{text-align:right;margin-top:2.4em}p{text-indent:2em;margin:.5em 0}.to{text-indent:0}
</style></head><body>${body}</body></html>`;

export interface ListedFreeze {
  readonly position: number;
  readonly court: string;
  readonly caseNo: string;
  readonly bank: string;
  readonly tail: string;
  readonly rank: number;
  readonly limit: string;
  readonly actual: string;
  readonly expiresOn: string | null;
}

export interface CampaignHead {
  readonly title: string;
  readonly caseNo: string;
  readonly debtor: string;
  readonly creditCode: string;
  readonly ground: string;
  readonly leadCourt: string;
  readonly contact: string;
  readonly day: string;
  readonly windowHours: number;
  readonly orderNo: string;
  readonly issuer: string;
  readonly dueAt: string;
  /** As the list was counted when it was last decided on. */
  readonly list: { readonly accounts: number; readonly freezes: number; readonly courts: number };
}

export interface Campaign extends CampaignHead {
  readonly freezes: readonly ListedFreeze[];
}

const rankWord = (rank: number): string => (rank === 0 ? '首冻' : `轮候${rank}`);
const tableOf = (freezes: readonly ListedFreeze[]): string =>
  `<table><thead><tr><th>序号</th><th>冻结法院</th><th>案号</th><th>开户行</th><th>账号</th><th>顺位</th><th>限额（元）</th><th>实冻（元）</th><th>到期日</th></tr></thead><tbody>${freezes
    .map(
      (f) =>
        `<tr><td>${f.position}</td><td>${escape(f.court)}</td><td>${escape(f.caseNo)}</td><td>${escape(f.bank)}</td><td>尾号 ${escape(f.tail)}</td><td>${rankWord(f.rank)}</td><td class="n">${f.limit}</td><td class="n">${f.actual}</td><td>${f.expiresOn ?? '—'}</td></tr>`,
    )
    .join('')}</tbody></table>`;

const grounds: Readonly<Record<string, string>> = {
  acceptance:
    '该院已裁定受理对被执行人的重整申请，依照《中华人民共和国企业破产法》第十九条，有关被执行人财产的保全措施应当解除',
  'plan-execution': '重整计划已经裁定批准，现正执行，须解除对被执行人账户的冻结',
  coordination: '经执行协调，须解除对被执行人账户的冻结',
};

/** T13 账户冻结清单: one row per freeze. */
export const freezeList = (c: Campaign): string =>
  page(
    '账户冻结清单',
    `<h1>账户冻结清单</h1><div class="no">${escape(c.caseNo)}</div>
<p class="to">被执行人：${escape(c.debtor)}（统一社会信用代码 ${escape(c.creditCode)}）</p>
<p class="to">冻结 ${c.freezes.length} 笔，账户 ${new Set(c.freezes.map((f) => f.bank + f.tail)).size} 个，法院 ${new Set(c.freezes.map((f) => f.court)).size} 家。</p>
${tableOf(c.freezes)}<div class="sign">${escape(c.leadCourt)}<br>${escape(c.day)}</div>`,
  );

/** T12 协调解冻函（调度令）. Every addressee reads it, so it carries no list: each court finds its own items beside it, and nobody another's. */
export const dispatchOrder = (c: CampaignHead): string =>
  page(
    '协调解冻函',
    `<h1>协调解冻函（调度令）</h1><div class="no">${escape(c.orderNo)}</div>
<p class="to">各有关人民法院：</p>
<p>${escape(c.leadCourt)}办理的${escape(c.caseNo)}案中，${escape(c.debtor)}（统一社会信用代码 ${escape(c.creditCode)}）的账户被多家法院冻结。${grounds[c.ground] ?? ''}。</p>
<p>现统一调度：请对本系统中列为你院事项的冻结（含轮候冻结），自收到本函起 ${c.windowHours} 小时内作出解除裁定、送达协助解除冻结存款通知书，并上传银行回执、经双人复核确认。逐笔办理，逐笔反馈；非你院冻结的，先与牵头法院联系后退回。</p>
<p>全案涉及账户 ${c.list.accounts} 个、冻结 ${c.list.freezes} 笔、法院 ${c.list.courts} 家。</p>
<p>联系人：${escape(c.contact)}。办理期限至 ${escape(c.dueAt)}。</p>
<div class="sign">${escape(c.issuer)}<br>${escape(c.day)}</div>`,
  );
