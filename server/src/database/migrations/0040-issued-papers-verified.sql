-- A paper that was issued can be verified by who has no account (docs/decisions/0034): the token stands in the address that is printed on it, and
-- the address is kept as it was printed, because the paper is written from this row.
alter table consolidation_issues
  add column token text check (token ~ '^[0-9a-z]{26}$'),
  add column address text,
  add column recalled_at timestamptz,
  add column recalled_by uuid,
  add column recall_reason text,
  add constraint consolidation_issues_address_check check ((token is null) = (address is null)),
  add constraint consolidation_issues_recall_check check ((recalled_at is null) = (recall_reason is null) and (recalled_at is null) = (recalled_by is null)),
  add constraint consolidation_issues_recaller foreign key (tenant_id, recalled_by) references accounts (tenant_id, id);
create unique index consolidation_issues_by_token on consolidation_issues (tenant_id, token);

-- The same paper signed outside afterwards is another file: whoever holds it finds it by its hash too.
create table signed_copies (
  tenant_id bigint not null,
  consolidation_id uuid not null,
  version int not null,
  sha256 text not null,
  file_name text not null,
  attached_at timestamptz not null,
  attached_by uuid not null,
  primary key (tenant_id, consolidation_id, version, sha256),
  foreign key (tenant_id, consolidation_id, version) references consolidation_issues (tenant_id, consolidation_id, version),
  foreign key (tenant_id, sha256) references stored_files (tenant_id, sha256),
  foreign key (tenant_id, attached_by) references accounts (tenant_id, id)
);
alter table signed_copies enable row level security;
create policy office on signed_copies using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
