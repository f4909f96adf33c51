-- 锚定: the heads of all chains that moved, gathered into one signed Merkle root; each anchor covers the one before. Appended only.
create table anchor (
  sequence int primary key check (sequence > 0),
  at timestamptz not null,
  count int not null check (count > 0),
  root bytea not null,
  previous bytea not null,
  public_key bytea not null,
  hash bytea not null,
  signature bytea not null
);
-- One row for each head of each anchor. The key serves verification (by matter); the index rebuilds an anchor's tree in its order.
create table anchor_leaf (
  anchor int not null,
  matter_id uuid not null,
  revision int not null,
  head_hash bytea not null,
  primary key (matter_id, revision)
);
create unique index anchor_leaf_in_order on anchor_leaf (anchor, matter_id);
alter table anchor_leaf alter column head_hash set statistics 0;

grant select, insert on anchor, anchor_leaf to xiezhi_app;
create view audit_view.anchor as
  select sequence, at, count, encode(root, 'hex') as root, encode(previous, 'hex') as previous, encode(hash, 'hex') as hash from anchor;
create view audit_view.anchor_leaf as
  select anchor, matter_id, revision, encode(head_hash, 'hex') as head_hash from anchor_leaf;
grant select on audit_view.anchor, audit_view.anchor_leaf to auditor;
