-- The application works as xiezhi_app: it may add to the docket and never change or remove an entry.
-- Roles belong to the whole server: another database of it may have made them, perhaps at this moment.
do $$ begin create role xiezhi_app nologin; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role auditor nologin; exception when duplicate_object or unique_violation then null; end $$;
grant xiezhi_app to current_user;
grant auditor to current_user;
grant usage on schema public to xiezhi_app;
grant select, insert, update, delete on all tables in schema public to xiezhi_app;
grant usage on all sequences in schema public to xiezhi_app;
revoke update, delete on docket_entry, effect_attempt, effect_run, notice, document from xiezhi_app;
grant update on effect_run to xiezhi_app;
revoke delete on matter, account, deadline, batch, person, court from xiezhi_app;
revoke all on demo_clock from xiezhi_app;
grant select, update on demo_clock to xiezhi_app;

create schema audit_view;
create view audit_view.matter as
  select id, procedure, version, stage, revision, parent_id, court, lead_court, opened_at, moved_at, closed_at, due_at from matter;
create view audit_view.docket as
  select matter_id, revision, action, actor, from_stage, to_stage, key, at, encode(hash, 'hex') as hash from docket_entry;
create view audit_view.effect as select outbox_id, kind, matter_id, status, attempts, outcome, at from effect_run;
create view audit_view.outbox as select id, kind, matter_id, created_at, due_at, relayed_at, rings, attempts from outbox;
create view audit_view.freeze as
  select f.id, f.account_id, f.campaign_id, f.matter_id, f.court, f.case_no, f.rank, f.active, f.status, a.tail as account_tail, a.status as account_status
    from account_freeze f join account a on a.id = f.account_id;
grant usage on schema audit_view to auditor;
grant select on all tables in schema audit_view to auditor;
