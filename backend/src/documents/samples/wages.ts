import { formatYuan, maskResidentId } from '@xiezhi/law';
import { at, type Cases, contact, courts, fen, firms, rare, signedBy } from './cases';

const docket = '（2026）川1402执211号';
const debtor = firms.battery;
const creditor = '眉山某国有资本运营有限公司';

/** T30–T37: wages paid in seven days, a creditor who waits, credit repaired, the case closed. */
export const wageSamples = (cases: Cases): Record<string, Record<string, unknown>> => {
  const payees = cases.wages.map(([name = '', id = '', , bank = '', card = '', , , , amount = '']) => ({
    name,
    id,
    bank,
    card,
    amount,
  }));
  const workers = payees.map(({ name, id, amount }) => ({ name, idMasked: maskResidentId(id), amount }));
  const total = formatYuan(payees.reduce((sum, { amount }) => sum + fen(amount), 0n));
  const lines = payees
    .slice(0, 24)
    .map(({ name, bank, card, amount }) => ({ name, bank, tail: card.slice(-4), amount }));
  const named = lines.map((line, i) =>
    i < 3 ? { ...line, name: [rare.bell, rare.dragon, rare.dotted][i] ?? line.name } : line,
  );
  const paid = formatYuan(named.reduce((sum, { amount }) => sum + fen(amount), 0n));
  const returned = named.slice(0, 5).map(({ name, bank, tail, amount }, i) => ({
    payee: name,
    bank,
    tail,
    amount,
    reason: i === 4 ? '销户' : i === 3 ? '账号错误' : '户名不符',
    returned: '2026-01-22',
    reissueNo: `CF2026-${String(i + 1).padStart(4, '0')}`,
  }));
  const received = fen('15200000.00');
  const fee = fen('82600.00');
  const settled = received - fee - fen(total);
  return {
    T30: {
      ...at(courts.dongpo, '（2026）川1402民特18号'),
      ...signedBy.judge,
      form: '司法确认裁定',
      employer: debtor,
      mediator: '眉山市东坡区总工会劳动争议调解委员会',
      agreementDay: '2026-01-14',
      payDay: '2026-01-23',
      workers: workers.slice(0, 40).map((worker, i) => (i === 0 ? { ...worker, name: rare.dotted } : worker)),
      total: formatYuan(workers.slice(0, 40).reduce((sum, { amount }) => sum + fen(amount), 0n)),
      openChecks: 0,
    },
    T31: {
      ...at(courts.dongpo, docket),
      ...signedBy.panel,
      debtor,
      available: formatYuan(received - fee),
      rows: [
        {
          order: '一（约定优先）',
          creditor: `职工${payees.length}人`,
          basis: '司法确认裁定、暂不参与分配协议',
          claim: total,
          amount: total,
        },
        {
          order: '二',
          creditor: rare.bell,
          basis: '首封，生效判决',
          claim: formatYuan(settled / 2n),
          amount: formatYuan(settled / 2n),
        },
        {
          order: '三',
          creditor: rare.dotted,
          basis: '轮候第一，调解书',
          claim: '9000000.00',
          amount: formatYuan(settled - settled / 2n),
        },
      ],
      deferrals: [{ creditor, amount: '3500000.00', words: '以股权质押登记为条件，仅就本次案款暂缓，顺位不变。' }],
      contact,
    },
    T32: {
      ...at(courts.dongpo, docket),
      signers: [
        { role: '债权人', name: creditor },
        { role: '债务人', name: debtor.name },
        { role: '出质人', name: rare.dragon },
        { role: '债权人代理人', name: rare.bell },
        { role: '债务人代理人', name: rare.dotted },
      ],
      creditor,
      debtor,
      pledgor: rare.dragon,
      scope: '对本次自案外人处扣划的案款',
      amount: '3500000.00',
      favour: '清偿职工工资',
      company: '四川某新材料有限公司',
      shares: '股权1200万元出资额',
      percent: '12%',
      secured: '3500000.00',
      registration: '川眉股质登〔2026〕第0012号',
      registeredDay: '2026-01-16',
      approval: '国有资产监督管理部门同意暂缓受偿的批复一份',
      expiry: '2026-12-31',
    },
    T33: {
      ...at(courts.dongpo, docket),
      ...signedBy.desk,
      account: '一案一账号 5114 0260 0021 1',
      arrived: '2026-01-15',
      due: '2026-02-14',
      payees: named,
      total: paid,
      maker: rare.dragon,
      approvers: [
        { role: '承办法官', name: rare.bell, day: '2026-01-20' },
        { role: '执行局长', name: '何以安', day: '2026-01-20' },
        { role: '主管副院长', name: '林致远', day: '2026-01-21' },
      ],
    },
    T34: {
      ...at(courts.dongpo, docket),
      signers: [
        { role: '财务', name: rare.bell },
        { role: '案款管理员', name: rare.dotted },
      ],
      rows: returned,
      total: formatYuan(returned.reduce((sum, { amount }) => sum + fen(amount), 0n)),
    },
    T35: {
      ...at(courts.dongpo, docket),
      ...signedBy.president,
      debtor,
      measure: '失信被执行人名单及限制消费措施',
      imposedNo: '（2025）川1402执855号',
      imposedDay: '2025-06-18',
      ground: '被执行人已筹措资金足额支付职工工资，并与申请执行人达成执行和解，申请执行人书面申请解除。',
      onRequest: true,
      consents: [
        { party: rare.dotted, day: '2026-01-24' },
        { party: creditor, day: '2026-01-25' },
      ],
    },
    T36: {
      ...at(courts.dongpo, docket),
      ...signedBy.desk,
      debtor,
      listings: [
        { court: courts.dongpo, caseNo: '（2025）川1402执855号', measure: '失信名单', lifted: '2026-01-26' },
        { court: courts.dongpo, caseNo: '（2025）川1402执855号', measure: '限制消费', lifted: '2026-01-26' },
        {
          court: '四川省眉山市彭山区人民法院',
          caseNo: '（2025）川1403执402号',
          measure: '限制消费',
          lifted: '2026-01-26',
        },
      ],
      code: 'XYXF-1402-2026-7K3M9Q',
    },
    T37: {
      ...at(courts.dongpo, docket),
      ...signedBy.judge,
      form: '结案报告',
      applicant: rare.bell,
      debtor,
      way: '执行完毕',
      outcome: `本案扣划案款后，依暂不参与分配协议腾出款项，${payees.length}名职工工资自立案至发放完毕用时七日；其余债权依分配方案受偿，当事人均无异议。`,
      received: formatYuan(received),
      paid: formatYuan(received - fee),
      fee: formatYuan(fee),
      refunded: '0.00',
      balance: '0.00',
      activeFreezes: 0,
    },
  };
};
