-- 工作小时: hours that run in the sittings of working days only; the overdue ladder counts in them.
alter table rule_version drop constraint rule_version_unit_check;
alter table rule_version add constraint rule_version_unit_check
  check (unit in ('natural-day', 'working-day', 'hour', 'working-hour', 'month', 'year', 'percent'));

-- 提示单、督办单 (蓝、黄、红): drawn up by the product, issued by a person, signed for by the addressee, and never changed.
create table slip (
  id uuid primary key,
  matter_id uuid not null references matter,
  colour text not null check (colour in ('blue', 'yellow', 'red')),
  court text collate "C" not null references court,
  year smallint not null,
  n int not null check (n > 0),
  addressee text collate "C" not null references court,
  facts jsonb not null,
  remark text not null,
  issued_by uuid not null references person,
  issued_for uuid references person,
  issued_name text not null,
  issued_role text not null,
  issued_at timestamptz not null default court_now(),
  acknowledged_by uuid references person,
  acknowledged_name text,
  acknowledged_at timestamptz,
  -- Dense for each court, year and colour.
  unique (court, year, colour, n),
  constraint another_signs check (acknowledged_by is distinct from issued_by and acknowledged_by is distinct from coalesce(issued_for, issued_by)),
  constraint signed_whole check ((acknowledged_by is null) = (acknowledged_at is null) and (acknowledged_by is null) = (acknowledged_name is null))
);
create index slip_of_matter on slip (matter_id, issued_at);
create unique index slip_one_open on slip (matter_id, addressee, colour) where acknowledged_at is null;

create function slip_stays() returns trigger language plpgsql as $$
begin
  if old.acknowledged_at is not null
     or to_jsonb(new) - array['acknowledged_by', 'acknowledged_name', 'acknowledged_at']
        is distinct from to_jsonb(old) - array['acknowledged_by', 'acknowledged_name', 'acknowledged_at'] then
    raise exception 'a slip that was issued stays as it is' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger slip_stays before update on slip for each row execute function slip_stays();

grant select, insert on slip to xiezhi_app;
grant update (acknowledged_by, acknowledged_name, acknowledged_at) on slip to xiezhi_app;
grant select on slip to xiezhi_court;
alter table slip enable row level security;
create policy commands on slip to xiezhi_app using (true) with check (true);
create policy readers on slip for select to xiezhi_court using (exists (select from matter m where m.id = matter_id));
