-- The main job: offices, units, people, files, directives, plans, obligations, reports, consolidation, audit.
-- Every key starts with the tenant so that the same schema can be sharded by it. No triggers: audit lines are statements of the program.

create table tenants (
  tenant_id bigint generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,40}$'),
  name text not null,
  -- Letterhead of the office's own documents (Decree 30/2020, Annex I): issuer, superior body where there is one, place name, symbol.
  issuer text not null,
  superior_body text,
  place text not null,
  symbol_suffix text not null,
  -- A practice office runs on its own clock; a real one has no shift.
  practice boolean not null default false,
  clock_shift_seconds bigint not null default 0,
  created_at timestamptz not null,
  check (practice or clock_shift_seconds = 0)
);

create table units (
  tenant_id bigint not null references tenants (tenant_id),
  id uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

create table unit_versions (
  tenant_id bigint not null,
  unit_id uuid not null,
  valid_from date not null,
  valid_to date,
  position int not null default 0,
  name text not null,
  short_name text not null,
  unit_group text not null check (unit_group in ('committee', 'department', 'agency', 'ward')),
  official_code text,
  parent_id uuid,
  recorded_at timestamptz not null,
  primary key (tenant_id, unit_id, valid_from),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, parent_id) references units (tenant_id, id),
  check (valid_to is null or valid_to > valid_from)
);

create table accounts (
  tenant_id bigint not null references tenants (tenant_id),
  id uuid not null,
  login text not null check (login = lower(login)),
  full_name text not null,
  post text not null,
  unit_id uuid not null,
  password_hash text,
  must_change_password boolean not null default false,
  failed_sign_ins int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, login),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);

create table account_roles (
  tenant_id bigint not null,
  account_id uuid not null,
  role text not null check (role in ('administrator', 'synthesis', 'focalPoint', 'leader', 'auditor')),
  primary key (tenant_id, account_id, role),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);

create table sign_in_links (
  tenant_id bigint not null,
  token_hash bytea not null,
  account_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);

create table sessions (
  tenant_id bigint not null,
  token_hash bytea not null,
  account_id uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);
create index sessions_by_account on sessions (tenant_id, account_id);

create table calendar_days (
  tenant_id bigint not null references tenants (tenant_id),
  day date not null,
  kind text not null check (kind in ('off', 'work')),
  name text not null,
  source text not null,
  primary key (tenant_id, day)
);

create table stored_files (
  tenant_id bigint not null references tenants (tenant_id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  media_type text not null,
  stored_at timestamptz not null,
  primary key (tenant_id, sha256)
);

create table plan_imports (
  tenant_id bigint not null references tenants (tenant_id),
  id uuid not null,
  file_sha256 text not null,
  file_name text not null,
  state text not null check (state in ('waiting', 'reading', 'read', 'failed', 'issued', 'discarded')),
  failure jsonb,
  document_text text,
  blocks jsonb,
  reading jsonb,
  plan_id uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, file_sha256) references stored_files (tenant_id, sha256),
  foreign key (tenant_id, created_by) references accounts (tenant_id, id)
);

create table draft_items (
  tenant_id bigint not null,
  import_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('document', 'citation', 'indicator', 'task', 'reporting')),
  position double precision not null,
  state text not null check (state in ('unseen', 'accepted', 'dropped')),
  source_start int,
  source_end int,
  value jsonb not null,
  -- What the reader said; null for an item that a person added.
  original jsonb,
  revision int not null default 1,
  -- The writer's key of its last change: a repeated request is answered, not applied twice.
  change_key uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  primary key (tenant_id, import_id, id),
  foreign key (tenant_id, import_id) references plan_imports (tenant_id, id)
);

create table documents (
  tenant_id bigint not null references tenants (tenant_id),
  id uuid not null,
  import_id uuid,
  file_sha256 text,
  type text not null,
  number text,
  symbol text,
  issued_on text,
  issuer text,
  title text not null,
  signer text,
  signer_role text,
  registered_at timestamptz not null,
  registered_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, import_id) references plan_imports (tenant_id, id)
);

create table document_relations (
  tenant_id bigint not null,
  id uuid not null,
  document_id uuid not null,
  relation text not null check (relation in ('basis', 'supersedes', 'amends', 'implements', 'mentions')),
  target_type text not null,
  target_number text,
  -- The number without blanks, folded to upper case: "968/QĐ-UBND" in any spacing finds it.
  target_number_key text,
  target_date text,
  target_issuer text,
  passage text not null,
  source_start int,
  source_end int,
  primary key (tenant_id, id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id)
);
create index document_relations_by_document on document_relations (tenant_id, document_id);
create index document_relations_by_number on document_relations (tenant_id, target_number_key);

create table plans (
  tenant_id bigint not null references tenants (tenant_id),
  id uuid not null,
  document_id uuid not null,
  title text not null,
  year int not null,
  current_version int not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id)
);

