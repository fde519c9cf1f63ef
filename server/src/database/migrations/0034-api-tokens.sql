-- An account of a program: nobody signs in to it, a program comes in by a token of it (docs/decisions/0031).
alter table accounts add column kind text not null default 'person' check (kind in ('person', 'service'));
alter table accounts add constraint accounts_service_check check (kind = 'person' or password_hash is null);

-- Tokens of people and of programs, by their hash. Who came by one from an address for the first time, and who was refused, is told in the log.
create table api_tokens (
  tenant_id bigint not null,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  name text not null,
  scopes text[] not null,
  made_at timestamptz not null,
  made_by uuid not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  last_address text,
  known_addresses text[] not null default '{}',
  refused_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (tenant_id, id),
  constraint api_tokens_hash unique (tenant_id, token_hash),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id),
  foreign key (tenant_id, made_by) references accounts (tenant_id, id)
);
create index api_tokens_account on api_tokens (tenant_id, account_id);

alter table api_tokens enable row level security;
create policy office on api_tokens using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
