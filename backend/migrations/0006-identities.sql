-- 统一身份认证: which person a provider's subject is. Linked and unlinked by the security administrator, never by itself, never by a name.
create table person_identity (
  id uuid primary key,
  provider text collate "C" not null,
  subject text collate "C" not null,
  person_id uuid not null references person,
  linked_by uuid not null references person,
  linked_at timestamptz not null default clock_timestamp(),
  unlinked_by uuid references person,
  unlinked_at timestamptz,
  constraint not_to_oneself check (linked_by <> person_id)
);
create unique index identity_once on person_identity (provider, subject) where unlinked_at is null;
create unique index identity_of_person on person_identity (person_id, provider) where unlinked_at is null;

-- A sign-in on its way: to the provider and back (`sealed` holds state, nonce and verifier), then, for a person who still
-- owes the second factor, waiting for the code. Known by the digest of a cookie; each half is used once.
create table sign_in_transaction (
  token_digest bytea primary key,
  provider text collate "C" not null,
  sealed text,
  return_to text not null,
  person_id uuid references person,
  used_at timestamptz,
  ends_at timestamptz not null,
  check ((sealed is null) <> (person_id is null))
);
create index sign_in_transaction_by_end on sign_in_transaction (ends_at);
alter table session add column provider text;
comment on column session.provider is 'who vouched for the person; null: the own password';

-- 口令: what was used before is refused; what somebody else chose is changed at the first sign-in.
alter table person add column password_foreign boolean not null default false;
comment on column person.password_foreign is 'chosen by an administrator: only to be changed';
create table password_history (
  person_id uuid not null references person,
  password_hash text not null,
  replaced_at timestamptz not null default clock_timestamp()
);
create index password_history_by_person on password_history (person_id, replaced_at desc);

grant select, insert, update on person_identity to xiezhi_app;
grant select, insert, update, delete on sign_in_transaction, password_history to xiezhi_app;
