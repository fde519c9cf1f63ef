-- A second factor by RFC 6238: the secret is sealed with a key outside the database; the last step that was used opens nothing again.
create table second_factors (
  tenant_id bigint not null,
  account_id uuid not null,
  secret bytea not null,
  begun_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);

-- For the day on which the telephone is lost: each works once. They stand as keyed hashes.
create table recovery_codes (
  tenant_id bigint not null,
  account_id uuid not null,
  code_hash bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, account_id, code_hash),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);
