-- Questions that a person keeps by a name, as the address of the page that asks them.
create table saved_views (
  tenant_id bigint not null,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  question text not null,
  saved_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, account_id, name),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);

-- What changed in a week is looked up by time.
create index report_events_by_time on report_events (tenant_id, at);
