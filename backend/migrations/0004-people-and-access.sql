-- 人与岗位: a person acts in one post at a time (role × court, from–to).
create table post (
  id uuid primary key,
  person_id uuid not null references person,
  role text collate "C" not null,
  court text collate "C" not null references court,
  valid_from timestamptz not null default clock_timestamp(),
  valid_to timestamptz,
  granted_by uuid references person,
  ended_by uuid references person,
  check (valid_to is null or valid_to >= valid_from)
);
create index post_by_person on post (person_id);
create index post_by_court on post (court, role);
insert into post (id, person_id, role, court, valid_from)
  select gen_random_uuid(), id, role, court, '2026-01-01' from person;

-- 三员分立 (GB/T 22239-2019): one person holds one of the three, and then nothing else.
create function separate_administrators() returns trigger language plpgsql as $$
declare administrators constant text[] := array['system-admin', 'security-admin', 'audit-admin'];
begin
  perform 1 from person where id = new.person_id for update;
  if exists (select from post o where o.person_id = new.person_id and o.id <> new.id and o.role <> new.role
               and (o.role = any(administrators) or new.role = any(administrators))
               and tstzrange(o.valid_from, o.valid_to) && tstzrange(new.valid_from, new.valid_to)) then
    raise exception 'an administrator holds no other role' using errcode = '23514', constraint = 'three_administrators';
  end if;
  if new.granted_by = new.person_id then
    raise exception 'nobody grants a post to oneself' using errcode = '23514', constraint = 'no_self_grant';
  end if;
  return new;
end $$;
create trigger post_separates before insert or update on post for each row execute function separate_administrators();

-- 代办: somebody acts in another's post for a while; at most thirty days, ends by itself.
create table delegation (
  id uuid primary key,
  post_id uuid not null references post,
  to_person uuid not null references person,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null,
  made_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz,
  check (ends_at > begins_at and ends_at <= begins_at + interval '30 days')
);
create index delegation_to on delegation (to_person) where revoked_at is null;

alter table person add column second_factor text, add column second_factor_needed boolean not null default true,
  add column second_factor_step bigint not null default 0, add column created_at timestamptz not null default clock_timestamp(),
  add column password_set_at timestamptz not null default clock_timestamp();
comment on column person.second_factor is 'TOTP secret, encrypted; null until the person has enrolled';
comment on column person.second_factor_step is 'the last time step that was used: a code works once';
alter table person drop column role, drop column court;

delete from session;
alter table session add column id uuid not null default gen_random_uuid() unique, add column post_id uuid not null references post,
  add column delegation_id uuid references delegation, add column seen_at timestamptz not null default clock_timestamp(), add column address text not null default '';
create index session_by_person on session (person_id);

-- 授权、敏感、回避: all three speak of a whole coordination, named by its root matter.
create table access_grant (
  id uuid primary key,
  root_id uuid not null references matter,
  -- 个案授权 to a court, or 指派 of one person (an administrator, a bank's or an agency's liaison).
  court text collate "C" references court,
  person_id uuid references person,
  purpose text not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  granted_by uuid not null references person,
  granted_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz,
  check ((court is null) <> (person_id is null)),
  check (ends_at > begins_at)
);
create index access_grant_by_root on access_grant (root_id);
create index access_grant_by_court on access_grant (court) where court is not null;
create index access_grant_by_person on access_grant (person_id) where person_id is not null;
create table access_challenge (
  id uuid primary key,
  root_id uuid not null references matter,
  person_id uuid not null references person,
  court text not null,
  reason text not null,
  made_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null
);
create index access_challenge_by_root on access_challenge (root_id, person_id);
create table restricted_matter (
  root_id uuid primary key references matter,
  reason text not null,
  set_by uuid not null references person,
  set_at timestamptz not null default clock_timestamp()
);
create table exclusion (
  id uuid primary key,
  root_id uuid not null references matter,
  person_id uuid not null references person,
  reason text not null,
  set_by uuid not null references person,
  set_at timestamptz not null default clock_timestamp(),
  lifted_by uuid references person,
  lifted_at timestamptz
);
create unique index exclusion_once on exclusion (root_id, person_id) where lifted_at is null;
create index exclusion_by_person on exclusion (person_id) where lifted_at is null;

-- 查阅留痕: who read or was refused what, in which post, for which purpose. Appended only.
create table access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  person_id uuid,
  name text not null,
  role text not null,
  court text not null,
  operation text collate "C" not null,
  object text,
  outcome text collate "C" not null,
  purpose text,
  address text not null
);
create index access_log_by_person on access_log (person_id, id desc);
create index access_log_by_object on access_log (object, id desc) where object is not null;

