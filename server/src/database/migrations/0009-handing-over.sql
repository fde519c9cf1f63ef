-- A reorganisation is prepared, waits for its day, is applied or dropped; and what ended units have open passes to their heirs (decision 0011).
alter table reorganisations
  drop constraint reorganisations_state_check,
  alter column applied_at drop not null,
  add column revision int not null default 1,
  -- The rows of its table as typed, and whom a person named as heir.
  add column draft jsonb not null default '{"rows": [], "heirs": {}}',
  add column prepared_at timestamptz,
  add column prepared_by uuid,
  add column undone_because text,
  add constraint reorganisations_state_check check (state in ('prepared', 'waiting', 'applied', 'undone', 'dropped')),
  add constraint reorganisations_applied_check check ((state in ('applied', 'undone')) = (applied_at is not null));
update reorganisations set prepared_at = applied_at, prepared_by = applied_by;
alter table reorganisations alter column prepared_at set not null;

alter table reports drop constraint reports_state_check;
alter table reports add constraint reports_state_check check (state in ('open', 'submitted', 'returned', 'approved', 'passedOn'));
alter table task_assignments drop constraint task_assignments_state_check;
alter table task_assignments add constraint task_assignments_state_check check (state in ('assigned', 'inProgress', 'done', 'passedOn'));

-- Who acts for an ended unit, and for those that it had taken over.
create table takeovers (
  tenant_id bigint not null,
  unit_id uuid not null,
  from_unit_id uuid not null,
  reorganisation_id uuid not null,
  ended_at timestamptz,
  primary key (tenant_id, unit_id, from_unit_id, reorganisation_id),
  foreign key (tenant_id, reorganisation_id) references reorganisations (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, from_unit_id) references units (tenant_id, id)
);

-- What a reorganisation did to reports, parts in tasks and accounts, and what stood there before, so that undoing puts it back.
create table reorganised_reports (
  tenant_id bigint not null,
  reorganisation_id uuid not null,
  report_id uuid not null,
  change text not null check (change in ('passedOn', 'founded', 'widened')),
  -- Of one that passed on, the report that it passed to; of a widened one, its form.
  heir_report_id uuid,
  form_before jsonb,
  primary key (tenant_id, reorganisation_id, report_id),
  foreign key (tenant_id, reorganisation_id) references reorganisations (tenant_id, id),
  foreign key (tenant_id, report_id) references reports (tenant_id, id)
);
create table reorganised_duties (
  tenant_id bigint not null,
  reorganisation_id uuid not null,
  task_id uuid not null,
  unit_id uuid not null,
  change text not null check (change in ('passedOn', 'founded', 'widened')),
  -- Of one that passed on, to whom.
  heir_unit_id uuid,
  part_before text,
  state_before text,
  done_at_before timestamptz,
  primary key (tenant_id, reorganisation_id, task_id, unit_id),
  foreign key (tenant_id, reorganisation_id) references reorganisations (tenant_id, id),
  foreign key (tenant_id, task_id, unit_id) references task_assignments (tenant_id, task_id, unit_id)
);
create table moved_accounts (
  tenant_id bigint not null,
  reorganisation_id uuid not null,
  account_id uuid not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  primary key (tenant_id, reorganisation_id, account_id),
  foreign key (tenant_id, reorganisation_id) references reorganisations (tenant_id, id),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);
