import { fieldsOf, hanDay, paperKinds, paperOf, papers, viewOf } from './index';

const consent = {
  court: '广东省深圳市中级人民法院',
  caseNo: '（2026）粤03执1024号',
  date: '2026-01-26',
  signers: [{ role: '申请人', name: '钟𬭎' }],
  party: '钟𬭎',
  partyAs: '申请执行人',
  debtor: { name: '某公司', creditCode: '914403042275427959' },
  signedAs: '本人',
  authority: '',
};
const consentPaper = () => {
  const paper = paperOf('T03');
  if (!paper) throw new Error('T03 is not in the catalogue');
  return paper;
};

describe('the catalogue of papers', () => {
  it('holds T01 to T37, each once and in order', () => {
    expect(papers.map(({ id }) => id)).toEqual(
      Array.from({ length: 37 }, (_, i) => `T${String(i + 1).padStart(2, '0')}`),
    );
  });

  it('says of each who issues it to whom, of what kind it is and who signs, in both languages', () => {
    for (const { name, from, to, kind } of papers)
      expect(
        [name.zh, name.en, from.zh, from.en, to.zh, to.en, paperKinds[kind].en].every((words) => words !== ''),
      ).toBe(true);
  });

  it('keeps a series of numbers for each kind of its own', () => {
    const series = Object.values(paperKinds).map((kind) => kind.series);
    expect(new Set(series).size).toBe(series.length);
  });

  it('says of every refusal why, in both languages', () => {
    for (const { words } of papers.flatMap(({ guards }) => guards)) {
      expect(words.zh).toMatch(/\p{Script=Han}/u);
      expect(words.en).toMatch(/[a-z]/);
    }
  });
});

describe('the data of a paper', () => {
  it('writes dates as papers write them', () => {
    expect(hanDay('2026-01-26')).toBe('二〇二六年一月二十六日');
    expect(hanDay('2030-10-10')).toBe('二〇三〇年十月十日');
    expect(hanDay('2026-12-31')).toBe('二〇二六年十二月三十一日');
  });

  it('gives every date and sum in figures and in words, and counts rows', () => {
    const view = viewOf(consentPaper(), consent);
    expect(view['date']).toBe('2026年1月26日');
    expect(view['dateHan']).toBe('二〇二六年一月二十六日');
    expect(view['partyAsIs']).toEqual({ 申请执行人: true });
    expect(view['signersCount']).toBe('1');
  });

  it('offers a template the names of the content and no others', () => {
    const fields = fieldsOf(consentPaper());
    expect(fields['authority']).toBe('value');
    expect(fields['debtor']).toEqual({ rows: false, fields: { name: 'value', creditCode: 'value' } });
    expect(Object.hasOwn(fields, 'constructor')).toBe(false);
  });

  it('names what is missing', () => {
    const [refusal] = consentPaper().refusals({ ...consent, party: undefined });
    expect(refusal).toMatchObject({ id: 'content-missing' });
    expect(refusal?.words.zh).toContain('party');
  });

  it('refuses hidden characters that would print otherwise than they read', () => {
    expect(consentPaper().refusals({ ...consent, party: '张\u202e三' })[0]?.words.zh).toContain('控制字符');
  });

  it('refuses a paper without the signature that the rule asks for', () => {
    const signed = { ...consent, signers: [{ role: '书记员', name: '某' }] };
    expect(
      consentPaper()
        .refusals(signed)
        .map(({ id }) => id),
    ).toEqual(['unsigned']);
  });
});
