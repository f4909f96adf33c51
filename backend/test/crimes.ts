import type { Crime, Criminal, Entry, Name } from './tampering';

const name = ({ matter_id: m, revision: r }: { matter_id: string; revision: number }): Name => ({ m, r });
const columns: Readonly<Record<string, string>> = {
  matter_id: 'gen_random_uuid()',
  revision: 'revision + 1000',
  action: `action || ' '`,
  actor: `(replace(actor::text, '{', '{ '))::json`,
  from_stage: `from_stage || 'x'`,
  to_stage: `'verified-' || to_stage`,
  input: `(input::text || ' ')::json`,
  facts_after: `coalesce((facts_after::text || ' '), '{}')::json`,
  key: `key || '1'`,
  at: `at + interval '1 microsecond'`,
  hash: `sha256(hash)`,
};
const anchorColumns: Readonly<Record<string, string>> = {
  at: `at - interval '1 microsecond'`,
  count: 'count + 1',
  root: 'sha256(root)',
  previous: 'sha256(previous)',
  public_key: 'sha256(public_key)',
  hash: 'sha256(hash)',
  signature: `set_byte(signature, 5, get_byte(signature, 5) # 1)`,
};

const at = 'matter_id = $1 and revision = $2';
type Kind = (c: Criminal) => Promise<Crime>;

const update =
  (column: string): Kind =>
  async (c) => {
    const entry = c.pick(c.entries);
    await c.all(`update docket_entry set ${column} = ${columns[column] ?? ''} where ${at}`, [
      entry.matter_id,
      entry.revision,
    ]);
    return { what: `update ${column}`, named: [name(entry)] };
  };

const remove =
  (which: 'first' | 'middle' | 'last'): Kind =>
  async (c) => {
    const chain = c.chainOf(c.matter(3));
    const place = which === 'first' ? 0 : which === 'last' ? chain.length - 1 : 1;
    const entry = chain[place] as Entry;
    await c.all(`delete from docket_entry where ${at}`, [entry.matter_id, entry.revision]);
    return { what: `delete ${which}`, named: [name(entry)] };
  };

const insert: Kind = async (c) => {
  const chain = c.chainOf(c.matter());
  const [like] = chain as [Entry];
  const revision = c.pick([0, -3, chain.length + 1, chain.length + 7]);
  await c.all(
    `insert into docket_entry select matter_id, $3, action, actor, from_stage, to_stage, input, facts_after, key || '-2', at, hash from docket_entry where ${at}`,
    [like.matter_id, like.revision, revision],
  );
  return { what: `insert at ${revision}`, named: [{ m: like.matter_id, r: revision }] };
};

/** All that an entry says changes places; keys are unique within a matter, so the pair meets at a third place. */
const swap =
  (across: boolean): Kind =>
  async (c) => {
    const one = c.pick(c.chainOf(c.matter(3)));
    const other = c.pick(
      c.entries.filter((e) => (across ? e.matter_id !== one.matter_id : e.matter_id === one.matter_id && e !== one)),
    );
    const move = async (from: Name, to: Name): Promise<void> =>
      void (await c.all(`update docket_entry set matter_id = $3, revision = $4 where ${at}`, [
        from.m,
        from.r,
        to.m,
        to.r,
      ]));
    const third = { m: one.matter_id, r: -9_999 };
    await move(name(one), third);
    await move(name(other), name(one));
    await move(third, name(other));
    return { what: `swap ${across ? 'across' : 'within'}`, named: [name(one), name(other)] };
  };

/** The end is cut off, papers and all, and the matter is made to end there. */
const truncate: Kind = async (c) => {
  const matter = c.matter(3);
  const chain = c.chainOf(matter);
  const to = 1 + Math.floor((chain.length - 1) * 0.5);
  await c.all('delete from docket_entry where matter_id = $1 and revision > $2', [matter, to]);
  await c.all('delete from document where matter_id = $1 and revision > $2', [matter, to]);
  await c.rehash(matter);
  return { what: `truncate to ${to} of ${chain.length}`, named: chain.slice(to).map(name) };
};

const removeMatter: Kind = async (c) => {
  const matter = c.matter();
  for (const table of ['docket_entry', 'document']) await c.all(`delete from ${table} where matter_id = $1`, [matter]);
  await c.all('delete from matter where id = $1', [matter]);
  return { what: 'matter and docket removed', named: [{ m: matter, r: c.chainOf(matter).length }] };
};

/** Changed, and the whole chain hashed anew: every anchored head from there on tells. */
const rehash: Kind = async (c) => {
  const entry = c.pick(c.entries);
  await c.all(`update docket_entry set from_stage = from_stage || 'x' where ${at}`, [entry.matter_id, entry.revision]);
  await c.rehash(entry.matter_id);
  const told = c.anchoredOf(entry.matter_id).filter((leaf) => leaf.revision >= entry.revision);
  return { what: 're-hash', named: told.map(name) };
};