-- 个人信息: account numbers are kept sealed, with a blind index for look-up. `prepare` seals what was in clear.
alter table account drop constraint account_bank_number_key;
alter table account rename column number to sealed_number;
alter table account add column number_index bytea;
create unique index account_once on account (bank, number_index);
-- Sheets checked before held numbers in clear: those not taken are forgotten, of the others the cells are.
delete from import where committed_at is null;
alter table import_row drop column cells, add column sealed_cells text;
update import_row set value = null;

-- ANALYZE of documents that are never compared costs more than it tells.
alter table matter alter column facts set statistics 0, alter column head_hash set statistics 0;
alter table docket_entry alter column hash set statistics 0;

grant select, insert, update, delete on post, delegation, access_grant, restricted_matter, exclusion to xiezhi_app;
grant select, insert on access_challenge, access_log to xiezhi_app;
grant usage on all sequences in schema public to xiezhi_app;
revoke delete on post, delegation, access_grant, exclusion from xiezhi_app;

-- 第二道墙: requests read as xiezhi_court, which sees only rows of its reader's line, whatever the query forgot.
-- Commands run as xiezhi_app: the performer locks rows of many courts in one flush and judges each actor by the policy.
do $$ begin create role xiezhi_court nologin; exception when duplicate_object or unique_violation then null; end $$;
grant xiezhi_court to current_user;
grant usage on schema public to xiezhi_court;
grant select on court, matter, docket_entry, document, deadline, account, account_freeze, board_delta, board_counter,
  batch, batch_chunk, import, import_row, import_error, demo_clock, case_sheet to xiezhi_court;

create function xz_person() returns uuid language sql stable as
  $$ select case when current_setting('xz.person', true) ~ '^[0-9a-f-]{36}$' then current_setting('xz.person', true)::uuid end $$;
create function xz_court() returns text language sql stable as $$ select coalesce(current_setting('xz.court', true), '') $$;
create function xz_national() returns boolean language sql stable as $$ select xz_court() = '最高法' $$;
-- The reader's court and the courts below it.
create function xz_line() returns text[] language sql stable as
  $$ select case when coalesce(current_setting('xz.line', true), '') = '' then '{}'::text[] else current_setting('xz.line', true)::text[] end $$;

-- Coordinations that the reader was let into, and those that the reader is excluded from. As owner: the tables stay unseen.
create function xz_granted_to() returns uuid[] language sql stable security definer set search_path = public as
  $$ select coalesce(array_agg(root_id), '{}') from access_grant where court = xz_court() and revoked_at is null and court_now() >= begins_at and court_now() < ends_at $$;
create function xz_appointed_to() returns uuid[] language sql stable security definer set search_path = public as
  $$ select coalesce(array_agg(root_id), '{}') from access_grant where person_id = xz_person() and revoked_at is null and court_now() >= begins_at and court_now() < ends_at $$;
create function xz_challenged_by() returns uuid[] language sql stable security definer set search_path = public as
  $$ select coalesce(array_agg(root_id), '{}') from access_challenge where person_id = xz_person() and court = xz_court() and court_now() < ends_at $$;
create function xz_restricted() returns uuid[] language sql stable security definer set search_path = public as
  $$ select coalesce(array_agg(root_id), '{}') from restricted_matter $$;
create function xz_let_into() returns uuid[] language sql stable as
  $$ select xz_granted_to() || xz_appointed_to() || xz_challenged_by() $$;
create function xz_excluded_from() returns uuid[] language sql stable security definer set search_path = public as
  $$ select coalesce(array_agg(root_id), '{}') from exclusion where person_id = xz_person() and lifted_at is null $$;
-- A coordination of which the reader's line carries an item.
create function xz_carries(campaign uuid) returns boolean language sql stable security definer set search_path = public as
  $$ select exists (select from matter k where k.parent_id = campaign and k.court = any(xz_line())) $$;

alter table matter enable row level security;
create policy commands on matter to xiezhi_app using (true) with check (true);
create policy readers on matter for select to xiezhi_court using (
  coalesce(parent_id, id) <> all ((select xz_excluded_from())::uuid[])
  and ((select xz_national()) or court = any ((select xz_line())::text[]) or lead_court = any ((select xz_line())::text[])
       or coalesce(parent_id, id) = any ((select xz_let_into())::uuid[])
       or (parent_id is null and xz_court() <> '' and xz_carries(id))));

