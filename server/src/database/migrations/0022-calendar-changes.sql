-- What an office says of days by a document, and the dues that moved with it: where a due stood before is kept (docs/decisions/0018).
create table calendar_changes (
  tenant_id bigint not null,
  id uuid not null,
  seq int not null,
  document_number text not null,
  document_day date not null,
  -- [{day, kind, name, before: {kind, name} | null}]; kind 'usual' takes back what the office said before.
  days jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, seq),
  foreign key (tenant_id, recorded_by) references accounts (tenant_id, id)
);

-- None for days that were entered without a document.
alter table calendar_days add column change_id uuid;
alter table calendar_days add constraint calendar_days_change_fkey
  foreign key (tenant_id, change_id) references calendar_changes (tenant_id, id);

create table moved_dues (
  tenant_id bigint not null,
  obligation_id uuid not null,
  change_id uuid not null,
  nominal_before date not null,
  due_before timestamptz not null,
  moved_because_before text,
  due_after timestamptz not null,
  primary key (tenant_id, obligation_id, change_id),
  foreign key (tenant_id, obligation_id) references obligations (tenant_id, id),
  foreign key (tenant_id, change_id) references calendar_changes (tenant_id, id),
  check (due_before <> due_after)
);
