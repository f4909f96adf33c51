/** Demonstration people: invented names, one password. Every court of the first case has four, the lead court and the superiors more. */
export interface DemoPerson {
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly court: string;
}

const surnames = [
  ...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛',
];
const givens =
  '文静 志强 建华 晓明 丽娟 国庆 海燕 立新 雨桐 思远 佳宁 振宇 秀兰 明哲 若溪 宏伟 春梅 子涵 永康 雪松'.split(' ');

const pinyin: Readonly<Record<string, string>> = {
  京: 'jing',
  津: 'jin',
  沪: 'hu',
  渝: 'yu',
  粤: 'yue',
  浙: 'zhe',
  苏: 'su',
  川: 'chuan',
  鄂: 'e',
  皖: 'wan',
  鲁: 'lu',
  豫: 'yv',
  湘: 'xiang',
  闽: 'min',
  赣: 'gan',
  琼: 'qiong',
};

const first: readonly (readonly [string, string, string])[] = [
  ['sz-clerk', 'clerk', '粤03'],
  ['sz-judge', 'judge', '粤03'],
  ['sz-chief', 'chief', '粤03'],
  ['sz-assistant', 'assistant', '粤03'],
  ['sz-president', 'president', '粤03'],
  ['spc-bureau', 'national-bureau', '最高法'],
  ['spc-supervisor', 'supervisor', '最高法'],
  ['spc-process', 'process-supervisor', '最高法'],
  ['gd-coordinator', 'coordinator', '粤'],
  ['spc-audit', 'audit-admin', '最高法'],
  ['spc-system', 'system-admin', '最高法'],
  ['spc-security', 'security-admin', '最高法'],
  ['nb-clerk', 'clerk', '浙02'],
  ['nb-judge', 'judge', '浙02'],
  ['ls-judge', 'judge', '琼9028'],
  ['cq-coordinator', 'coordinator', '渝'],
  ['cq1-judge', 'judge', '渝01'],
  ['ftz-clerk', 'clerk', '渝0192'],
  ['ftz-judge', 'judge', '渝0192'],
  ['dp-clerk', 'clerk', '川1402'],
  ['dp-judge', 'judge', '川1402'],
  ['dp-chief', 'chief', '川1402'],
];

/** 二人事项的另一人: the second of each pair that proposes and decides. At the end, so that the others keep their names. */
const seconds: typeof first = [
  ['spc-command', 'national-bureau', '最高法'],
  ['spc-guard', 'security-admin', '最高法'],
];

const rolesOfACourt = ['duty-officer', 'chief', 'judge', 'clerk'] as const;
const shortRole: Readonly<Record<string, string>> = { 'duty-officer': 'duty' };

const nameOf = (n: number): string =>
  (surnames[(n * 37) % surnames.length] ?? '王') + (givens[(n * 11) % givens.length] ?? '文静');

export const latinCourt = (code: string): string => (pinyin[code[0] ?? ''] ?? 'court') + code.slice(1);

/** People for the courts given, after the named ones. */
export const demoPeople = (courts: readonly string[]): DemoPerson[] =>
  [
    ...first.map(([username, role, court]) => ({ username, role, court })),
    ...courts.flatMap((court) =>
      rolesOfACourt.map((role) => ({ username: `${latinCourt(court)}-${shortRole[role] ?? role}`, role, court })),
    ),
    ...seconds.map(([username, role, court]) => ({ username, role, court })),
  ].map((person, n) => ({ ...person, name: nameOf(n) }));
