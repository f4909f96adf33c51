-- 工作日历: the State Council's notices, a row for each day that is not what its weekday says.
create table calendar_year (
  year smallint not null,
  edition smallint not null default 1,
  source text not null,
  published date,
  status text not null default 'proposed' check (status in ('proposed', 'published', 'refused')),
  proposed_by text not null,
  proposed_by_person uuid,
  proposed_at timestamptz not null default court_now(),
  reason text not null,
  approved_by text,
  approved_by_person uuid,
  approved_at timestamptz,
  primary key (year, edition),
  constraint calendar_by_two check (approved_by_person is null or approved_by_person is distinct from proposed_by_person)
);
create unique index calendar_one_published on calendar_year (year) where status = 'published';
create unique index calendar_one_proposed on calendar_year (year) where status = 'proposed';
create table calendar_day (
  year smallint not null,
  edition smallint not null,
  day date not null,
  kind text not null check (kind in ('holiday', 'make-up')),
  name text not null,
  primary key (year, edition, day),
  foreign key (year, edition) references calendar_year,
  check (extract(year from day) = year),
  check (kind <> 'make-up' or extract(isodow from day) in (6, 7))
);

-- 规则簿: every length and threshold with its citation, dated; a version is never changed, a newer one takes its place.
create table rule_version (
  rule text not null,
  version smallint not null check (version > 0),
  title text not null,
  length int check (length > 0),
  unit text not null check (unit in ('natural-day', 'working-day', 'hour', 'month', 'year', 'percent')),
  extension int not null default 0 check (extension >= 0),
  basis text not null,
  confirmed boolean not null,
  valid_from date,
  valid_to date,
  status text not null default 'proposed' check (status in ('proposed', 'published', 'refused')),
  proposed_by text not null,
  proposed_by_person uuid,
  proposed_at timestamptz not null default court_now(),
  reason text not null,
  approved_by text,
  approved_by_person uuid,
  approved_at timestamptz,
  -- 给定…期望…: counted before the rule is published.
  examples jsonb not null default '[]',
  primary key (rule, version),
  constraint rule_by_two check (approved_by_person is null or approved_by_person is distinct from proposed_by_person),
  check (valid_to is null or valid_from is null or valid_from <= valid_to)
);
create unique index rule_one_proposed on rule_version (rule) where status = 'proposed';

-- Which edition of calendar and rules is in force: read with the locks of every decision, so that no process counts by an old one.
create table law_edition (only_row boolean primary key default true check (only_row), edition int not null);
insert into law_edition values (true, 1);

-- 期限: a budget and a ledger. due_at is derived from them in one place and kept for the index; the proof says how.
alter table deadline
  add column rule text, add column rule_version smallint,
  add column starts_at timestamptz, add column length numeric, add column unit text,
  add column from_next_hour boolean not null default false,
  add column share numeric not null default 1 check (share > 0 and share <= 1),
  add column follows text, add column lights boolean not null default false,
  add column provisional boolean not null default false,
  add column proof jsonb;
-- What ran before had an instant only: it becomes the budget of its order, from the start of the matter's clock; the proof is counted by `prepare`.
update deadline d set rule = 'D18', rule_version = 1, unit = 'hour',
       starts_at = coalesce(m.starts_at, m.opened_at),
       length = round(extract(epoch from d.due_at - coalesce(m.starts_at, m.opened_at)) / 3600, 6),
       lights = m.due_at is not null and m.due_at = d.due_at
  from matter m where m.id = d.matter_id;
alter table deadline alter column rule set not null, alter column rule_version set not null,
  alter column starts_at set not null, alter column length set not null, alter column unit set not null;
alter table deadline drop constraint deadline_status_check;
alter table deadline add constraint deadline_status_check check (status in ('open', 'suspended', 'fired', 'lifted'));
drop index deadline_one_open;
create unique index deadline_one_open on deadline (matter_id, name) where status in ('open', 'suspended');
create index deadline_provisional on deadline (matter_id) where provisional and status in ('open', 'suspended');

-- 中止、恢复、延长、重算: appended only.
create table deadline_entry (
  deadline_id uuid not null references deadline,
  n smallint not null,
  kind text not null check (kind in ('suspend', 'resume', 'extend', 'recount')),
  at timestamptz not null,
  length numeric check ((kind = 'extend') = (length is not null and length > 0)),
  by text not null,
  reason text not null,
  paper text not null,
  primary key (deadline_id, n)
);

-- A threshold by its rule, as it is valid today.
create function threshold(id text) returns int language sql stable security definer set search_path = public as $$
  select length from rule_version
   where rule = id and status = 'published' and coalesce(valid_from, '-infinity') <= (court_now() at time zone 'Asia/Shanghai')::date
     and coalesce(valid_to, 'infinity') >= (court_now() at time zone 'Asia/Shanghai')::date
   order by version desc limit 1
$$;

-- 灯: by the share of the budget used (rule L01, asked once by whoever reads many). An end without a start is a clock that stands still.
create function light_of(closed_at timestamptz, starts_at timestamptz, due_at timestamptz, at timestamptz, amber int) returns text language sql immutable as $$
  select case when closed_at is not null or due_at is null then 'grey'
              when starts_at is null then 'paused'
              when at > due_at then 'red'
              when at > starts_at + (due_at - starts_at) * (amber / 100.0) then 'amber'
              else 'green' end
$$;
drop function light_of(timestamptz, timestamptz, timestamptz, timestamptz);

grant select, insert, update on calendar_year, rule_version, law_edition to xiezhi_app;
grant select, insert on calendar_day, deadline_entry to xiezhi_app;
grant select on calendar_year, calendar_day, rule_version, law_edition to xiezhi_court;
grant select on deadline_entry to xiezhi_court;
alter table deadline_entry enable row level security;
create policy commands on deadline_entry to xiezhi_app using (true) with check (true);
create policy readers on deadline_entry for select to xiezhi_court using (exists (select from deadline d where d.id = deadline_id));
