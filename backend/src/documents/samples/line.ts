import { formatYuan } from '@xiezhi/law';
import { at, type Cases, contact, courts, fen, firms, rare, signedBy } from './cases';

/** T17–T23: between courts and above them. */
export const lineSamples = (): Record<string, Record<string, unknown>> => ({
  T17: {
    ...at(courts.ningbo, '（2025）浙02执316号'),
    ...signedBy.desk,
    addressee: courts.lingshui,
    matter: '不动产查询与续行查封',
    debtor: firms.forest,
    request: '请向不动产登记机构查询被执行人名下林地登记情况，并办理续行查封手续。',
    files: ['执行裁定书', '协助执行通知书', '委托执行函', '送达回证', '执行人员证件'].map((name) => ({
      name,
      copies: 1,
    })),
    limitDays: 15,
    contact,
  },
  T18: {
    ...at(courts.lingshui, '（2026）琼9028执他7号'),
    ...signedBy.desk,
    addressee: courts.ningbo,
    letterNo: '（2025）浙02执316号',
    reasonCode: 'R03',
    reason: '来函所列宗地不在本院辖区，登记机构书面答复查无此宗地。',
    contacts: [
      { at: '2026-01-20 10:15', person: rare.bell, words: '电话说明宗地编号与登记簿不符，请核对。' },
      { at: '2026-01-21 15:40', person: rare.dragon, words: '发函法院复核后确认编号系误登，同意退回。' },
    ],
  },
  T19: {
    ...at(courts.guangdong, '（2026）粤执监31号'),
    ...signedBy.chief,
    addressee: '广东省深圳市福田区人民法院',
    item: '深圳某装饰集团股份有限公司账户解除冻结事项，调度令办理期限七十二小时，至今未见银行回执。',
    due: '2026-01-24',
    daysLate: 2,
    replyDays: 1,
    contact,
  },
  T20: {
    ...at(courts.chongqing, '（2026）渝执监12号'),
    ...signedBy.panel,
    form: '集中执行',
    debtor: firms.estate,
    cases: [
      { caseNo: '（2024）渝0192执1180号', court: courts.freeTrade, applicant: rare.bell, movedTo: '' },
      { caseNo: '（2023）渝0112执4402号', court: '重庆市渝北区人民法院', applicant: rare.dotted, movedTo: '' },
      { caseNo: '（2024）渝01执77号', court: '重庆市第一中级人民法院', applicant: '某银行重庆分行', movedTo: '' },
    ],
    to: courts.freeTrade,
    reasons:
      '上列案件系同一被执行人、同一楼盘，多家法院分别查封并有轮候，由财产所在地法院集中执行有利于统筹处置和办理产权登记。',
  },
  T21: {
    ...at('重庆市渝北区人民法院', '（2023）渝0112执4402号'),
    ...signedBy.clerk,
    receiver: courts.freeTrade,
    files: [
      { name: '执行正卷', pages: 186 },
      { name: '执行副卷', pages: 41 },
    ],
    money: '1284500.00',
    freezes: [
      { asset: '某商住项目1栋未售房屋十二套', rank: '首封', expires: '2028-06-01', renewed: false },
      { asset: '某商住项目地下车位三十个', rank: '轮候1', expires: '2026-02-10', renewed: true },
    ],
    receivedBy: rare.dotted,
  },
  T22: {
    ...at(courts.freeTrade, '（2024）渝0192执1180号'),
    ...signedBy.desk,
    form: '商请移送执行',
    addressee: '重庆市渝北区人民法院',
    asset: '某商住项目2栋商业用房三间',
    debtor: firms.estate,
    titleNo: '（2022）渝01民初215号',
    claim: '26800000.00',
    claimant: '某银行重庆分行',
    firstFreezeDay: '2025-09-01',
    daysFrozen: 147,
    titleEffective: true,
    inEnforcement: true,
    onSale: false,
    contact,
  },
  T23: {
    ...at(courts.freeTrade, '（2026）渝0192执异5号'),
    ...signedBy.panel,
    objector: rare.dragon,
    applicant: '某银行重庆分行',
    debtor: firms.estate,
    asset: '某商住项目1栋1单元102号房屋',
    claims:
      '其在查封前已签订书面买卖合同并合法占有该房屋，用于居住且名下无其他住房，已支付大部分价款，请求停止对该房屋的执行。',
    findings: '案外人所述合同签订时间、占有和付款情况属实，房屋未办理登记非因其自身原因。',
    opinion: '案外人的情形符合排除执行的条件，其异议请求成立。',
    result: '中止对该标的的执行',
    officers: ['承办甲', '承办乙'],
  },
});

