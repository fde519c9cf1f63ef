-- Data series of other systems that stand behind indicators, apart from what units typed.
create table feeds (
  tenant_id bigint not null references tenants (tenant_id),
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('http', 'folder', 'sftp', 'push')),
  state text not null check (state in ('active', 'paused')),
  settings jsonb not null,
  -- Sealed with a key that is kept outside the database.
  secret bytea,
  token_hash bytea,
  revision int not null default 1,
  -- From when on it is expected: made, or resumed.
  since timestamptz not null,
  -- When something new came last, and until when the files of a folder were read.
  newest_at timestamptz,
  files_until timestamptz,
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, name),
  foreign key (tenant_id, changed_by) references accounts (tenant_id, id)
);
create unique index feeds_by_token on feeds (tenant_id, token_hash);

create table feed_runs (
  tenant_id bigint not null,
  id uuid not null,
  feed_id uuid not null,
  feed_revision int not null,
  cause text not null check (cause in ('schedule', 'person', 'command', 'push')),
  by_account uuid,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  file_name text,
  bytes bigint,
  sha256 text,
  -- The sender's name of a delivery: a repeated one is answered, not applied twice.
  delivery_key text,
  outcome text not null check (outcome in ('taken', 'partly', 'unchanged', 'failed')),
  failure jsonb,
  value_count int not null,
  figure_count int not null,
  changed int not null,
  findings jsonb not null,
  unmapped jsonb not null,
  -- The values as they came, [[unit, series, period, text]]; null where the run before brought the same bytes.
  delivered jsonb,
  primary key (tenant_id, id),
  unique (tenant_id, feed_id, delivery_key),
  foreign key (tenant_id, feed_id) references feeds (tenant_id, id),
  check ((outcome = 'failed') = (failure is not null))
);
create index feed_runs_of_feed on feed_runs (tenant_id, feed_id, started_at desc);

-- What a feed says of one indicator of one unit, from a run until a later one said otherwise. Never a report's own figure.
create table feed_values (
  tenant_id bigint not null,
  period text not null,
  unit_id uuid not null,
  indicator_id uuid not null,
  feed_id uuid not null,
  run_id uuid not null,
  numerator numeric,
  denominator numeric,
  said_at timestamptz not null,
  said_until timestamptz,
  primary key (tenant_id, period, unit_id, indicator_id, feed_id, run_id),
  foreign key (tenant_id, run_id) references feed_runs (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, indicator_id) references indicators (tenant_id, id),
  check (numerator is not null or denominator is not null)
);
create unique index feed_values_now on feed_values (tenant_id, period, unit_id, indicator_id, feed_id) where said_until is null;

-- Which revision of a typed figure a person took over from a feed.
create table entries_from_feeds (
  tenant_id bigint not null,
  report_id uuid not null,
  indicator_id uuid not null,
  revision int not null,
  run_id uuid not null,
  primary key (tenant_id, report_id, indicator_id, revision),
  foreign key (tenant_id, report_id) references reports (tenant_id, id),
  foreign key (tenant_id, run_id) references feed_runs (tenant_id, id)
);

alter table approved_figures add run_id uuid;
