import { parseYuan } from '@xiezhi/law';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { csvRows } from '../../imports/sheet';

type Cells = readonly string[];

/** The spreadsheets of the four typical cases, of which the sample papers are made. */
export interface Cases {
  readonly claims: readonly Cells[];
  readonly freezes: readonly Cells[];
  readonly parcels: readonly Cells[];
  readonly homes: readonly Cells[];
  readonly wages: readonly Cells[];
}

const read = async (folder: string, file: string): Promise<Cells[]> => {
  const rows = await Array.fromAsync(csvRows(await readFile(path.join(folder, file), 'utf8')));
  return rows.slice(1);
};

export const readCases = async (folder: string): Promise<Cases> => ({
  claims: await read(folder, 'case1-claims.csv'),
  freezes: await read(folder, 'case1-frozen-accounts.csv'),
  parcels: await read(folder, 'case2-parcels.csv'),
  homes: await read(folder, 'case3-homes.csv'),
  wages: await read(folder, 'case4-wages.csv'),
});

export const fen = (amount: string): bigint => {
  const read = parseYuan(amount);
  return read.ok ? read.value : 0n;
};

/** Names that a court meets and a poor font loses: 𬭎, 䶮, and a middle dot. */
export const rare = { bell: '钟𬭎', dragon: '刘䶮', dotted: '阿卜杜热西提·买买提' } as const;

const date = '2026-01-26';
export const courts = {
  shenzhen: '广东省深圳市中级人民法院',
  guangdong: '广东省高级人民法院',
  supreme: '最高人民法院',
  chongqing: '重庆市高级人民法院',
  freeTrade: '重庆自由贸易试验区人民法院',
  ningbo: '浙江省宁波市中级人民法院',
  lingshui: '海南省陵水黎族自治县人民法院',
  dongpo: '四川省眉山市东坡区人民法院',
} as const;

const panel = [
  { role: '审判长', name: '周明远' },
  { role: '审判员', name: rare.bell },
  { role: '人民陪审员', name: rare.dotted },
];
const judge = { role: '审判员', name: rare.bell };
const handling = { role: '承办法官', name: rare.bell };
const assistant = { role: '法官助理', name: rare.dotted };
const recorder = { role: '书记员', name: rare.dragon };
/** `judge` where the paper has a line for the clerk, `desk` where it has none. */
export const signedBy = {
  panel: { signers: panel, clerk: rare.dragon },
  judge: { signers: [judge, assistant], clerk: rare.dragon },
  desk: { signers: [judge, assistant, recorder] },
  president: { signers: [{ role: '院长', name: '林致远' }, handling, assistant, recorder] },
  chief: { signers: [{ role: '执行局长', name: '何以安' }, handling, assistant, recorder] },
  clerk: { signers: [handling, assistant, recorder] },
} as const;

export const at = (court: string, caseNo: string) => ({ court, caseNo, date });

/** Invented firms, with the unified codes that the fixtures of this house use. */
export const firms = {
  group: { name: '深圳某装饰集团股份有限公司', creditCode: '914403042275427959' },
  estate: { name: '重庆某实业有限公司', creditCode: '91500000MA0XQ0025E' },
  forest: { name: '海南某实业有限公司', creditCode: '91460000MA0XQ0033B' },
  battery: { name: '眉山某电池材料有限公司', creditCode: '91511400MA0XQ00419' },
} as const;
export const contact = `${rare.dragon}，电话0755-12340000`;
