-- Who signs people in for an office (OpenID Connect), each version by a document and in force from a day (docs/decisions/0032).
create table issuer_versions (
  tenant_id bigint not null references tenants (tenant_id),
  issuer_id uuid not null,
  version bigint not null,
  valid_from date not null,
  settings jsonb not null,
  source text not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, issuer_id, version)
);

-- Whom an issuer means by its subject: learned when somebody comes by it for the first time.
create table issuer_identities (
  tenant_id bigint not null,
  issuer_id uuid not null,
  subject text not null,
  account_id uuid not null,
  known_since timestamptz not null,
  primary key (tenant_id, issuer_id, subject),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);

-- Somebody is on the way to an issuer and back. `proved`: who has come back, where a code of ours is asked besides.
create table issuer_attempts (
  tenant_id bigint not null references tenants (tenant_id),
  state_hash bytea not null,
  browser_hash bytea not null,
  issuer_id uuid not null,
  nonce text not null,
  verifier text not null,
  redirect_uri text not null,
  expires_at timestamptz not null,
  proved bytea,
  primary key (tenant_id, state_hash)
);

-- What a session was begun by may end it. `strong`: whoever began it gave a second factor there.
alter table sessions drop constraint sessions_begun_by_check;
alter table sessions add constraint sessions_begun_by_check check (begun_by in ('password', 'link', 'issuer', 'passkey'));
alter table sessions
  add column strong boolean not null default false,
  add column issuer_id uuid,
  add column issuer_subject text,
  add column issuer_session text,
  add column id_token bytea;
alter table sessions add constraint sessions_issuer_check check ((begun_by = 'issuer') = (issuer_id is not null and issuer_subject is not null));

alter table issuer_versions enable row level security;
create policy office on issuer_versions using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
alter table issuer_identities enable row level security;
create policy office on issuer_identities using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
alter table issuer_attempts enable row level security;
create policy office on issuer_attempts using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
