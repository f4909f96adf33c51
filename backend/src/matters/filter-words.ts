import type { Words } from '@xiezhi/engine';
import { published } from '@xiezhi/procedures';
import type { Courts } from '../courts/courts';
import { cards } from '../desk/cards';
import { type Filter, stateOf } from './queue';

export const lightWords: Readonly<Record<string, Words>> = {
  green: { zh: '正常', en: 'On course' },
  amber: { zh: '临期', en: 'Due soon' },
  red: { zh: '超期', en: 'Overdue' },
  paused: { zh: '中止', en: 'Suspended' },
  grey: { zh: '未计时', en: 'No clock' },
};
const states: Readonly<Record<string, Words>> = {
  open: { zh: '办理中', en: 'open' },
  closed: { zh: '已办结', en: 'closed' },
  all: { zh: '全部', en: 'all' },
};
const sorts: Readonly<Record<string, Words>> = {
  due: { zh: '期限', en: 'date due' },
  moved: { zh: '最近动态', en: 'last movement' },
  opened: { zh: '发起时间', en: 'opening' },
  closed: { zh: '办结时间', en: 'closing' },
};
const plain = (text: string): Words => ({ zh: text, en: text });

const stageWords = (stage: string): Words =>
  published.map(({ labels }) => labels.stages[stage]).find((words) => words !== undefined) ?? plain(stage);
const procedureWords = (name: string): Words =>
  published.find(({ procedure }) => procedure.name === name)?.labels.title ?? plain(name);
const several = (values: readonly Words[]): Words => ({
  zh: values.map((one) => one.zh).join('、'),
  en: values.map((one) => one.en).join(', '),
});

type Key = Exclude<keyof Filter, 'state' | 'sort'>;
const conditions: Readonly<Record<Key, { name: Words; value: (value: string, courts: Courts) => Words }>> = {
  desk: { name: { zh: '工作台', en: 'Desk' }, value: (key) => cards[key]?.label ?? plain(key) },
  q: { name: { zh: '检索', en: 'Search' }, value: plain },
  procedure: { name: { zh: '程序', en: 'Procedure' }, value: procedureWords },
  stage: { name: { zh: '阶段', en: 'Stage' }, value: (list) => several(list.split(',').map(stageWords)) },
  light: { name: { zh: '灯', en: 'Light' }, value: (light) => lightWords[light] ?? plain(light) },
  court: { name: { zh: '办理法院', en: 'Court' }, value: (code, courts) => plain(courts.nameOf(code)) },
  parent: { name: { zh: '所属协同', en: 'Coordination' }, value: plain },
};

/** Whether a filter leaves anything out, so that 「全部」 is never chosen by an oversight. */
export const isNarrow = (filter: Filter): boolean =>
  (Object.keys(conditions) as Key[]).some((key) => filter[key] !== undefined);

/** 筛选条件, in words: what a dialog, a batch and a file say of the rows they hold. `parent`: what the coordination is called. */
export const filterWords = (filter: Filter, courts: Courts, parent?: string): Words => {
  const said = (Object.keys(conditions) as Key[]).flatMap((key) => {
    const value = key === 'parent' && filter.parent !== undefined ? (parent ?? filter.parent) : filter[key];
    return value === undefined ? [] : [{ name: conditions[key].name, words: conditions[key].value(value, courts) }];
  });
  const state = states[stateOf(filter)] ?? plain(stateOf(filter));
  const parts = [...said, { name: { zh: '状态', en: 'State' }, words: state }];
  const by = filter.sort && sorts[filter.sort.replace('-', '')];
  const down = filter.sort?.startsWith('-') === true;
  const order = by
    ? { zh: `；按${by.zh}${down ? '倒序' : '排序'}`, en: `; by ${by.en}${down ? ', last first' : ''}` }
    : plain('');
  return {
    zh: parts.map(({ name, words }) => `${name.zh}：${words.zh}`).join('；') + order.zh,
    en: parts.map(({ name, words }) => `${name.en}: ${words.en}`).join('; ') + order.en,
  };
};
