import { roleName, type SlipFacts } from '@xiezhi/contract';
import { paperOf } from '@xiezhi/papers';
import type { Order } from '../documents/paper-press';
import { systemActor } from '../matters/command';
import { courtDay } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';

interface Row {
  readonly court: string;
  readonly facts: SlipFacts;
  readonly remark: string;
  readonly issued_name: string;
  readonly issued_role: string;
  readonly issued_at: Date;
  readonly due_at: Date | null;
  readonly reply_days: number | null;
  readonly contact: { readonly name: string; readonly phone: string } | null;
}
const spc = '最高法';
const day = 24;

/** 督办函 (T19), printed from the red slip as it was issued. */
export const slipLetter = async (
  db: Database,
  matterId: string,
  slip: string,
  key: string,
): Promise<Order | undefined> => {
  const paper = paperOf('T19');
  const row = await db.one<Row>({
    text: `select s.court, s.facts, s.remark, s.issued_name, s.issued_role, s.issued_at, m.due_at, threshold('L06') as reply_days, p.facts -> 'contact' as contact
             from slip s join matter m on m.id = s.matter_id left join matter p on p.id = m.parent_id where s.id = $1 and s.matter_id = $2`,
    values: [slip, matterId],
  });
  if (!paper || !row) return undefined;
  const { facts, issued_at } = row;
  const missing = facts.missing.map(({ zh }) => zh).join('、');
  const content = {
    court: facts.issuer,
    caseNo: facts.orderNo,
    date: courtDay(issued_at),
    signers: [{ role: roleName(row.issued_role).zh, name: row.issued_name }],
    addressee: facts.addressee,
    item: `${facts.caseNo} ${facts.item}，现为“${facts.stage.zh}”，尚待${missing}。${row.remark}`.slice(0, 200),
    due: courtDay(row.due_at ?? issued_at),
    daysLate: Math.max(1, Math.ceil(facts.lateHours / day)),
    replyDays: row.reply_days ?? 1,
    contact: row.contact ? `${row.contact.name} ${row.contact.phone}` : facts.issuer,
  };
  return {
    matterId,
    paper,
    kind: 'supervision-letter',
    courtCode: row.court,
    content,
    key,
    actor: systemActor(spc),
  };
};
