-- Whose certificates the office trusts for signatures on documents of others, from a day on and until one (docs/decisions/0035). A row is written
-- once; only its end is said later.
create table trusted_roots (
  tenant_id bigint not null references tenants (tenant_id),
  id uuid not null,
  certificate bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  trusted_from date not null,
  source text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  trusted_until date,
  end_reason text,
  ended_at timestamptz,
  ended_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, recorded_by) references accounts (tenant_id, id),
  foreign key (tenant_id, ended_by) references accounts (tenant_id, id),
  constraint trusted_roots_end_check check (
    (trusted_until is null) = (end_reason is null) and (trusted_until is null) = (ended_at is null) and (trusted_until is null) = (ended_by is null))
);
create unique index trusted_roots_in_force on trusted_roots (tenant_id, sha256) where trusted_until is null;
alter table trusted_roots enable row level security;
create policy office on trusted_roots using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
