import { courtRows } from './courts/data';
import {
  checkBankCard,
  checkCorporateAccount,
  checkCreditCode,
  checkResidentId,
  chineseCapital,
  CourtRegistry,
  formatYuan,
  formatYuanGrouped,
  maskAccount,
  maskName,
  maskPhone,
  maskResidentId,
  parseCaseNumber,
  parseYuan,
  splitByLargestRemainder,
  typeCodes,
} from './index';

const courts = new CourtRegistry(courtRows);
const read = (text: string, more = {}) => parseCaseNumber(text, { courts, today: '2026-11-24', ...more });
const refusal = (text: string): string => {
  const result = read(text);
  return result.ok ? 'accepted' : result.code;
};

describe('a case number', () => {
  it.each([
    ['（2023）川1402执2476号', '川1402', '执'],
    ['（2020）粤03破申827号', '粤03', '破申'],
    ['（2023）渝0192民初10300号', '渝0192', '民初'],
    ['（2020）最高法知民终1号', '最高法知', '民终'],
    ['（2019）最高法民申3125号', '最高法', '民申'],
    ['（2026）琼9028执恢12号之二', '琼9028', '执恢'],
  ])('%s is of court %s and type %s', (text, courtCode, typeCode) =>
    expect(read(text)).toMatchObject({ ok: true, value: { kind: 'standard', text, courtCode, typeCode } }),
  );
  it('is brought to its canonical form', () => {
    for (const typed of [
      '(2023)川1402执2476号',
      ' （2023） 川1402 执 2476 号 ',
      '（２０２３）川1402执2476',
      '(2023)川1402执2476',
    ])
      expect(read(typed)).toMatchObject({ ok: true, value: { text: '（2023）川1402执2476号' } });
  });
  it.each([
    ['（2026）渝01执监07号', 'case-number-serial'],
    ['（2026）渝9999执1号', 'case-number-court'],
    ['（2026）渝01执督1号', 'case-number-type'],
    ['（2027）渝01执1号', 'case-number-year'],
    ['（202）渝01执1号', 'case-number-form'],
    ['2026渝01执1号', 'case-number-form'],
    ['', 'case-number-form'],
    ['（2026）渝01执1号之', 'case-number-suffix'],
    ['（2026）渝01执×××号', 'case-number-masked'],
  ])('%s is refused as %s', (text, code) => expect(refusal(text)).toBe(code));
  it('from before 2016 is kept as legacy', () =>
    expect(read('（2013）深中法执字第123号')).toMatchObject({
      ok: true,
      value: { kind: 'legacy', text: '（2013）深中法执字第123号' },
    }));
  it('may be masked only where that is allowed', () =>
    expect(read('（2026）渝01执×××号', { allowMasked: true })).toMatchObject({ ok: true, value: { kind: 'masked' } }));
  it('is read quickly however it is meant', () => expect(refusal('（'.repeat(100_000))).toBe('case-number-form'));
  it('has every type code that enforcement needs and none that does not exist', () => {
    for (const code of ['执', '执恢', '执保', '执异', '执复', '执监', '执协', '破申', '破', '强清', '民特', '司救执'])
      expect(typeCodes[code]).toBeDefined();
    expect([typeCodes['执督'], typeCodes['执转破']]).toEqual([undefined, undefined]);
  });
});

