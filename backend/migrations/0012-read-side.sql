-- 读的一侧: each list that people open follows an index in its own order, and each number on a board is a roll-up.

-- A matter without a date comes last; the order is one expression, so that a page begins where the last one ended.
-- (A case, and neither coalesce nor a function: under row-level security only what cannot leak may lead into an index.)
drop index matter_queue;
create index matter_queue on matter (court, (case when due_at is null then 'infinity'::timestamptz else due_at end), id) where closed_at is null;
-- The items of a coordination in the same order: for whoever looks at it, and for whoever leads it.
drop index matter_children;
create index matter_children on matter (parent_id, (case when due_at is null then 'infinity'::timestamptz else due_at end), id) where parent_id is not null;
-- What those above many courts read: by date over all, what decides visibility at hand.
create index matter_by_due on matter ((case when due_at is null then 'infinity'::timestamptz else due_at end), id) include (court, lead_court, parent_id, starts_at) where closed_at is null;
create index matter_open_roots on matter ((case when due_at is null then 'infinity'::timestamptz else due_at end), id) include (court, lead_court, parent_id) where parent_id is null and closed_at is null;
create index matter_history on matter (court, closed_at desc, id desc) where closed_at is not null;
create index matter_led_history on matter (lead_court, closed_at desc, id desc) where closed_at is not null;
create index matter_by_close on matter (closed_at desc, id desc) where closed_at is not null;

-- 案号 from its end, as people say it: the whole one, or the number before 号.
drop index matter_case_no;
create index matter_case_end on matter (reverse(case_no));
create index account_tail on account (tail);
-- Names are looked for among coordinations, two characters at a time; an item is found by its numbers.
create function bigrams(words text) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct substr(w, n, 2)), '{}') from (select lower(regexp_replace(words, '\s', '', 'g')) as w) x cross join lateral generate_series(1, length(w) - 1) as n
$$;
create index matter_words on matter using gin (bigrams(title)) where parent_id is null;
-- Finds along these indexes; who may see what was found is asked behind it, as of every row.
create function found_by(ending text, account text, words text) returns setof uuid
language sql stable security definer set search_path = public as $$
  (select id from matter where reverse(case_no) >= reverse(ending) and reverse(case_no) < reverse(ending) || chr(1114111)
     and (length(case_no) = length(ending) or substr(case_no, length(case_no) - length(ending), 1) !~ '[0-9]') limit 5000)
  union (select m.id from account a join account_freeze f on f.account_id = a.id join matter m on m.subject_id = f.id where a.tail = account limit 5000)
  union (select id from matter where parent_id is null and bigrams(title) @> bigrams(words) and strpos(lower(title), words) > 0 limit 5000)
$$;
revoke all on function found_by(text, text, text) from public;
grant execute on function found_by(text, text, text) to xiezhi_court;

-- 看板计数: by campaign and court as before, and by place.
create table place_counter (
  -- seen: whatever a court sees by its line, as handler, leader or above either; held: by the handling court; province: by that court's province.
  kind text collate "C" not null check (kind in ('seen', 'held', 'province')),
  place text collate "C" not null,
  procedure text collate "C" not null,
  stage text collate "C" not null,
  n bigint not null,
  primary key (kind, place, procedure, stage)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01);

-- The places at which one matter is counted.
create function places_of(court text, lead text) returns table (kind text, place text) language sql stable as $$
  select distinct 'seen', s from court c cross join lateral unnest(c.superiors || c.code) as s where c.code in ($1, $2)
  union all select 'held', $1
  union all select 'province', c.province from court c where c.code = $1
$$;
-- Deltas that wait are folded into the campaigns' counters here, so that every later delta moves both alike.
with d as (delete from board_delta returning *)
insert into board_counter as c (campaign, court, stage, n) select campaign, court, stage, sum(n) from d group by 1, 2, 3
on conflict (campaign, court, stage) do update set n = c.n + excluded.n;
alter table board_delta add column procedure text collate "C" not null, add column lead text collate "C" not null;
insert into place_counter
select p.kind, p.place, m.procedure, m.stage, sum(m.n)
  from (select court, lead_court, procedure, stage, count(*) as n from matter group by 1, 2, 3, 4) m cross join lateral places_of(m.court, m.lead_court) p
 group by 1, 2, 3, 4;

grant select, insert, update on place_counter to xiezhi_app;
grant select on place_counter to xiezhi_court;
alter table place_counter enable row level security;
create policy commands on place_counter to xiezhi_app using (true) with check (true);
create policy readers on place_counter for select to xiezhi_court using (
  (select xz_national()) or (kind <> 'province' and place = any ((select xz_line())::text[]))
  or (kind = 'province' and exists (select from court c where c.code = xz_court() and c.level = 'high' and c.province = place)));

-- What the roll-ups of a court hold and its reader may not see, by number only: the lists stay without it.
create function count_behind_barriers(procedures text[], stages text[]) returns bigint language sql stable security definer set search_path = public as $$
  with b as (select unnest(xz_restricted() || xz_excluded_from()) as root),
       m as (select m.* from b join matter m on m.id = b.root union all select m.* from b join matter m on m.parent_id = b.root)
  select count(*) from m join unnest($1, $2) as s(procedure, stage) on s.procedure = m.procedure and s.stage = m.stage
   where xz_national() or m.court in (select unnest(xz_line())) or m.lead_court in (select unnest(xz_line()))
$$;
revoke all on function count_behind_barriers(text[], text[]) from public;
grant execute on function count_behind_barriers(text[], text[]) to xiezhi_court;

-- 计数: how many matters of these stages the reader's court sees by its line, with what is not folded yet.
create function rolled_up(procedures text[], stages text[]) returns bigint language sql stable security definer set search_path = public as $$
  with s as (select * from unnest($1, $2) as s(procedure, stage))
  select coalesce(sum(n), 0)::bigint from (
    select c.n from place_counter c join s using (procedure, stage) where c.kind = 'seen' and c.place = xz_court()
    union all
    select d.n from board_delta d join s using (procedure, stage)
     where exists (select from places_of(d.court, d.lead) p where p.kind = 'seen' and p.place = xz_court())) x
$$;
revoke all on function rolled_up(text[], text[]) from public;
grant execute on function rolled_up(text[], text[]) to xiezhi_court;

-- The same conditions as before, each asked once for a statement: a line of two hundred courts is looked up, not gone through for each row.
create or replace function xz_carries(campaign uuid) returns boolean language sql stable security definer set search_path = public as
  $$ select exists (select from matter k where k.parent_id = campaign and k.court in (select unnest(xz_line()))) $$;
alter policy readers on matter using (
  coalesce(parent_id, id) <> all ((select xz_excluded_from())::uuid[])
  and ((select xz_national()) or court in (select unnest(xz_line())) or lead_court in (select unnest(xz_line()))
       or coalesce(parent_id, id) = any ((select xz_let_into())::uuid[])
       or (parent_id is null and xz_court() <> '' and xz_carries(id))));
