-- A row of a register and its matter are joined by the matter's subject alone: a launch writes each row once.
drop view audit_view.freeze;
drop view audit_view.docket;
drop view audit_view.matter;
drop trigger freeze_stays on account_freeze;
create unique index matter_of_subject on matter (subject_id, procedure) where subject_id is not null;
alter table account_freeze drop column matter_id;
alter table account_freeze drop constraint account_freeze_status_check;
update account_freeze set status = 'held' where status in ('listed', 'open');
alter table account_freeze alter column status set default 'held';
alter table account_freeze add constraint account_freeze_status_check
  check (status in ('held', 'lifted', 'verified', 'expired', 'expired-proved', 'restored', 'withdrawn'));
comment on column account_freeze.status is '冻结的法律状态；是否已发送看是否有协同事项';
drop index freeze_expiry;
create index freeze_expiry on account_freeze (expires_on) where status = 'held';
create or replace function refuse_delete_of_freeze() returns trigger language plpgsql as $$
begin
  if exists (select from matter where subject_id = old.id) then
    raise exception 'a freeze that was dispatched stays in the register' using errcode = '23514';
  end if;
  return old;
end $$;
create trigger freeze_stays before delete on account_freeze for each row execute function refuse_delete_of_freeze();
-- Codes, keys and words of the machine are compared byte by byte; what people read keeps the order of pinyin.
alter table court alter column code type text collate "C";
alter table matter alter column procedure type text collate "C", alter column stage type text collate "C",
  alter column court type text collate "C", alter column lead_court type text collate "C", alter column case_no type text collate "C";
alter table docket_entry alter column key type text collate "C", alter column action type text collate "C";
alter table account_freeze alter column court type text collate "C", alter column case_no type text collate "C", alter column status type text collate "C";
alter table board_delta alter column court type text collate "C", alter column stage type text collate "C";
alter table board_counter alter column court type text collate "C", alter column stage type text collate "C";
create view audit_view.matter as
  select id, procedure, version, stage, revision, parent_id, court, lead_court, opened_at, moved_at, closed_at, due_at from matter;
create view audit_view.docket as
  select matter_id, revision, action, actor, from_stage, to_stage, key, at, encode(hash, 'hex') as hash from docket_entry;
create view audit_view.freeze as
  select f.id, f.account_id, f.campaign_id, m.id as matter_id, f.court, f.case_no, f.rank, f.active, f.status, a.tail as account_tail, a.status as account_status
    from account_freeze f join account a on a.id = f.account_id left join matter m on m.subject_id = f.id;
grant select on audit_view.matter, audit_view.docket, audit_view.freeze to auditor;

-- The items of a batch in the chunks in which they are carried: one row is written when a chunk is cut, and once when it was run.
create table batch_chunk (
  batch_id uuid not null references batch,
  n int not null,
  size smallint not null,
  ids uuid[] not null,
  -- null until the chunk was run: how many of its items were refused, each item's revision, and the refusals by place.
  refused smallint,
  revisions int[],
  refusals jsonb,
  primary key (batch_id, n)
) with (fillfactor = 45);
insert into batch_chunk (batch_id, n, size, ids, refused, revisions, refusals)
select batch_id, (position - 1) / 64, count(*), array_agg(matter_id order by position),
       case when bool_and(status > 0) then count(*) filter (where status = 2) end,
       case when bool_and(status > 0) then array_agg(revision order by position) end,
       jsonb_object_agg((position - 1) % 64, refusal) filter (where refusal is not null)
  from batch_item group by 1, 2;
update outbox set payload = jsonb_build_object('batch', payload -> 'batch', 'chunk', ((payload ->> 'from')::int - 1) / 64) where kind = 'run-batch';
drop table batch_item;
grant select, insert, update on batch_chunk to xiezhi_app;