describe('identifiers', () => {
  it.each([
    '91350100M000100Y43',
    '914403001000002860',
    '914403042275427959',
    '91440300MA0XQ0017W',
    '91500000MA0XQ0025E',
    '91460000MA0XQ0033B',
    '91511400MA0XQ00419',
    '91330200MA0XQ005X5',
    '91460028MA0XQ0068G',
  ])('accepts the credit code %s', (code) => expect(checkCreditCode(code)).toEqual({ ok: true, value: code }));
  it('refuses a credit code with any one character changed', () => {
    const code = '914403001000002860';
    for (let i = 0; i < code.length; i += 1) {
      const changed = code.slice(0, i) + (code[i] === '7' ? '8' : '7') + code.slice(i + 1);
      expect({ changed, ok: checkCreditCode(changed).ok }).toEqual({ changed, ok: false });
    }
  });
  it('names the place of a character that credit codes do not use', () =>
    expect(checkCreditCode('91350100I000100Y43')).toMatchObject({
      code: 'credit-code-character',
      message: expect.stringContaining('第 9 位') as unknown,
    }));
  it('refuses a credit code of another length', () =>
    expect(checkCreditCode('9135')).toMatchObject({ code: 'credit-code-length' }));
  it.each(['11010519491231002X', '440524188001010014', '511402198001010019'])('reads the resident ID %s', (id) => {
    const result = checkResidentId(id, '2026-11-24');
    expect(result.ok || result.code).toBe(true);
  });
  it('takes a small x and an old card, and says which', () => {
    expect(checkResidentId('11010519491231002x', '2026-11-24')).toMatchObject({
      ok: true,
      value: { kind: 'current', number: '11010519491231002X' },
    });
    expect(checkResidentId('110105491231002', '2026-11-24')).toMatchObject({
      ok: true,
      value: { kind: 'old', number: '11010519491231002X', bornOn: '1949-12-31' },
    });
  });
  it.each([
    ['110105194912310021', 'resident-id-check'],
    ['110105199002300011', 'resident-id-date'],
    ['990105194912310020', 'resident-id-region'],
    ['110105203012310020', 'resident-id-future'],
    ['1101', 'resident-id-form'],
  ])('refuses %s as %s', (id, code) => expect(checkResidentId(id, '2026-11-24')).toMatchObject({ ok: false, code }));
  it('checks personal cards by Luhn and company accounts by form only', () => {
    expect(checkBankCard('6222 0200 0000 0000 018').ok).toBe(true);
    expect(checkBankCard('6222020000000000019')).toMatchObject({ code: 'bank-card-check' });
    expect(checkBankCard('1')).toMatchObject({ code: 'bank-card-form' });
    expect(checkCorporateAccount('1001-8931 6647141796')).toEqual({ ok: true, value: '100189316647141796' });
    expect(checkCorporateAccount('abc')).toMatchObject({ code: 'account-form' });
  });
  it('are masked for the screen', () =>
    expect([
      maskAccount('100189316647141796'),
      maskResidentId('511402198401112030'),
      maskPhone('13824811111'),
      maskName('张三'),
    ]).toEqual(['尾号 1796', '511402********2030', '138****1111', '张某']));
});

describe('money', () => {
  it.each([
    ['1234.5', '1234.50'],
    ['12,345.67', '12345.67'],
    ['¥3,500,000.00', '3500000.00'],
    ['１００', '100.00'],
    ['0', '0.00'],
  ])('%s is %s', (typed, form) => {
    const result = parseYuan(typed);
    expect(result.ok && formatYuan(result.value)).toBe(form);
  });
  it.each([
    ['0.005', 'finer-than-a-fen'],
    ['1e400', 'not-an-amount'],
    ['NaN', 'not-an-amount'],
    ['0x10', 'not-an-amount'],
    ['-1', 'negative-amount'],
    ['9999999999999999.99', 'amount-too-large'],
    ['', 'not-an-amount'],
  ])('refuses %s as %s', (typed, code) => expect(parseYuan(typed)).toMatchObject({ ok: false, code }));
  it('may be negative where that is meant', () => {
    const result = parseYuan('-1.05', { allowNegative: true });
    expect(result.ok && formatYuan(result.value)).toBe('-1.05');
  });
  it('is grouped and written in capitals for papers', () => {
    expect(formatYuanGrouped(350_000_000n)).toBe('¥3,500,000.00');
    expect([350_000_000n, 10_050n, 5n, 0n, 100_000_001_00n, -100n].map(chineseCapital)).toEqual([
      '叁佰伍拾万元整',
      '壹佰元伍角整',
      '伍分',
      '零元整',
      '壹亿零壹元整',
      '负壹元整',
    ]);
  });
  it('is shared without losing or making a fen', () => {
    const shares = splitByLargestRemainder(
      350_000_000n,
      Array.from({ length: 300 }, () => 1n),
    );
    expect([shares.reduce((a, b) => a + b, 0n), new Set(shares).size]).toEqual([350_000_000n, 2]);
    expect(splitByLargestRemainder(100n, [0n, 0n])).toEqual([0n, 0n]);
  });
});

