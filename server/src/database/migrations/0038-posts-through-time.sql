-- Who goes to another post, or leaves, from a day on. From the first second of that day the office acts by it; soon after it is written into the
-- account (applied_at), and what the account said until then stands here.
create table post_changes (
  tenant_id bigint not null,
  id uuid not null,
  account_id uuid not null,
  from_day date not null,
  document text not null,
  -- Null together: the person leaves.
  unit_id uuid,
  post text,
  roles text[],
  -- Who takes over what is the person's own.
  successor_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  applied_at timestamptz,
  unit_before uuid,
  post_before text,
  roles_before text[],
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id),
  foreign key (tenant_id, successor_id) references accounts (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  constraint post_changes_whole_check check ((unit_id is null) = (post is null) and (unit_id is null) = (roles is null)),
  constraint post_changes_roles_check check (cardinality(roles) > 0),
  constraint post_changes_successor_check check (successor_id is null or (unit_id is null and successor_id <> account_id)),
  constraint post_changes_end_check check (applied_at is null or withdrawn_at is null)
);
create unique index post_changes_waiting on post_changes (tenant_id, account_id) where applied_at is null and withdrawn_at is null;
create index post_changes_of_account on post_changes (tenant_id, account_id, from_day);

alter table accounts drop constraint accounts_disabled_because_check;
alter table accounts add constraint accounts_disabled_because_check check (disabled_because in ('idle', 'administrator', 'left'));

-- The second wall (docs/decisions/0030).
alter table post_changes enable row level security;
create policy office on post_changes using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
