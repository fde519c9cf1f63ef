-- What is said of a regime's period: nobody enters any more, or everybody may again. The newest word counts (docs/decisions/0024).
create table period_lock_words (
  tenant_id bigint not null,
  id uuid not null,
  regime_id uuid not null,
  period text not null,
  seq int not null,
  says text not null check (says in ('locked', 'unlocked')),
  reason text not null,
  said_at timestamptz not null,
  said_by uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, regime_id, period, seq),
  foreign key (tenant_id, regime_id) references regimes (tenant_id, id),
  foreign key (tenant_id, said_by) references accounts (tenant_id, id)
);

-- Lets one unit, or every one where none is named, into a locked period until an instant. Nothing is written when that comes.
create table lock_exceptions (
  tenant_id bigint not null,
  id uuid not null,
  regime_id uuid not null,
  period text not null,
  unit_id uuid,
  reason text not null,
  granted_at timestamptz not null,
  granted_by uuid not null,
  ends_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, regime_id) references regimes (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, granted_by) references accounts (tenant_id, id),
  constraint lock_exceptions_end_check check (granted_at < ends_at)
);
create index lock_exceptions_of_period on lock_exceptions (tenant_id, regime_id, period, granted_at);

-- From a day on: how many working days after the city's due a period locks by itself; none is never.
create table lock_rules (
  tenant_id bigint not null,
  seq int not null,
  from_day date not null,
  working_days int check (working_days between 0 and 60),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (tenant_id, seq),
  foreign key (tenant_id, recorded_by) references accounts (tenant_id, id)
);

-- How many words were said of the report's period: a value that was typed before the last of them, and comes after it, finds another number here.
alter table reports add column lock_seq int not null default 0;