alter table docket_entry enable row level security;
create policy commands on docket_entry to xiezhi_app using (true) with check (true);
create policy readers on docket_entry for select to xiezhi_court using (exists (select from matter m where m.id = matter_id));
alter table document enable row level security;
create policy commands on document to xiezhi_app using (true) with check (true);
create policy readers on document for select to xiezhi_court using (exists (select from matter m where m.id = matter_id));
alter table deadline enable row level security;
create policy commands on deadline to xiezhi_app using (true) with check (true);
create policy readers on deadline for select to xiezhi_court using (exists (select from matter m where m.id = matter_id));

create function xz_leads(campaign uuid) returns boolean language sql stable security definer set search_path = public as
  $$ select exists (select from matter m where m.id = campaign and (m.lead_court = any(xz_line()) or m.id = any(xz_let_into()))) $$;
create function xz_sees_freeze(campaign uuid, court text) returns boolean language sql stable as $$
  select campaign <> all (xz_excluded_from()) and (xz_national() or court = any(xz_line()) or xz_leads(campaign))
$$;
alter table account_freeze enable row level security;
create policy commands on account_freeze to xiezhi_app using (true) with check (true);
create policy readers on account_freeze for select to xiezhi_court using (xz_sees_freeze(campaign_id, court));
alter table account enable row level security;
create policy commands on account to xiezhi_app using (true) with check (true);
create policy readers on account for select to xiezhi_court using (exists (select from account_freeze f where f.account_id = account.id));

alter table board_delta enable row level security;
create policy commands on board_delta to xiezhi_app using (true) with check (true);
create policy readers on board_delta for select to xiezhi_court using (exists (select from matter m where m.id = campaign));
alter table board_counter enable row level security;
create policy commands on board_counter to xiezhi_app using (true) with check (true);
create policy readers on board_counter for select to xiezhi_court using (exists (select from matter m where m.id = campaign));

alter table batch enable row level security;
create policy commands on batch to xiezhi_app using (true) with check (true);
create policy readers on batch for select to xiezhi_court using (actor ->> 'court' = xz_court());
alter table batch_chunk enable row level security;
create policy commands on batch_chunk to xiezhi_app using (true) with check (true);
create policy readers on batch_chunk for select to xiezhi_court using (exists (select from batch b where b.id = batch_id));
alter table import enable row level security;
create policy commands on import to xiezhi_app using (true) with check (true);
create policy readers on import for select to xiezhi_court using (opened_by = xz_person());
alter table import_row enable row level security;
create policy commands on import_row to xiezhi_app using (true) with check (true);
create policy readers on import_row for select to xiezhi_court using (exists (select from import i where i.id = import_id));
alter table import_error enable row level security;
create policy commands on import_error to xiezhi_app using (true) with check (true);
create policy readers on import_error for select to xiezhi_court using (exists (select from import i where i.id = import_id));

-- 作战图: the freezes of one coordination, or of one account. Rows of other courts carry court, rank and state, and nothing else.
create function freeze_cells(campaign uuid, account uuid) returns table (
  freeze uuid, account uuid, tail text, bank text, account_status text, court text, case_no text, rank smallint, active boolean, status text,
  "position" int, limit_fen bigint, actual_fen bigint, expires_on date, matter_id uuid, procedure text, version smallint, stage text,
  starts_at timestamptz, due_at timestamptz, moved_at timestamptz, closed_at timestamptz, own boolean)
language sql stable security definer set search_path = public as $$
  with cells as (
    select f.*, a.tail, a.bank, a.status as account_status, xz_sees_freeze(f.campaign_id, f.court) as own
      from account_freeze f join account a on a.id = f.account_id
     where (f.campaign_id = $1 or f.account_id = $2) and f.status <> 'withdrawn' and f.campaign_id <> all (xz_excluded_from()))
  select f.id, f.account_id, f.tail, f.bank, f.account_status, f.court, case when f.own then f.case_no else '' end, f.rank, f.active, f.status,
         f.position, case when f.own then f.limit_fen end, case when f.own then f.actual_fen end, case when f.own then f.expires_on end,
         case when f.own then m.id end, m.procedure, m.version, m.stage, m.starts_at, m.due_at, m.moved_at, m.closed_at, f.own
    from cells f left join matter m on m.subject_id = f.id and m.parent_id = f.campaign_id
   where exists (select from cells where own)
$$;
revoke all on function freeze_cells(uuid, uuid), xz_granted_to(), xz_appointed_to(), xz_challenged_by(), xz_restricted(), xz_excluded_from(), xz_carries(uuid), xz_leads(uuid) from public;
grant execute on function freeze_cells(uuid, uuid), xz_granted_to(), xz_appointed_to(), xz_challenged_by(), xz_restricted(), xz_excluded_from(), xz_carries(uuid), xz_leads(uuid) to xiezhi_court;
