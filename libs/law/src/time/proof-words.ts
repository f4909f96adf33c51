import type { Day } from '../checked';
import type { BudgetUnit, Proof } from './budget';
import { addDays } from './calendar';

export interface ProofWords {
  readonly zh: string;
  readonly en: string;
}

const units: Readonly<Record<BudgetUnit, readonly [string, string]>> = {
  'natural-day': ['日', 'days'],
  'working-day': ['个工作日', 'working days'],
  hour: ['小时', 'hours'],
  'working-hour': ['个工作小时', 'working hours'],
  month: ['个月', 'months'],
  year: ['年', 'years'],
};

/** 2026年9月24日; within the year that was just said, only 9月25日. */
const dateZh = (day: Day, said?: Day): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  const short = `${Number(month)}月${Number(date)}日`;
  return said?.slice(0, 4) === year ? short : `${year}年${short}`;
};
const timeZh = (instant: string): string => {
  const at = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  const seconds = at.slice(17, 19);
  return `${dateZh(at.slice(0, 10))}${at.slice(11, 16)}${seconds === '00' ? '' : `:${seconds}`}`;
};
const timeEn = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const weekend = '周末';

/** Neighbouring days of one name as one stretch. */
const stretches = (skipped: Proof['skipped']): { name: string; from: Day; to: Day }[] => {
  const found: { name: string; from: Day; to: Day }[] = [];
  for (const { day, name } of skipped) {
    const last = found.at(-1);
    if (last?.name === name && addDays(last.to, 1) === day) last.to = day;
    else found.push({ name, from: day, to: day });
  }
  return found;
};
const stretchZh = (s: { name: string; from: Day; to: Day }, said: Day): string =>
  `${s.name}${dateZh(s.from, said)}${s.to === s.from ? '' : `至${dateZh(s.to, s.from)}`}`;
const stretchEn = (s: { name: string; from: Day; to: Day }): string =>
  `${s.name} ${s.from}${s.to === s.from ? '' : ` to ${s.to}`}`;

const suspensionWords = (proof: Proof): ProofWords => {
  const paused = proof.skipped.filter(({ role }) => role === 'suspended').length;
  const still = proof.spans.filter((span) => !span.runs && span.hours !== null).reduce((n, s) => n + (s.hours ?? 0), 0);
  if (paused > 0) return { zh: `中止的 ${paused} 日不计入。`, en: `${paused} suspended days do not count.` };
  const hours = Math.round(still * 100) / 100;
  return still > 0
    ? { zh: `中止的 ${hours} 小时不计入。`, en: `${hours} suspended hours do not count.` }
    : { zh: '', en: '' };
};

const hourWords = (proof: Proof): ProofWords => {
  const first = proof.spans[0]?.from ?? proof.startsAt;
  const total = (proof.length + proof.extended) * proof.share;
  const due = proof.dueAt ?? '';
  const moved =
    first === proof.startsAt ? ['', ''] : ['（开始之时不计入，自次一整时起）', ' (the starting hour does not count)'];
  const paused = suspensionWords(proof);
  return {
    zh: `自${timeZh(first)}起算${moved[0]}，连续计算 ${total} 小时，夜间与休息日照计，至${timeZh(due)}届满。${paused.zh}`,
    en: `Runs from ${timeEn(first)}${moved[1]} for ${total} hours, through nights and rest days, and ends at ${timeEn(due)} Beijing time. ${paused.en}`.trim(),
  };
};

const workingHourWords = (proof: Proof): ProofWords => {
  const total = (proof.length + proof.extended) * proof.share;
  const due = proof.dueAt ?? '';
  return {
    zh: `自${timeZh(proof.startsAt)}起，只计工作日 8:30–12:00、14:00–17:30，共 ${total} 个工作小时，至${timeZh(due)}届满。`,
    en: `From ${timeEn(proof.startsAt)}, counted in working time only (08:30–12:00 and 14:00–17:30 of working days), ${total} hours end at ${timeEn(due)} Beijing time.`,
  };
};