/** T24–T29: homes, an auction, the forest land and those who used it. */
export const propertySamples = (cases: Cases): Record<string, Record<string, unknown>> => {
  const home =
    cases.homes.find(([, use, , , , , price = '0', paid = '0']) => use === '住宅' && fen(price) > fen(paid)) ?? [];
  const [unit = '', , , , , , price = '', paid = ''] = home;
  const farm = cases.parcels.slice(0, 12);
  const mu = (rows: readonly (readonly string[])[]): bigint =>
    rows.reduce((sum, [, , , , , , area = '0']) => sum + fen(area), 0n);
  const batch = mu(farm);
  const whole = mu(cases.parcels);
  const before = mu(cases.parcels.slice(12, 30));
  const lessees = cases.parcels.slice(0, 9).map(([, , occupant = '', crop = '', , , area = '0']) => ({
    occupant,
    grade: '青苗补偿',
    basis: `${crop}，${area}亩`,
    amount: formatYuan(fen(area) * 1200n),
    payee: occupant,
    verified: true,
  }));
  const owners = [
    {
      occupant: rare.bell,
      grade: '附着物',
      basis: '灌溉设施评估',
      amount: '36000.00',
      payee: rare.bell,
      verified: true,
    },
    {
      occupant: rare.dotted,
      grade: '雇工安置',
      basis: '雇工六人',
      amount: '18000.00',
      payee: rare.dotted,
      verified: true,
    },
  ];
  const rows = [...lessees, ...owners];
  const auction = at(courts.ningbo, '（2025）浙02执316号');
  return {
    T24: {
      ...at(courts.freeTrade, '（2024）渝0192执1180号'),
      ...signedBy.desk,
      buyer: rare.dragon,
      unit: `某商住项目${unit}`,
      price,
      paid,
      tail: formatYuan(fen(price) - fen(paid)),
      payeeName: courts.freeTrade,
      payeeBank: '中国工商银行重庆两江分行',
      payeeAccount: '3100 0240 0920 0118 006',
      due: '2026-02-28',
      test: '符合',
    },
    T25: {
      ...auction,
      ...signedBy.judge,
      form: '拍卖公告',
      debtor: firms.forest.name,
      asset: '海南省陵水黎族自治县某国营农场及四个自然村林地7765.3亩的使用权及地上林木',
      lease: '租赁已依法除去',
      startPrice: '1120000000.00',
      deposit: '112000000.00',
      from: '2026年3月2日10时',
      until: '2026年3月3日10时',
      platform: '人民法院诉讼资产网',
      contact,
    },
    T26: {
      ...auction,
      ...signedBy.panel,
      lessee: rare.dotted,
      debtor: firms.forest.name,
      asset: '某自然村一DK-014号地块',
      leaseDay: '2019-03-01',
      leaseUntil: '2033-12-31',
      mortgageDay: '2017-06-15',
      mortgagee: '某银行宁波分行',
      harm: '该租赁继续存在，将使拍卖价款明显降低，影响在先抵押权的实现。',
    },
    T27: {
      ...auction,
      ...signedBy.president,
      occupant: rare.bell,
      debtor: firms.forest.name,
      asset: '某自然村二DK-031号地块',
      until: '2026-05-31',
      consequence: '逾期不腾退的，本院将依法强制执行，由此发生的费用由占有人承担。芒果采收期内不实施强制腾退。',
      objectionPending: false,
      contact,
    },
    T28: {
      ...auction,
      signers: [
        { role: '移交人', name: '周明远' },
        { role: '监交人', name: rare.dotted },
        { role: '接收人', name: rare.bell },
        { role: '接收人', name: rare.dragon },
      ],
      buyer: '海南某农业有限公司',
      debtor: firms.forest.name,
      batch: 3,
      parcels: farm.map(([parcel = '', place = '', , crop = '', , , area = '']) => ({ parcel, place, crop, area })),
      batchArea: formatYuan(batch),
      handedBefore: formatYuan(before),
      remaining: formatYuan(whole - batch - before),
      totalArea: formatYuan(whole),
    },
    T29: {
      ...auction,
      ...signedBy.clerk,
      rows,
      total: formatYuan(rows.reduce((sum, { amount }) => sum + fen(amount), 0n)),
      note: '青苗补偿按采收期内亩均产值核定，已与占有人逐户核对。',
    },
  };
};