/** The courts of the first case, as its sheet names them. */
const seeds =
  '京0105北京市朝阳区 京0108北京市海淀区 川0104成都市锦江区 川0107成都市武侯区 沪0106上海市静安区 沪0112上海市闵行区 沪0115上海市浦东新区 浙0106杭州市西湖区 浙0212宁波市鄞州区 浙0302温州市鹿城区 渝0105重庆市江北区 渝0112重庆市渝北区 湘0103长沙市天心区 湘0111长沙市雨花区 皖0104合肥市蜀山区 皖0202芜湖市镜湖区 粤0106广州市天河区 粤0303深圳市罗湖区 粤0304深圳市福田区 粤0305深圳市南山区 粤0307深圳市龙岗区 粤0604佛山市禅城区 粤1971东莞市第一 苏0102南京市玄武区 苏0213无锡市梁溪区 豫0105郑州市金水区 豫0311洛阳市洛龙区 赣0102南昌市东湖区 鄂0103武汉市江汉区 鄂0106武汉市武昌区 闽0102福州市鼓楼区 闽0203厦门市思明区 闽0503泉州市丰泽区 鲁0102济南市历下区 鲁0202青岛市市南区 京02北京市第二中级 苏05苏州市中级 赣04九江市中级 鲁02青岛市中级'
    .split(' ')
    .map((seed) => /^([^\d]\d+)(.+)$/.exec(seed)?.slice(1) ?? []);

describe('the court registry', () => {
  it('has one SPC, 32 high courts with the Corps, and about 3,400 in all', () => {
    const of = (level: string) => courtRows.filter((c) => c.level === level && !c.special).length;
    expect([of('supreme'), of('high')]).toEqual([1, 32]);
    expect(of('intermediate')).toBeGreaterThan(330);
    expect(of('basic')).toBeGreaterThan(2_900);
    expect(courtRows.length).toBeGreaterThan(3_300);
  });
  it('has a superior for every court, up to the SPC, without a circle', () => {
    for (const { code } of courtRows)
      if (code !== '最高法') expect({ code, top: courts.superiorsOf(code).at(-1) }).toEqual({ code, top: '最高法' });
  });
  it('knows the 39 courts of the first case by code and by name', () => {
    expect(seeds.length).toBe(39);
    for (const [code = '', name = ''] of seeds)
      expect({ code, found: courts.named(`${name}人民法院`)?.code }).toEqual({ code, found: code });
  });
  it('takes superiority from the registry and never from the digits', () => {
    expect(courts.superiorsOf('渝0103')).toEqual(['渝05', '渝', '最高法']);
    expect(courts.superiorsOf('琼9028')).toEqual(['琼96', '琼', '最高法']);
    expect([
      courts.isSuperior('渝01', '渝0103'),
      courts.isSuperior('粤', '粤0304'),
      courts.isSuperior('粤03', '粤03'),
    ]).toEqual([false, true, false]);
  });
  it('finds who is above all', () => {
    expect(courts.commonSuperiors(['粤0304', '粤0604'])).toEqual(['粤', '最高法']);
    expect(courts.commonSuperiors(['粤0304', '京0105'])).toEqual(['最高法']);
    expect(courts.commonSuperiors([])).toEqual([]);
  });
  it('answers for a day', () => {
    const dated = new CourtRegistry([
      {
        code: 'x',
        name: 'x',
        aliases: [],
        level: 'basic',
        division: null,
        province: '',
        parent: null,
        validFrom: '2020-01-01',
        validTo: '2025-12-31',
        successor: 'y',
        special: false,
      },
    ]);
    expect([
      dated.find('x', '2024-01-01')?.code,
      dated.find('x', '2026-01-01'),
      dated.find('x')?.code,
      dated.find('z'),
      dated.shortName('z'),
    ]).toEqual(['x', undefined, 'x', undefined, 'z']);
    expect([courts.shortName('粤03'), courts.shortName('最高法'), courts.shortName('粤0304')]).toEqual([
      '深圳市中院',
      '最高法',
      '深圳市福田区法院',
    ]);
  });
});