create table plan_versions (
  tenant_id bigint not null,
  plan_id uuid not null,
  version int not null,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  content jsonb not null,
  content_sha256 text not null,
  primary key (tenant_id, plan_id, version),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id)
);

create table indicators (
  tenant_id bigint not null,
  id uuid not null,
  plan_id uuid not null,
  since_version int not null,
  position int not null,
  code text not null,
  pillar text not null,
  name text not null,
  kind text not null check (kind in ('ratio', 'count', 'unitCount', 'milestone')),
  numerator_label text,
  denominator_label text,
  unit_of_measure text not null,
  digits int not null check (digits between 0 and 6),
  target jsonb not null,
  roll_up text not null,
  clause text not null,
  source_start int,
  source_end int,
  primary key (tenant_id, id),
  unique (tenant_id, plan_id, code),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id),
  check (kind <> 'ratio' or (numerator_label is not null and denominator_label is not null))
);

create table indicator_assignments (
  tenant_id bigint not null,
  indicator_id uuid not null,
  unit_id uuid not null,
  target jsonb not null,
  primary key (tenant_id, indicator_id, unit_id),
  foreign key (tenant_id, indicator_id) references indicators (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);

create table tasks (
  tenant_id bigint not null,
  id uuid not null,
  plan_id uuid not null,
  position int not null,
  text text not null,
  section text not null,
  lead_text text not null,
  cooperating_text text not null,
  deadline jsonb,
  deadline_at timestamptz,
  deadline_text text not null,
  source_start int,
  source_end int,
  primary key (tenant_id, id),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id)
);

create table task_assignments (
  tenant_id bigint not null,
  task_id uuid not null,
  unit_id uuid not null,
  part text not null check (part in ('lead', 'cooperating')),
  state text not null check (state in ('assigned', 'inProgress', 'done')),
  done_at timestamptz,
  note text not null default '',
  revision int not null default 1,
  updated_at timestamptz not null,
  updated_by uuid,
  primary key (tenant_id, task_id, unit_id),
  foreign key (tenant_id, task_id) references tasks (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  check ((state = 'done') = (done_at is not null))
);
create index task_assignments_by_unit on task_assignments (tenant_id, unit_id);

create table task_notes (
  tenant_id bigint not null,
  id uuid not null,
  task_id uuid not null,
  unit_id uuid not null,
  at timestamptz not null,
  by_account uuid not null,
  state text not null,
  note text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, task_id, unit_id) references task_assignments (tenant_id, task_id, unit_id)
);
create index task_notes_by_task on task_notes (tenant_id, task_id, unit_id, at);

create table regimes (
  tenant_id bigint not null,
  id uuid not null,
  plan_id uuid not null,
  definition jsonb not null,
  first_period text not null,
  last_period text not null,
  issued_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id)
);

