-- How an office's own tables are read: what their columns are, known again by the heads.
create table table_mappings (
  tenant_id bigint not null,
  plan_id uuid not null,
  id uuid not null,
  name text not null,
  heads jsonb not null,
  head_key text not null,
  mapping jsonb not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  primary key (tenant_id, plan_id, id),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id),
  foreign key (tenant_id, saved_by) references accounts (tenant_id, id),
  unique (tenant_id, plan_id, head_key)
);
