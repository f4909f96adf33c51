-- 导出: what a person asked to take out, as a job with its progress; the file lies sealed outside the database until it expires.
create table export (
  id uuid primary key,
  person_id uuid not null references person,
  -- In which post it was asked for: who sits in another one by then does not get it.
  actor jsonb not null,
  kind text collate "C" not null check (kind in ('matters', 'campaign', 'batch')),
  format text collate "C" not null check (format in ('xlsx', 'pdf')),
  wish jsonb not null,
  words jsonb not null,
  status text collate "C" not null default 'waiting' check (status in ('waiting', 'running', 'ready', 'failed', 'expired')),
  total int,
  done int not null default 0,
  file text collate "C",
  bytes bigint,
  sha256 text collate "C",
  failure jsonb,
  asked_at timestamptz not null default court_now(),
  as_of timestamptz,
  finished_at timestamptz,
  expires_at timestamptz,
  constraint ready_has_a_file check ((status = 'ready') = (file is not null)),
  constraint a_file_expires check (file is null or (bytes is not null and sha256 is not null and expires_at is not null)),
  constraint failed_says_why check ((status = 'failed') = (failure is not null))
);
create index export_of_person on export (person_id, asked_at desc, id desc);
create index export_expiring on export (expires_at) where status = 'ready';

-- What stands in a file, page by page: whoever may not see one of them any more does not get the file.
create table export_page (
  export_id uuid not null references export on delete cascade,
  file text collate "C" not null,
  n int not null,
  ids uuid[] not null,
  primary key (export_id, file, n)
);

grant select, insert, update, delete on export, export_page to xiezhi_app;
grant select on export, export_page to xiezhi_court;
alter table export enable row level security;
create policy effects on export to xiezhi_app using (true) with check (true);
create policy readers on export for select to xiezhi_court using (person_id = (select xz_person()));
alter table export_page enable row level security;
create policy effects on export_page to xiezhi_app using (true) with check (true);
create policy readers on export_page for select to xiezhi_court using (exists (select from export e where e.id = export_id));

-- 批次: what was chosen and not done because somebody else holds it, why that was set aside, and which batch it tries again.
alter table batch
  add column held jsonb not null default '[]',
  add column over_held text collate "C",
  add column retries uuid references batch;
create index batch_of_court on batch ((actor ->> 'court'), opened_at desc, id desc);