-- Facts: who owes which report, when. Written once when the regime takes effect; the program never updates a row.
create table obligations (
  tenant_id bigint not null,
  id uuid not null,
  regime_id uuid not null,
  level text not null check (level in ('unit', 'city')),
  unit_id uuid not null,
  period text not null check (period ~ '^\d{4}-\d{2}$'),
  window_from date not null,
  window_to date not null,
  nominal_due date not null,
  due_at timestamptz not null,
  moved_because text,
  -- Indicator ids with the targets as they stood, in the order of the form.
  form jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, regime_id, level, period, unit_id),
  foreign key (tenant_id, regime_id) references regimes (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create index obligations_by_unit on obligations (tenant_id, unit_id, period);

create table reports (
  tenant_id bigint not null,
  id uuid not null,
  unit_id uuid not null,
  period text not null,
  state text not null check (state in ('open', 'submitted', 'returned', 'approved')),
  -- Number of the version being worked on: 1, then one more for each correction after approval.
  version int not null default 1,
  first_submitted_at timestamptz,
  submitted_at timestamptz,
  submitted_by uuid,
  approved_at timestamptz,
  approved_by uuid,
  correction_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references obligations (tenant_id, id)
);
create index reports_by_period on reports (tenant_id, period);

-- A missing figure is null or no row; it is never zero.
create table report_entries (
  tenant_id bigint not null,
  report_id uuid not null,
  indicator_id uuid not null,
  numerator numeric,
  denominator numeric,
  note text not null default '',
  revision int not null default 1,
  -- The writer's key of its last change: a repeated request is answered, not applied twice.
  change_key uuid,
  updated_at timestamptz not null,
  updated_by uuid not null,
  primary key (tenant_id, report_id, indicator_id),
  foreign key (tenant_id, report_id) references reports (tenant_id, id)
);

create table report_narratives (
  tenant_id bigint not null,
  report_id uuid not null,
  heading text not null check (heading in ('results', 'shortcomings', 'remedies')),
  text text not null,
  revision int not null default 1,
  change_key uuid,
  updated_at timestamptz not null,
  updated_by uuid not null,
  primary key (tenant_id, report_id, heading),
  foreign key (tenant_id, report_id) references reports (tenant_id, id)
);

create table report_events (
  tenant_id bigint not null,
  id uuid not null,
  report_id uuid not null,
  kind text not null check (kind in ('submitted', 'returned', 'approved', 'correctionOpened')),
  version int not null,
  at timestamptz not null,
  by_account uuid not null,
  reason text,
  -- Returned cells: [{indicatorId, reason}].
  cells jsonb,
  primary key (tenant_id, id),
  foreign key (tenant_id, report_id) references reports (tenant_id, id)
);
create index report_events_by_report on report_events (tenant_id, report_id, at);

create table report_snapshots (
  tenant_id bigint not null,
  report_id uuid not null,
  version int not null,
  approved_at timestamptz not null,
  approved_by uuid not null,
  reason text,
  content jsonb not null,
  sha256 text not null,
  primary key (tenant_id, report_id, version),
  foreign key (tenant_id, report_id) references reports (tenant_id, id)
);

-- Current approved figures, kept at approval: what boards and consolidation sum, level by level.
create table approved_figures (
  tenant_id bigint not null,
  period text not null,
  indicator_id uuid not null,
  unit_id uuid not null,
  report_id uuid not null,
  version int not null,
  numerator numeric,
  denominator numeric,
  primary key (tenant_id, period, indicator_id, unit_id),
  foreign key (tenant_id, report_id) references reports (tenant_id, id)
);

create table evidence (
  tenant_id bigint not null,
  id uuid not null,
  unit_id uuid not null,
  report_id uuid,
  indicator_id uuid,
  task_id uuid,
  sha256 text not null,
  file_name text not null,
  media_type text not null,
  size bigint not null,
  added_at timestamptz not null,
  added_by uuid not null,
  removed_at timestamptz,
  removed_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, sha256) references stored_files (tenant_id, sha256),
  foreign key (tenant_id, report_id) references reports (tenant_id, id),
  foreign key (tenant_id, task_id) references tasks (tenant_id, id)
);
create index evidence_by_report on evidence (tenant_id, report_id);
create index evidence_by_task on evidence (tenant_id, task_id, unit_id);

create table consolidations (
  tenant_id bigint not null,
  id uuid not null,
  regime_id uuid not null,
  period text not null,
  -- What the synthesis officer edits before issue: letterhead, summaries by heading, signature, recipients.
  edits jsonb not null,
  revision int not null default 1,
  change_key uuid,
  updated_at timestamptz not null,
  updated_by uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, regime_id, period),
  foreign key (tenant_id, regime_id) references regimes (tenant_id, id)
);

create table consolidation_issues (
  tenant_id bigint not null,
  consolidation_id uuid not null,
  version int not null,
  content jsonb not null,
  sha256 text not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  state text not null check (state in ('writing', 'written', 'failed')),
  failure jsonb,
  docx_sha256 text,
  xlsx_sha256 text,
  pdf_sha256 text,
  pdf_missing text,
  primary key (tenant_id, consolidation_id, version),
  foreign key (tenant_id, consolidation_id) references consolidations (tenant_id, id)
);

create table notices (
  tenant_id bigint not null,
  account_id uuid not null,
  -- What it is about; the same reminder is not told twice.
  subject_key text not null,
  kind text not null,
  subject jsonb not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (tenant_id, account_id, subject_key),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);

-- A bulk import: the ordered list of value changes as it was applied, one canonical line each after a first line with their number. Its one
-- audit line (action valuesImported, subject = id) carries digest = sha256 of exactly these bytes in hex, and size.
create table value_batches (
  tenant_id bigint not null references tenants (tenant_id),
  id uuid not null,
  size int not null,
  changes bytea not null,
  digest text not null,
  imported_at timestamptz not null,
  primary key (tenant_id, id)
);

create table audit_streams (
  tenant_id bigint not null references tenants (tenant_id),
  stream text not null,
  last_seq bigint not null,
  last_hash bytea not null,
  primary key (tenant_id, stream)
);

-- payload is the canonical JSON of the line: action, actor, at, detail, requestId, seq, stream, subject. hash = sha256(previous hash in hex || line feed ||
-- payload), as @haidang/domain/audit/chain has it; the first line follows 64 zeros. The program has no statement that changes or removes a line.
create table audit_lines (
  tenant_id bigint not null,
  stream text not null,
  seq bigint not null,
  at timestamptz not null,
  actor_id uuid,
  action text not null,
  subject text not null,
  payload text not null,
  hash bytea not null,
  primary key (tenant_id, stream, seq)
);
create index audit_lines_by_time on audit_lines (tenant_id, at);

-- A tenant root seals the heads of all streams; each is also appended to a file outside the database, so that a cut tail is found.
create table audit_roots (
  tenant_id bigint not null references tenants (tenant_id),
  seq bigint not null,
  at timestamptz not null,
  heads text not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);
