-- The one clock of the house: the database's, plus a demonstration offset that only moves forward.
create table demo_clock (only_row boolean primary key default true check (only_row), ahead interval not null default '0');
insert into demo_clock default values;
create function court_now() returns timestamptz language sql stable parallel safe as
  $$ select date_trunc('milliseconds', clock_timestamp() + (select ahead from demo_clock)) $$;
create function only_forward() returns trigger language plpgsql as $$
begin
  if new.ahead < old.ahead then raise exception 'the demonstration clock only moves forward'; end if;
  return new;
end $$;
create trigger demo_clock_only_forward before update on demo_clock for each row execute function only_forward();

-- 灯: by share of the window used. Amber in its last third, red when it has passed, grey when nothing counts.
create function light_of(closed_at timestamptz, starts_at timestamptz, due_at timestamptz, at timestamptz) returns text language sql immutable as $$
  select case when closed_at is not null or due_at is null then 'grey'
              when at > due_at then 'red'
              when at > due_at - (due_at - coalesce(starts_at, due_at)) / 3 then 'amber'
              else 'green' end
$$;

-- 法院名录: temporal; superiority comes from parent, never from the digits of the code.
create table court (
  code text primary key,
  name text not null,
  short_name text not null,
  aliases text[] not null default '{}',
  level text not null check (level in ('supreme', 'high', 'intermediate', 'basic')),
  province text not null,
  division text,
  parent text references court deferrable initially deferred,
  superiors text[] not null,
  valid_from date,
  valid_to date,
  successor text,
  special boolean not null
);
create index court_by_superior on court using gin (superiors);

create table person (
  id uuid primary key,
  username text not null unique,
  name text not null,
  role text not null,
  court text not null references court,
  password_hash text not null,
  disabled_at timestamptz
);
-- Sessions are opaque: only the digest of the token is kept, and a row's end is the session's end at once.
create table session (
  token_digest bytea primary key,
  person_id uuid not null references person,
  opened_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null
);
create table sign_in_failure (username text primary key, failures int not null, locked_until timestamptz);

-- Answers to keyed requests that open something; commands on matters keep their key in the docket.
create table request_key (
  person_id uuid not null,
  key text not null,
  fingerprint bytea not null,
  resource uuid not null,
  asked_at timestamptz not null default clock_timestamp(),
  primary key (person_id, key)
);

-- 协同事项
-- What never changes first, what often changes in the middle, the facts last: an update logs only the bytes between the first and
-- the last difference, so that a step without new facts costs a tenth of the row.
create table matter (
  id uuid primary key,
  -- No foreign keys on what every launch writes by the thousand: guards ask the registry for courts, and the invariants recount.
  parent_id uuid,
  subject_id uuid,
  opened_by uuid,
  opened_at timestamptz not null,
  version smallint not null,
  procedure text not null,
  lead_court text not null,
  title text not null,
  case_no text not null,
  account_tail text,
  bank text,
  court text not null,
  starts_at timestamptz,
  due_at timestamptz,
  closed_at timestamptz,
  moved_at timestamptz not null,
  revision int not null,
  stage text not null,
  head_hash bytea not null,
  documents text[] not null default '{}',
  facts jsonb not null
) with (fillfactor = 35);
create index matter_queue on matter (court, due_at, id) where closed_at is null;
create index matter_children on matter (parent_id, id);
create index matter_roots on matter (lead_court, id) where parent_id is null;
create index matter_case_no on matter (case_no);

create function refuse_revision() returns trigger language plpgsql as $$
begin raise exception 'revision of a matter grows by one' using errcode = '23514'; end $$;
create trigger matter_revision_grows_by_one before update on matter for each row
  when (new.revision is distinct from old.revision + 1) execute function refuse_revision();

-- 办理留痕: append-only by privilege (see grants). Text is kept as written, because the chain hashes it.
create table docket_entry (
  matter_id uuid not null,
  revision int not null,
  action text not null,
  actor json not null,
  from_stage text not null,
  to_stage text not null,
  input json not null,
  facts_after json,
  key text not null,
  at timestamptz not null,
  hash bytea not null,
  primary key (matter_id, revision),
  unique (matter_id, key)
);
comment on column docket_entry.facts_after is 'null: the facts did not change';

-- 后续事务: what is owed. A row leaves when its run is recorded.
create table outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  matter_id uuid,
  payload jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null default clock_timestamp(),
  relayed_at timestamptz,
  rings int not null default 0,
  attempts int not null default 0,
  owner int,
  claimed_until timestamptz
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01);
create index outbox_to_relay on outbox (id) where relayed_at is null;

create table effect_run (
  outbox_id bigint primary key,
  kind text not null,
  matter_id uuid,
  status text not null check (status in ('done', 'given-up', 'redriven')),
  attempts int not null,
  outcome text,
  at timestamptz not null default clock_timestamp()
);
create table effect_attempt (
  outbox_id bigint not null,
  attempt int not null,
  outcome text not null,
  cause text,
  at timestamptz not null default clock_timestamp(),
  primary key (outbox_id, attempt)
);
create sequence worker_number as int minvalue 1 maxvalue 2000000000 cycle;

