import { booleans, digests, instants, ints, jsonbs, jsons, smallints, texts, uuids } from '../platform/database/arrays';
import type { Tx } from '../platform/database/database';
import type { Draft } from './draft';

/** One statement writes everything: new matters, moved matters, docket, deltas, deadlines and outbox. */
const text = `
with opened as (
  insert into matter (id, procedure, version, stage, facts, documents, revision, parent_id, subject_id, court, lead_court,
                      title, case_no, account_tail, bank, opened_by, opened_at, moved_at, closed_at, starts_at, due_at, head_hash)
  select o.id, o.procedure, o.version, o.stage, o.facts, '{}', 1, o.parent, o.subject, o.court, o.lead,
         o.title, o.case_no, o.tail, o.bank, o.opened_by, $1::timestamptz, $1::timestamptz,
         case when o.closes then $1::timestamptz end, o.starts_at, o.due_at, o.hash
    from unnest($2::uuid[], $3::text[], $4::smallint[], $5::text[], $6::jsonb[], $7::uuid[], $8::uuid[], $9::text[], $10::text[],
                $11::text[], $12::text[], $13::text[], $14::text[], $15::uuid[], $16::boolean[], $17::timestamptz[], $18::timestamptz[], $19::bytea[])
      as o(id, procedure, version, stage, facts, parent, subject, court, lead, title, case_no, tail, bank, opened_by, closes, starts_at, due_at, hash)
), moved as (
  update matter m set stage = u.stage, facts = coalesce(u.facts, m.facts), revision = u.revision, court = coalesce(u.court, m.court),
         documents = case when u.documents is null then m.documents else string_to_array(u.documents, ',') end,
         title = coalesce(u.title, m.title), case_no = coalesce(u.case_no, m.case_no),
         moved_at = case when u.advances then $1::timestamptz else m.moved_at end,
         closed_at = case when u.closes then coalesce(m.closed_at, $1::timestamptz) end,
         starts_at = case when u.due_at is null then m.starts_at else u.starts_at end, due_at = coalesce(u.due_at, m.due_at), head_hash = u.hash
    from unnest($20::uuid[], $21::text[], $22::jsonb[], $23::int[], $24::text[], $25::text[], $26::text[], $27::text[], $28::boolean[],
                $29::timestamptz[], $30::timestamptz[], $31::bytea[], $54::boolean[])
      as u(id, stage, facts, revision, court, documents, title, case_no, closes, starts_at, due_at, hash, advances)
   where m.id = u.id and m.revision = u.revision - 1
  returning m.id
), docket as (
  insert into docket_entry (matter_id, revision, action, actor, from_stage, to_stage, input, facts_after, key, at, hash)
  select d.matter_id, d.revision, d.action, d.actor, d.from_stage, d.to_stage, d.input, d.facts_after, d.key, $1::timestamptz, d.hash
    from unnest($32::uuid[], $33::int[], $34::text[], $35::json[], $36::text[], $37::text[], $38::json[], $39::json[], $40::text[], $41::bytea[])
      as d(matter_id, revision, action, actor, from_stage, to_stage, input, facts_after, key, hash)
), deltas as (
  insert into board_delta (campaign, court, stage, n, procedure, lead)
  select * from unnest($42::uuid[], $43::text[], $44::text[], $45::int[], $46::text[], $47::text[])
), lifted as (
  update deadline d set status = 'lifted', settled_at = $1::timestamptz
    from unnest($48::uuid[], $49::text[]) as l(matter_id, name)
   where d.matter_id = l.matter_id and (l.name is null or d.name = l.name) and d.status in ('open', 'suspended')
), started as (
  insert into deadline (id, matter_id, name, due_at, action, rule, rule_version, starts_at, length, unit, from_next_hour, share, follows, lights, provisional, proof)
  select s.* from jsonb_to_recordset($50::jsonb)
    as s(id uuid, matter_id uuid, name text, due_at timestamptz, action text, rule text, rule_version smallint, starts_at timestamptz, length numeric, unit text,
         from_next_hour boolean, share numeric, follows text, lights boolean, provisional boolean, proof jsonb)
  on conflict (matter_id, name) where status in ('open', 'suspended')
  do update set due_at = excluded.due_at, rule_version = excluded.rule_version, starts_at = excluded.starts_at, length = excluded.length, unit = excluded.unit,
                provisional = excluded.provisional, proof = excluded.proof, status = 'open'
), owed as (
  insert into outbox (kind, matter_id, payload)
  select * from unnest($51::text[], $52::uuid[], $53::jsonb[])
)
select count(*)::int as moved from moved`;

