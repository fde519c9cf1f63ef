-- Rights that somebody holds in a unit, given to another from a day until the end of a day, by a reason or document. Without a holder it is an
-- acting head: whoever heads the unit for the time. Nothing is written when the last day is over (docs/decisions/0033).
create table delegations (
  tenant_id bigint not null,
  id uuid not null,
  from_account uuid,
  to_account uuid not null,
  unit_id uuid not null,
  roles text[] not null,
  from_day date not null,
  until_day date not null,
  reason text not null,
  document text not null,
  given_at timestamptz not null,
  given_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, from_account) references accounts (tenant_id, id),
  foreign key (tenant_id, to_account) references accounts (tenant_id, id),
  foreign key (tenant_id, given_by) references accounts (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  constraint delegations_other_check check (from_account <> to_account),
  constraint delegations_days_check check (from_day <= until_day),
  constraint delegations_roles_check check (cardinality(roles) > 0 and not 'administrator' = any (roles))
);
create index delegations_to on delegations (tenant_id, to_account, until_day);

-- For whom somebody acts in this session; for themselves where there is none.
alter table sessions add column acting_under uuid;
alter table sessions add foreign key (tenant_id, acting_under) references delegations (tenant_id, id);

-- The second wall (docs/decisions/0030).
alter table delegations enable row level security;
create policy office on delegations using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