create table deadline (
  id uuid primary key,
  matter_id uuid not null references matter,
  name text not null,
  due_at timestamptz not null,
  action text not null,
  status text not null default 'open' check (status in ('open', 'fired', 'lifted')),
  settled_at timestamptz
);
create unique index deadline_one_open on deadline (matter_id, name) where status = 'open';
create index deadline_due on deadline (due_at) where status = 'open';

-- 送达与提醒: the outside call of notify-court, once per effect and court.
create table notice (
  effect_key text not null,
  court text not null,
  letter text not null,
  matters uuid[] not null,
  at timestamptz not null default clock_timestamp(),
  primary key (effect_key, court)
);
create index notice_by_court on notice (court, at desc);

create table document (
  id uuid primary key,
  matter_id uuid not null references matter,
  kind text not null,
  file_name text not null,
  mime text not null,
  bytes int not null,
  sha256 text not null,
  filed_by text not null,
  filed_at timestamptz not null,
  revision int not null
);
create index document_by_matter on document (matter_id, filed_at);

-- 账户与冻结登记
create table account (
  id uuid primary key,
  holder text not null,
  credit_code text not null,
  bank text not null,
  number text not null,
  tail text not null,
  status text not null default 'frozen' check (status in ('frozen', 'partly', 'free')),
  unique (bank, number)
);
create table account_freeze (
  id uuid primary key,
  account_id uuid not null references account,
  campaign_id uuid not null references matter,
  matter_id uuid,
  court text not null references court,
  case_no text not null,
  kind text not null default '执行',
  rank smallint not null check (rank >= 0),
  active boolean not null,
  -- 撤回: no longer coordinated; a newer row may take its place.
  void boolean not null default false,
  status text not null default 'listed'
    check (status in ('listed', 'open', 'lifted', 'verified', 'expired', 'expired-proved', 'restored', 'withdrawn')),
  limit_fen bigint not null check (limit_fen >= 0),
  actual_fen bigint not null check (actual_fen >= 0),
  expires_on date,
  position int not null
) with (fillfactor = 60);
create function refuse_delete_of_freeze() returns trigger language plpgsql as $$
begin raise exception 'a freeze that was dispatched stays in the register' using errcode = '23514'; end $$;
create trigger freeze_stays before delete on account_freeze for each row when (old.status <> 'listed') execute function refuse_delete_of_freeze();
create unique index freeze_once on account_freeze (account_id, court, case_no) where not void;
create index freeze_by_campaign on account_freeze (campaign_id, position);
create index freeze_by_account on account_freeze (account_id, rank);
create index freeze_expiry on account_freeze (expires_on);
create unique index freeze_one_active on account_freeze (account_id) where active and not void;

-- A freeze still holds unless verified, or expired and proved; a withdrawn row is void once a newer row took its place.
create function freeze_holds(f account_freeze) returns boolean language sql stable as $$
  select f.status not in ('verified', 'expired-proved')
     and not (f.status = 'withdrawn' and exists (
       select 1 from account_freeze n where n.account_id = f.account_id and n.court = f.court and n.case_no = f.case_no and n.status <> 'withdrawn'))
$$;

-- 账户可用 only when every freeze on it is verified, or expired and proved: the last wall, checked at commit.
create function account_is_truly_free() returns trigger language plpgsql as $$
begin
  if exists (select 1 from account a where a.id = new.id and a.status = 'free')
     and exists (select 1 from account_freeze f where f.account_id = new.id and freeze_holds(f)) then
    raise exception 'account % is not free: a freeze on it is not verified', new.id using errcode = '23514';
  end if;
  return null;
end $$;
create constraint trigger account_free_is_proved after update of status on account deferrable initially deferred
  for each row execute function account_is_truly_free();

-- Counters: deltas in the transaction of the decision, folded by one process.
create table board_delta (campaign uuid not null, court text not null, stage text not null, n int not null);
create table board_counter (
  campaign uuid not null, court text not null, stage text not null, n int not null,
  primary key (campaign, court, stage)
) with (fillfactor = 60);

create table batch (
  id uuid primary key,
  action text not null,
  input jsonb not null,
  actor jsonb not null,
  words text not null,
  filter jsonb,
  total int not null,
  reverses uuid references batch,
  opened_at timestamptz not null
);
create table batch_item (
  batch_id uuid not null,
  matter_id uuid not null,
  position int not null,
  revision int,
  status smallint not null default 0,
  refusal jsonb,
  primary key (batch_id, position)
) with (fillfactor = 45);

create table import (
  id uuid primary key,
  kind text not null,
  file_name text not null,
  encoding text not null,
  sha256 text not null,
  rows int not null,
  valid int not null,
  error_count int not null,
  summary jsonb not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  matter_id uuid references matter,
  committed_at timestamptz
);
create table import_row (
  import_id uuid not null references import on delete cascade,
  row_no int not null,
  cells text[] not null,
  value jsonb,
  errors jsonb,
  primary key (import_id, row_no)
);
create table import_error (
  import_id uuid not null references import on delete cascade,
  row_no int not null,
  position int not null,
  field text not null,
  code text not null,
  message text not null,
  primary key (import_id, position)
);

-- 典型案例的表格: the four published cases as the demonstration hands them out.
create table case_sheet (
  number smallint not null,
  file_name text primary key,
  title text not null,
  sha256 text not null,
  rows int not null,
  content bytea not null
);