const dayWords = (proof: Proof, nominal: Day, last: Day): ProofWords => {
  const { startDay, unit } = proof;
  const total = proof.length + proof.extended;
  const off = proof.skipped.filter(({ role }) => role === 'not-counted');
  const passed = stretches(off.filter(({ name }) => name !== weekend));
  // Weekends are one number; the table and the list name each day.
  const weekends = off.filter(({ name }) => name === weekend).length;
  const weekendsZh = weekends > 0 ? [`周末 ${weekends} 日`] : [];
  const weekendsEn = weekends > 0 ? [`${weekends} weekend days`] : [];
  const moved = stretches(proof.skipped.filter(({ role }) => role === 'moved-over'));
  const first = addDays(startDay, 1);
  const paused = suspensionWords(proof);
  const calendarLength = unit === 'month' || unit === 'year';
  const zh = [
    `自${dateZh(startDay)}起算（开始之日不计入），`,
    calendarLength
      ? `${total}${units[unit][0]}的末日为${dateZh(nominal, startDay)}`
      : unit === 'working-day'
        ? `只计工作日（调休上班日为工作日），第 ${total} 个工作日为${dateZh(nominal, startDay)}`
        : `${dateZh(first, startDay)}为第 1 日，第 ${total} 日为${dateZh(nominal, startDay)}`,
    passed.length + weekends > 0
      ? `；其间不计：${[...passed.map((s) => stretchZh(s, startDay)), ...weekendsZh].join('、')}`
      : '',
    moved.length > 0
      ? `。末日遇休假日（${moved.map((s) => stretchZh(s, startDay)).join('、')}），顺延至${dateZh(last, startDay)}（民诉法第85条）`
      : '',
    '。',
    paused.zh,
    `期限于${dateZh(last, startDay)}24时届满。`,
  ];
  const en = [
    `Counted from ${startDay}, which does not count; `,
    calendarLength || unit === 'working-day'
      ? `${total} ${units[unit][1]} end on ${nominal}`
      : `${first} is day 1, day ${total} is ${nominal}`,
    passed.length + weekends > 0 ? `; not counted: ${[...passed.map(stretchEn), ...weekendsEn].join(', ')}` : '',
    moved.length > 0
      ? `. The last day is a rest day (${moved.map(stretchEn).join(', ')}) and moves to ${last} (Civil Procedure Law 85)`
      : '',
    '. ',
    paused.en === '' ? '' : `${paused.en} `,
    `It ends with ${last}.`,
  ];
  return { zh: zh.join(''), en: en.join('') };
};

/** 证明的文字: one sentence that a judge can check by hand. */
export const wordsOfProof = (proof: Proof): ProofWords => {
  if (proof.dueAt === null)
    return {
      zh: `自${timeZh(proof.startsAt)}起算；现已中止，恢复后继续计算。`,
      en: `Runs from ${timeEn(proof.startsAt)}; now suspended, it goes on when resumed.`,
    };
  const { nominalDay, lastDay } = proof;
  const said =
    proof.unit === 'working-hour'
      ? workingHourWords(proof)
      : proof.unit === 'hour' || nominalDay === null || lastDay === null
        ? hourWords(proof)
        : proof.share === 1
          ? dayWords(proof, nominalDay, lastDay)
          : {
              zh: `自${timeZh(proof.startsAt)}起，期限用去 ${proof.share * 100}% 之时，为${timeZh(proof.dueAt)}。`,
              en: `From ${timeEn(proof.startsAt)}, ${proof.share * 100}% of the period is used at ${timeEn(proof.dueAt)}.`,
            };
  return proof.provisional
    ? {
        zh: `${said.zh}（暂定：${dateZh(proof.horizon)}以后的放假安排尚未公布，按平常星期推算，公布后重新计算。）`,
        en: `${said.en} (Provisional: the holidays after ${proof.horizon} are not published; it will be counted again.)`,
      }
    : said;
};
