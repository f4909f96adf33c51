import { letterOf } from '@xiezhi/contract';
import { courtTime } from '../platform/clock/court-time';

export interface MailedNotice {
  readonly letter: string;
  readonly court_name: string;
  readonly matter_id: string | null;
  readonly case_no: string | null;
  readonly count: number;
  readonly due_at: Date | null;
  readonly at: Date;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
const clock = (at: Date): string => courtTime(at).slice(0, 16).replace('T', ' ');

const left = (due: Date, now: Date): { zh: string; en: string } => {
  const minutes = Math.floor((due.getTime() - now.getTime()) / 60_000);
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return minutes >= 0
    ? { zh: `剩 ${hours} 小时 ${rest} 分`, en: `${hours} h ${rest} min left` }
    : { zh: `超期 ${hours} 小时 ${rest} 分`, en: `${hours} h ${rest} min over` };
};

/** What is said of one notice, in both languages. What people typed is text, never markup. */
const lineOf = (notice: MailedNotice, now: Date): { zh: string; en: string } => {
  const words = letterOf(notice.letter);
  const due = notice.due_at ? left(notice.due_at, now) : undefined;
  const several = notice.count > 1;
  return {
    zh: [clock(notice.at), words.zh, several ? `共 ${notice.count} 件` : '', due?.zh ?? ''].filter(Boolean).join(' · '),
    en: [words.en, several ? `${notice.count} items` : '', due?.en ?? ''].filter(Boolean).join(' · '),
  };
};

/** 摘要邮件: oldest first, together what belongs to one matter; Chinese first. Case numbers and courts, nobody's number or name. */
export const digestMail = (notices: readonly MailedNotice[], now: Date, origin: string): Mail => {
  const oldestFirst = notices.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const groups = [...Map.groupBy(oldestFirst, (notice) => notice.matter_id ?? notice.letter).values()].map((group) => {
    const [first] = group;
    const title = [first?.case_no, first?.court_name].filter(Boolean).join(' · ');
    const link = first?.matter_id ? `${origin}/matters/${first.matter_id}` : `${origin}/notices`;
    return { title, link, lines: group.map((notice) => lineOf(notice, now)) };
  });
  const head = {
    zh: `您有 ${notices.length} 条未读消息`,
    en: `You have ${notices.length} unread ${notices.length === 1 ? 'notice' : 'notices'}`,
  };
  const foot = {
    zh: '本邮件由协执自动发出，请勿回复。要改变或停止邮件，请到“我的账户”。',
    en: 'Sent by Xiezhi; please do not reply. Change or stop these mails under “My account”.',
  };
  const text = [
    head.zh,
    head.en,
    ...groups.map(({ title, link, lines }) =>
      [title, ...lines.map(({ zh, en }) => `  ${zh}\n  ${en}`), `  ${link}`].join('\n'),
    ),
    `${origin}/notices`,
    `${foot.zh}\n${foot.en}`,
  ].join('\n\n');
  const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body style="font-family:sans-serif">
<h1 style="font-size:18px">${head.zh}</h1><p lang="en">${head.en}</p>
${groups
  .map(
    ({ title, link, lines }) =>
      `<h2 style="font-size:15px"><a href="${escaped(link)}">${escaped(title)}</a></h2><ul>${lines
        .map(({ zh, en }) => `<li>${escaped(zh)}<br><span lang="en">${escaped(en)}</span></li>`)
        .join('')}</ul>`,
  )
  .join('\n')}
<p><a href="${escaped(`${origin}/notices`)}">打开消息 / Open notices</a></p>
<p style="color:#666">${foot.zh}<br><span lang="en">${foot.en}</span></p></body></html>`;
  return { subject: `【协执】${head.zh}`, text, html };
};
