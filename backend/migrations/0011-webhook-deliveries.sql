-- 推送记录: each attempt to deliver an event, kept when the effect itself is long gone, so that failures can be read with their causes.
create table webhook_delivery (
  webhook_id uuid not null references webhook,
  -- The notice itself may be gone before the record is.
  notice_id uuid not null,
  letter text not null,
  attempt int not null,
  at timestamptz not null default clock_timestamp(),
  -- null: taken
  cause text,
  primary key (webhook_id, notice_id, attempt)
);
create index webhook_delivery_newest on webhook_delivery (webhook_id, at desc);
grant select, insert on webhook_delivery to xiezhi_app;
