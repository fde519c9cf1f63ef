-- Wrong proofs are counted by what was typed as login and by where it came from, whether anybody has that login or not (docs/decisions/0026).
-- The login stands as a keyed hash: people type passwords into the wrong field.
alter table accounts drop column failed_sign_ins, drop column locked_until;
create table sign_in_failures (
  tenant_id bigint not null references tenants (tenant_id),
  login_hash bytea not null,
  place text not null,
  failures bigint not null,
  failed_at timestamptz not null,
  locked_until timestamptz,
  primary key (tenant_id, login_hash, place)
);

-- The devices from which somebody has come in: who tries at other places does not hold them up.
create table known_devices (
  tenant_id bigint not null,
  account_id uuid not null,
  device_hash bytea not null,
  known_since timestamptz not null,
  seen_at timestamptz not null,
  primary key (tenant_id, account_id, device_hash),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);

-- By what a session was begun, and when its holder last gave a proof.
alter table sessions
  add column begun_by text not null default 'password' check (begun_by in ('password', 'link')),
  add column proved_at timestamptz;
update sessions set proved_at = created_at;
alter table sessions alter column begun_by drop default, alter column proved_at set not null;

-- From when an account counts as idle: made, opened again, or last signed in to. Why it was closed.
alter table accounts
  add column idle_since timestamptz not null default now(),
  add column disabled_because text check (disabled_because in ('idle', 'administrator'));
alter table accounts add constraint accounts_disabled_check check (disabled_because is null or disabled_at is not null);

-- An office's limits for signing in, each version with the document that it stands on, in force from a day.
create table security_rules (
  tenant_id bigint not null references tenants (tenant_id),
  version bigint not null,
  valid_from date not null,
  rules jsonb not null,
  source text not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, version)
);
