-- 文书编号: one row for each number that was ever taken, so that none is issued twice and every gap explains itself.
create table paper_series (
  court text not null,
  year smallint not null,
  series text not null,
  last int not null,
  primary key (court, year, series)
);
create table paper_number (
  court text not null,
  year smallint not null,
  series text not null,
  n int not null check (n > 0),
  paper text not null,
  matter_id uuid not null,
  key text not null,
  state text not null default 'reserved' check (state in ('reserved', 'issued', 'voided')),
  document_id uuid,
  reason text,
  taken_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  primary key (court, year, series, n),
  constraint issued_has_a_paper check ((state = 'issued') = (document_id is not null)),
  constraint voided_has_a_reason check ((state = 'voided') = (reason is not null))
);
-- A job that is done again finds the number it took.
create unique index paper_number_by_key on paper_number (key) where state <> 'voided';

create function number_stays() returns trigger language plpgsql as $$
begin
  if old.state <> 'reserved' then raise exception 'a number that was issued or voided stays so' using errcode = '23514'; end if;
  if (new.court, new.year, new.series, new.n, new.key) is distinct from (old.court, old.year, old.series, old.n, old.key) then
    raise exception 'a number is not moved' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger number_stays before update on paper_number for each row execute function number_stays();

-- 文书模板: version 0 of each came with the product; later ones are proposed by one person and approved by another.
create table paper_template (
  paper text not null,
  version smallint not null check (version > 0),
  file_name text not null,
  sha256 text not null,
  bytes int not null,
  reason text not null,
  proposed_by uuid not null references person,
  proposed_at timestamptz not null default clock_timestamp(),
  effective_from date not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'refused')),
  decided_by uuid references person,
  decided_at timestamptz,
  decision text,
  primary key (paper, version),
  constraint decided_by_another check (decided_by <> proposed_by),
  constraint decided_whole check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decision is null))
);

-- 打印的文书: what was printed beside the filed document: the Word form, the template's version, the number, the seal.
create table paper (
  document_id uuid primary key references document,
  matter_id uuid not null references matter,
  paper text not null,
  version smallint not null,
  template smallint not null,
  number text,
  pages smallint not null,
  content_sha256 text not null,
  word_sha256 text not null,
  word_bytes int not null,
  signer text not null,
  seal_key text not null,
  signature text not null,
  unique (matter_id, paper, version)
);

grant select, insert, update on paper_series, paper_number to xiezhi_app;
grant select, insert on paper to xiezhi_app;
grant select, insert, update on paper_template to xiezhi_app;
grant select on paper to xiezhi_court;
alter table paper enable row level security;
create policy commands on paper to xiezhi_app using (true) with check (true);
create policy readers on paper for select to xiezhi_court using (exists (select from matter m where m.id = matter_id));