const written = ({
  id,
  matterId,
  name,
  dueAt,
  action,
  follows,
  lights,
  budget,
  proof,
}: Draft['deadlines'][number]): unknown => ({
  id,
  matter_id: matterId,
  name,
  due_at: dueAt,
  action,
  rule: budget.rule.id,
  rule_version: budget.rule.version,
  starts_at: budget.startsAt,
  length: budget.length,
  unit: budget.unit,
  from_next_hour: budget.fromNextHour,
  share: budget.share,
  follows,
  lights,
  provisional: proof.provisional,
  proof,
});

/** Writes a draft. Returns how many effects are now owed; fails when a matter was not where the lock left it. */
export const writeDraft = async (tx: Tx, draft: Draft): Promise<number> => {
  const { opened, moved, entries, lifted, deadlines } = draft;
  const counts = draft.counts();
  const outbox = draft.outbox();
  const values = [
    draft.now,
    uuids(opened.map((o) => o.id)),
    texts(opened.map((o) => o.procedure)),
    smallints(opened.map((o) => o.version)),
    texts(opened.map((o) => o.decision.next.stage)),
    jsonbs(draft.openedFacts),
    uuids(opened.map((o) => o.parentId)),
    uuids(opened.map((o) => o.subjectId)),
    texts(opened.map((o) => o.court)),
    texts(opened.map((o) => o.leadCourt)),
    texts(opened.map((o) => o.headline.title)),
    texts(opened.map((o) => o.headline.caseNo)),
    texts(opened.map((o) => o.headline.accountTail ?? null)),
    texts(opened.map((o) => o.headline.bank ?? null)),
    uuids(opened.map((o) => o.openedBy)),
    booleans(opened.map((o) => o.decision.closes)),
    instants(opened.map((o) => o.startsAt)),
    instants(opened.map((o) => o.dueAt)),
    digests(draft.openedHashes),
    uuids(moved.map((m) => m.row.id)),
    texts(moved.map((m) => m.decision.next.stage)),
    jsonbs(moved.map((m) => m.facts)),
    ints(moved.map((m) => m.decision.next.revision)),
    texts(moved.map((m) => (m.court === m.row.court ? null : m.court))),
    texts(
      moved.map((m) => (m.decision.next.documents === m.row.documents ? null : m.decision.next.documents.join(','))),
    ),
    texts(moved.map((m) => (m.headline.title === m.row.title ? null : m.headline.title))),
    texts(moved.map((m) => (m.headline.caseNo === m.row.case_no ? null : m.headline.caseNo))),
    booleans(moved.map((m) => m.decision.closes)),
    instants(moved.map((m) => m.startsAt)),
    instants(moved.map((m) => m.dueAt)),
    digests(moved.map((m) => m.hash)),
    uuids(entries.map((e) => e.matterId)),
    ints(entries.map((e) => e.revision)),
    texts(entries.map((e) => e.action)),
    jsons(entries.map((e) => e.actor)),
    texts(entries.map((e) => e.fromStage)),
    texts(entries.map((e) => e.toStage)),
    jsons(entries.map((e) => e.input)),
    jsons(entries.map((e) => e.factsAfter)),
    texts(entries.map((e) => e.key)),
    digests(entries.map((e) => e.hash)),
    uuids(counts.map((c) => c.campaign)),
    texts(counts.map((c) => c.court)),
    texts(counts.map((c) => c.stage)),
    ints(counts.map((c) => c.n)),
    texts(counts.map((c) => c.procedure)),
    texts(counts.map((c) => c.lead)),
    uuids(lifted.map((l) => l.matterId)),
    texts(lifted.map((l) => l.name)),
    JSON.stringify(deadlines.map(written)),
    texts(outbox.map((o) => o.kind)),
    uuids(outbox.map((o) => o.matterId)),
    jsonbs(outbox.map((o) => JSON.stringify(o.payload))),
    booleans(moved.map((m) => m.decision.advances)),
  ];
  const [done] = await tx.rows<{ moved: number }>({ name: 'write-draft', text, values });
  if (done?.moved !== moved.length) throw new Error('a locked matter was not where it was read');
  return outbox.length;
};
