-- Keys of people's own (WebAuthn): a device holds the secret half and asks its holder for a PIN or a finger (docs/decisions/0032).
create table passkeys (
  tenant_id bigint not null,
  id uuid not null,
  account_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  added_at timestamptz not null,
  last_used_at timestamptz,
  primary key (tenant_id, id),
  constraint passkeys_credential unique (tenant_id, credential_id),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);
create index passkeys_account on passkeys (tenant_id, account_id);

-- What a key was asked to sign, by its hash: once, and for a few minutes. No account: somebody is at the door.
create table passkey_challenges (
  tenant_id bigint not null references tenants (tenant_id),
  challenge_hash bytea not null,
  purpose text not null check (purpose in ('add', 'signIn', 'prove')),
  account_id uuid,
  expires_at timestamptz not null,
  primary key (tenant_id, challenge_hash),
  constraint passkey_challenges_account check ((account_id is null) = (purpose = 'signIn'))
);

alter table passkeys enable row level security;
create policy office on passkeys using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
alter table passkey_challenges enable row level security;
create policy office on passkey_challenges using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
