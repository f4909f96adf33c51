-- 站内消息: what a court was told reaches the persons whose post must act. A notice is one letter of one effect to one court about
-- the deeds of one person; a receipt is one person told of it, once.
alter table notice
  add column id uuid not null default gen_random_uuid() unique,
  add column by_person text not null default '',
  add column by_name text,
  add column matter_id uuid,
  add column root_id uuid,
  add column case_no text,
  add column item text,
  add column due_at timestamptz;
alter table notice drop constraint notice_pkey, add primary key (effect_key, court, by_person);
comment on column notice.by_person is 'who caused it: is told nothing of the own deed; system for the clock';

create table notice_receipt (
  notice_id uuid not null references notice (id),
  person_id uuid not null references person,
  at timestamptz not null default court_now(),
  read_at timestamptz,
  digest_id uuid,
  primary key (notice_id, person_id)
) with (fillfactor = 80);
create index notice_receipt_of_person on notice_receipt (person_id, at desc, notice_id desc);
create index notice_receipt_unread on notice_receipt (person_id) where read_at is null;

-- 消息方式: in the product always; by mail when the person asks for it.
create table notice_preference (
  person_id uuid primary key references person,
  email text,
  mail text not null default 'off' check (mail in ('off', 'digest', 'red')),
  hour smallint not null default 9 check (hour between 0 and 23),
  changed_at timestamptz not null default clock_timestamp(),
  check (mail = 'off' or email is not null)
);

-- 摘要邮件: one for each person and period. Its id is in the Message-ID, so that a repeat is recognised.
create table notice_digest (
  id uuid primary key,
  person_id uuid not null references person,
  period text collate "C" not null,
  address text not null,
  notices uuid[] not null,
  made_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  failed_at timestamptz,
  cause text,
  unique (person_id, period)
);

-- 日历订阅: known by the digest of its token; a new one ends the old one.
create table calendar_feed (
  person_id uuid primary key references person,
  token_digest bytea not null unique,
  made_at timestamptz not null default clock_timestamp()
);

grant select, insert, update on notice_receipt, notice_preference, notice_digest to xiezhi_app;
grant select, insert, update, delete on calendar_feed to xiezhi_app;
grant select on notice, notice_receipt to xiezhi_court;

-- Requests read their reader's notices only, and nothing of a coordination that the reader stepped back from since.
alter table notice_receipt enable row level security;
create policy effects on notice_receipt to xiezhi_app using (true) with check (true);
create policy readers on notice_receipt for select to xiezhi_court using (person_id = (select xz_person()));
alter table notice enable row level security;
create policy effects on notice to xiezhi_app using (true) with check (true);
create policy readers on notice for select to xiezhi_court using (
  exists (select from notice_receipt r where r.notice_id = notice.id)
  and (root_id is null or root_id <> all ((select xz_excluded_from())::uuid[])));

-- 事件推送: another system of a court hears what the court is told. Made by one security administrator, approved by another.
create table webhook (
  id uuid primary key,
  court text collate "C" not null references court,
  url text not null,
  sealed_secret text not null,
  letters text[] not null,
  reason text not null,
  made_by uuid not null references person,
  made_at timestamptz not null default clock_timestamp(),
  approved_by uuid references person,
  approved_at timestamptz,
  failures int not null default 0,
  disabled_at timestamptz,
  ended_at timestamptz,
  constraint another_approves check (approved_by <> made_by)
);
create index webhook_of_court on webhook (court) where approved_at is not null and disabled_at is null and ended_at is null;
grant select, insert, update on webhook to xiezhi_app;