/** One entry is left out, the later ones move up, all hashed anew. */
const closeGap: Kind = async (c) => {
  const entry = c.pick(c.chainOf(c.matter(3)).slice(0, -1));
  await c.all(`delete from docket_entry where ${at}`, [entry.matter_id, entry.revision]);
  for (const later of c.chainOf(entry.matter_id).filter((e) => e.revision > entry.revision))
    await c.all(`update docket_entry set revision = revision - 1 where ${at}`, [later.matter_id, later.revision]);
  await c.all('delete from document where matter_id = $1', [entry.matter_id]);
  await c.rehash(entry.matter_id);
  const last = c.anchoredOf(entry.matter_id).at(-1);
  return { what: 'entry cut out, chain closed', named: last ? [name(last)] : [] };
};

const matterRow: Kind = async (c) => {
  const matter = c.matter(2);
  const { length } = c.chainOf(matter);
  const [what, sql, r] = c.pick<[string, string, number]>([
    ['head hash', 'head_hash = sha256(head_hash)', length],
    ['revision back', 'revision = revision - 1', length],
    ['revision on', 'revision = revision + 1', length + 1],
  ]);
  await c.all(`update matter set ${sql} where id = $1`, [matter]);
  return { what: `matter: ${what}`, named: [{ m: matter, r }] };
};

const ways = ['sha256', 'kind', 'file_name', 'filed_by', 'bytes', 'revision', 'row', 'change', 'take'] as const;
const paper =
  (how: (typeof ways)[number]): Kind =>
  async (c) => {
    const one = c.pick(c.papers);
    // What is in one file may have been filed on several matters.
    const same = c.papers.filter((other) => other.sha256 === one.sha256).map(name);
    if (how === 'change' || how === 'take')
      return { what: `paper: ${how} file`, named: same, undoFile: c.file(one.sha256, how) };
    if (how === 'row') await c.all('delete from document where id = $1', [one.id]);
    else if (how === 'bytes' || how === 'revision')
      await c.all(`update document set ${how} = ${how} + 1000 where id = $1`, [one.id]);
    else await c.all(`update document set ${how} = ${how} || 'x' where id = $1`, [one.id]);
    return { what: `paper: ${how}`, named: [name(one)] };
  };

const anchor =
  (column: string): Kind =>
  async (c) => {
    const a = c.pick(c.anchors);
    await c.all(`update anchor set ${column} = ${anchorColumns[column] ?? ''} where sequence = $1`, [a]);
    return { what: `anchor: update ${column}`, named: [{ a }] };
  };

const removeAnchor: Kind = async (c) => {
  const a = c.pick(c.anchors);
  await c.all('delete from anchor where sequence = $1', [a]);
  if (c.pick([true, false])) await c.all('delete from anchor_leaf where anchor = $1', [a]);
  return { what: 'anchor: removed', named: [{ a }] };
};

const leaf: Kind = async (c) => {
  const one = c.pick(c.leaves);
  const how = c.pick(['head_hash = sha256(head_hash)', 'revision = revision + 100', '']);
  await c.all(how === '' ? `delete from anchor_leaf where ${at}` : `update anchor_leaf set ${how} where ${at}`, [
    one.matter_id,
    one.revision,
  ]);
  return { what: `leaf: ${how || 'removed'}`, named: [name(one), { a: one.anchor }] };
};

/** Everything is made to fit, the leaf too: the root that was signed does not. */
const rehashWithLeaf: Kind = async (c) => {
  const one = c.pick(c.leaves);
  await c.all(`update docket_entry set to_stage = to_stage || 'x' where ${at}`, [one.matter_id, one.revision]);
  await c.rehash(one.matter_id);
  await c.all(
    `update anchor_leaf l set head_hash = d.hash from docket_entry d where d.matter_id = l.matter_id and d.revision = l.revision and l.matter_id = $1`,
    [one.matter_id],
  );
  return { what: 're-hash with leaf', named: [name(one), { a: one.anchor }] };
};

/** Each column of each table, and every larger deed. */
export const kinds: readonly Kind[] = [
  ...Object.keys(columns).map(update),
  remove('first'),
  remove('middle'),
  remove('last'),
  insert,
  swap(false),
  swap(true),
  truncate,
  removeMatter,
  rehash,
  closeGap,
  matterRow,
  ...ways.map(paper),
  ...Object.keys(anchorColumns).map(anchor),
  removeAnchor,
  leaf,
  rehashWithLeaf,
];
