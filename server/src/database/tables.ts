import type { IndicatorKind } from '@haidang/domain/indicators/indicator'
import type { Day, Instant } from '@haidang/domain/periods/day'
import type { Coordinates } from '@haidang/domain/units/boundary'
import type { Shares } from '@haidang/domain/units/reorganisation'
import type { UnitGroup } from '@haidang/domain/units/unit'
import type { ColumnType, Generated, GeneratedAlways, Kysely } from 'kysely'

/** What the tables hold as the program sees it; connect.ts sets the parsers that make it so. Schema: migrations/. */
export type Db = Kysely<Tables>

/** Exact decimal text, "98.27": a numeric column never passes through a float. */
export type Decimal = string

/** jsonb comes parsed and is written as text (`toJson`), because the driver would turn an array into a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>
export type NullableJson = ColumnType<unknown, string | null, string | null>

export const toJson = (value: object | readonly unknown[]): string => JSON.stringify(value)

export type TenantsTable = {
  tenant_id: GeneratedAlways<number>
  slug: string
  name: string
  issuer: string
  superior_body: string | null
  place: string
  symbol_suffix: string
  practice: Generated<boolean>
  clock_shift_seconds: Generated<number>
  sums_kept: Generated<boolean>
  created_at: Instant
}

export type UnitsTable = {
  tenant_id: number
  id: string
  created_at: Instant
}

export type UnitVersionsTable = {
  tenant_id: number
  unit_id: string
  valid_from: Day
  valid_to: Day | null
  position: Generated<number>
  name: string
  short_name: string
  unit_group: UnitGroup
  official_code: string | null
  parent_id: string | null
  recorded_at: Instant
  kind: string | null
  identifier: string | null
  head_name: string | null
  head_post: string | null
  /** Its names, code and identifier folded for searching. */
  found_by: Generated<string>
}

export type UnitVersionsKnownTable = Omit<UnitVersionsTable, 'position' | 'recorded_at' | 'found_by'> & {
  position: number
  known_from: Instant
  known_until: Instant | null
}

export type ReorganisationsTable = {
  tenant_id: number
  id: string
  title: string
  document_number: string
  effective_on: Day
  state: 'prepared' | 'waiting' | 'applied' | 'undone' | 'dropped'
  applied_at: Instant | null
  applied_by: string | null
  undone_at: Instant | null
  undone_by: string | null
  revision: Generated<number>
  draft: Json
  prepared_at: Instant
  prepared_by: string | null
  undone_because: string | null
}

export type LineageEdgesTable = {
  tenant_id: number
  reorganisation_id: string
  from_unit_id: string
  to_unit_id: string
  extent: 'whole' | 'part'
  shares: Shares
  known_from: Instant
  known_until: Instant | null
}

export type UnitBoundariesTable = {
  tenant_id: number
  unit_id: string
  valid_from: Day
  known_from: Instant
  known_until: Instant | null
  valid_to: Day | null
  geometry: MultiPolygon
  west: number
  south: number
  east: number
  north: number
  points: number
  area_m2: number
  digest: string
  source: string
  file_sha256: string | null
  recorded_by: string | null
}

/** GeoJSON. */
export type MultiPolygon = { readonly type: 'MultiPolygon'; readonly coordinates: Coordinates }

export type ReorganisedUnitsTable = {
  tenant_id: number
  reorganisation_id: string
  unit_id: string
  change: 'founded' | 'changed' | 'ended'
}

/** Written and read by statements of their own (server/src/figures/store.ts). */
export type RolledFiguresTable = {
  tenant_id: number
  lens: 'was' | 'is'
  period: string
  unit_id: string
  indicator_id: string
  numerator: Decimal
  numerators: number
  denominator: Decimal
  denominators: number
  estimates: number
}

/** As the table before. */
export type KeptMonthsTable = {
  tenant_id: number
  lens: 'was' | 'is'
  indicator_id: string
  period: string
  at: string
  numerators: string
  denominators: string
  estimated: string
}

export type LineageNowTable = {
  tenant_id: number
  from_unit_id: string
  since: Day
  until: Day
  heir_id: string
  share: Decimal
  is_estimated: boolean
}

export type TakeoversTable = {
  tenant_id: number
  unit_id: string
  from_unit_id: string
  reorganisation_id: string
  ended_at: Instant | null
}

export type ReorganisedReportsTable = {
  tenant_id: number
  reorganisation_id: string
  report_id: string
  change: 'passedOn' | 'founded' | 'widened'
  heir_report_id: string | null
  form_before: NullableJson
  form_after: NullableJson
}

export type ReorganisedDutiesTable = {
  tenant_id: number
  reorganisation_id: string
  task_id: string
  unit_id: string
  change: 'passedOn' | 'founded' | 'widened'
  heir_unit_id: string | null
  part_before: 'lead' | 'cooperating' | null
  part_after: 'lead' | 'cooperating' | null
  state_before: TaskAssignmentsTable['state'] | null
  done_at_before: Instant | null
}

export type MovedAccountsTable = {
  tenant_id: number
  reorganisation_id: string
  account_id: string
  from_unit_id: string
  to_unit_id: string
}

export type AccountsTable = {
  tenant_id: number
  id: string
  login: string
  full_name: string
  post: string
  unit_id: string
  password_hash: string | null
  must_change_password: Generated<boolean>
  disabled_at: Instant | null
  disabled_because: 'idle' | 'administrator' | 'left' | null
  idle_since: Generated<Instant>
  kind: Generated<'person' | 'service'>
  created_at: Instant
  email: Generated<string | null>
}

export type PostChangesTable = {
  tenant_id: number
  id: string
  account_id: string
  from_day: Day
  document: string
  unit_id: string | null
  post: string | null
  roles: readonly AccountRolesTable['role'][] | null
  successor_id: string | null
  recorded_at: Instant
  recorded_by: string | null
  withdrawn_at: Instant | null
  withdrawn_by: string | null
  applied_at: Instant | null
  unit_before: string | null
  post_before: string | null
  roles_before: readonly AccountRolesTable['role'][] | null
}

export type DelegationsTable = {
  tenant_id: number
  id: string
  from_account: string | null
  to_account: string
  unit_id: string
  roles: readonly AccountRolesTable['role'][]
  from_day: Day
  until_day: Day
  reason: string
  document: string
  given_at: Instant
  given_by: string
  ended_at: Instant | null
  ended_by: string | null
}

export type AccountRolesTable = {
  tenant_id: number
  account_id: string
  role: 'administrator' | 'synthesis' | 'focalPoint' | 'leader' | 'auditor'
}

export type SignInLinksTable = {
  tenant_id: number
  token_hash: Buffer
  account_id: string
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
}

export type SessionsTable = {
  tenant_id: number
  id: string
  token_hash: Buffer
  account_id: string
  created_at: Instant
  last_seen_at: Instant
  expires_at: Instant
  user_agent: string
  address: string
  begun_by: 'password' | 'link' | 'issuer' | 'passkey'
  proved_at: Instant
  acting_under: Generated<string | null>
  strong: Generated<boolean>
  issuer_id: Generated<string | null>
  issuer_subject: Generated<string | null>
  issuer_session: Generated<string | null>
  id_token: Generated<Buffer | null>
}

export type SignInFailuresTable = {
  tenant_id: number
  login_hash: Buffer
  place: string
  failures: number
  failed_at: Instant
  locked_until: Instant | null
}

export type KnownDevicesTable = {
  tenant_id: number
  account_id: string
  device_hash: Buffer
  known_since: Instant
  seen_at: Instant
}

export type SecondFactorsTable = {
  tenant_id: number
  account_id: string
  secret: Buffer
  begun_at: Instant
  confirmed_at: Instant | null
  last_step: number | null
}

export type PasskeysTable = {
  tenant_id: number
  id: string
  account_id: string
  credential_id: Buffer
  public_key: Buffer
  counter: number
  transports: readonly string[]
  name: string
  added_at: Instant
  last_used_at: Instant | null
}

export type PasskeyChallengesTable = {
  tenant_id: number
  challenge_hash: Buffer
  purpose: 'add' | 'signIn' | 'prove'
  account_id: string | null
  expires_at: Instant
}

export type IssuerVersionsTable = {
  tenant_id: number
  issuer_id: string
  version: number
  valid_from: Day
  settings: Json
  source: string
  recorded_at: Instant
  recorded_by: string | null
}

export type IssuerIdentitiesTable = {
  tenant_id: number
  issuer_id: string
  subject: string
  account_id: string
  known_since: Instant
}

export type IssuerAttemptsTable = {
  tenant_id: number
  state_hash: Buffer
  browser_hash: Buffer
  issuer_id: string
  nonce: string
  verifier: string
  redirect_uri: string
  expires_at: Instant
  proved: Generated<Buffer | null>
}

export type ApiTokensTable = {
  tenant_id: number
  id: string
  account_id: string
  token_hash: Buffer
  name: string
  scopes: readonly string[]
  made_at: Instant
  made_by: string
  expires_at: Instant
  last_used_at: Instant | null
  last_address: string | null
  known_addresses: Generated<readonly string[]>
  refused_at: Instant | null
  revoked_at: Instant | null
  revoked_by: string | null
}

export type RecoveryCodesTable = {
  tenant_id: number
  account_id: string
  code_hash: Buffer
  made_at: Instant
  used_at: Instant | null
}

export type SecurityRulesTable = {
  tenant_id: number
  version: number
  valid_from: Day
  rules: Json
  source: string
  recorded_at: Instant
  recorded_by: string | null
}

export type CalendarDaysTable = {
  tenant_id: number
  day: Day
  kind: 'off' | 'work'
  name: string
  source: string
  change_id: string | null
}

export type CalendarChangesTable = {
  tenant_id: number
  id: string
  seq: number
  document_number: string
  document_day: Day
  days: Json
  recorded_at: Instant
  recorded_by: string
}

export type MovedDuesTable = {
  tenant_id: number
  obligation_id: string
  change_id: string
  nominal_before: Day
  due_before: Instant
  moved_because_before: string | null
  due_after: Instant
}

export type PeriodLockWordsTable = {
  tenant_id: number
  id: string
  regime_id: string
  period: string
  seq: number
  says: 'locked' | 'unlocked'
  reason: string
  said_at: Instant
  said_by: string
}

export type LockExceptionsTable = {
  tenant_id: number
  id: string
  regime_id: string
  period: string
  unit_id: string | null
  reason: string
  granted_at: Instant
  granted_by: string
  ends_at: Instant
}

export type LockRulesTable = {
  tenant_id: number
  seq: number
  from_day: Day
  working_days: number | null
  recorded_at: Instant
  recorded_by: string
}

export type StoredFilesTable = {
  tenant_id: number
  sha256: string
  size: number
  media_type: string
  stored_at: Instant
}

export type PlanImportsTable = {
  tenant_id: number
  id: string
  file_sha256: string
  file_name: string
  state: 'waiting' | 'reading' | 'read' | 'failed' | 'issued' | 'discarded'
  failure: NullableJson
  document_text: string | null
  blocks: NullableJson
  reading: NullableJson
  plan_id: string | null
  created_at: Instant
  created_by: string
}

export type DraftItemsTable = {
  tenant_id: number
  import_id: string
  id: string
  kind: 'document' | 'citation' | 'indicator' | 'task' | 'reporting'
  position: number
  state: 'unseen' | 'accepted' | 'dropped'
  source_start: number | null
  source_end: number | null
  value: Json
  original: NullableJson
  revision: Generated<number>
  change_key: string | null
  updated_at: Instant
  updated_by: string | null
  rule: string | null
  confidence: number | null
}

export type ReadingExamplesTable = {
  tenant_id: number
  id: string
  issuer: string
  issuer_key: string
  kind: 'unit' | 'dropped' | 'indicator'
  pattern: string
  correction: Json
  import_id: string
  item_id: string
  made_at: Instant
  made_by: string
  forgotten_at: Instant | null
  forgotten_by: string | null
}

export type DocumentsTable = {
  tenant_id: number
  id: string
  import_id: string | null
  file_sha256: string | null
  type: string
  number: string | null
  symbol: string | null
  issued_on: string | null
  issuer: string | null
  title: string
  signer: string | null
  signer_role: string | null
  registered_at: Instant
  registered_by: string
}

export type DocumentRelationsTable = {
  tenant_id: number
  id: string
  document_id: string
  relation: 'basis' | 'supersedes' | 'amends' | 'implements' | 'mentions'
  target_type: string
  target_number: string | null
  target_number_key: string | null
  target_date: string | null
  target_issuer: string | null
  passage: string
  source_start: number | null
  source_end: number | null
}

/** `words` is the database's own. */
export type RegisterEntriesTable = {
  tenant_id: number
  id: string
  import_id: string | null
  document_id: string | null
  kind: string
  number: string | null
  symbol: string | null
  issued_on: string | null
  issuer: string | null
  title: string
  signer: string | null
  signer_role: string | null
  received_at: Instant
  number_key: string | null
  head: string
  body: Generated<string>
}

export type RegisterCitationsTable = {
  tenant_id: number
  entry_id: string
  position: number
  relation: 'basis' | 'supersedes' | 'amends' | 'implements' | 'mentions'
  type: string
  number: string | null
  number_key: string | null
  date: string | null
  issuer: string | null
  passage: string
  source_start: number | null
  source_end: number | null
}

export type PlansTable = {
  tenant_id: number
  id: string
  document_id: string
  title: string
  year: number
  current_version: number
}

export type PlanVersionsTable = {
  tenant_id: number
  plan_id: string
  version: number
  issued_on: Day
  issued_at: Instant
  issued_by: string
  content: Json
  content_sha256: string
}

export type IndicatorsTable = {
  tenant_id: number
  id: string
  plan_id: string
  since_version: number
  position: number
  code: string
  pillar: string
  name: string
  kind: IndicatorKind
  numerator_label: string | null
  denominator_label: string | null
  unit_of_measure: string
  digits: number
  target: Json
  roll_up: string
  lineage_policy: ColumnType<string | null, string | null | undefined, string | null>
  formula: ColumnType<string | null, string | null | undefined, never>
  clause: string
  source_start: number | null
  source_end: number | null
}

type Recorded = { tenant_id: number; indicator_id: string; version: number; reason: string; recorded_at: Instant; recorded_by: string }
export type IndicatorDefinitionsTable = Recorded & { from_period: string; definition: Json; breaks_series: boolean }
export type TargetPathsTable = Recorded & { path: Json }
export type UnitTargetRevisionsTable = Recorded & { from_period: string; targets: Json }

export type IndicatorAssignmentsTable = {
  tenant_id: number
  indicator_id: string
  unit_id: string
  target: Json
}

export type TasksTable = {
  tenant_id: number
  id: string
  plan_id: string
  position: number
  text: string
  section: string
  lead_text: string
  cooperating_text: string
  deadline: NullableJson
  deadline_at: Instant | null
  deadline_text: string
  source_start: number | null
  source_end: number | null
}

export type TaskAssignmentsTable = {
  tenant_id: number
  task_id: string
  unit_id: string
  part: 'lead' | 'cooperating'
  state: 'assigned' | 'inProgress' | 'done' | 'passedOn'
  done_at: Instant | null
  note: Generated<string>
  revision: Generated<number>
  updated_at: Instant
  updated_by: string | null
}

export type TaskNotesTable = {
  tenant_id: number
  id: string
  task_id: string
  unit_id: string
  at: Instant
  by_account: string
  state: string
  note: string
}

export type RegimesTable = {
  tenant_id: number
  id: string
  plan_id: string
  definition: Json
  first_period: string | null
  last_period: string | null
  issued_at: Instant
}

export type ObligationsTable = {
  tenant_id: number
  id: string
  regime_id: string
  level: 'unit' | 'city'
  unit_id: string
  period: string
  window_from: Day | null
  window_to: Day
  nominal_due: Day
  due_at: Instant
  moved_because: string | null
  form: Json
  created_at: Instant
}

export type ExtensionsTable = {
  tenant_id: number
  id: string
  report_id: string
  wanted_day: Day
  reason: string
  asked_at: Instant
  asked_by: string
  answer: 'granted' | 'refused' | null
  answer_reason: string | null
  answered_at: Instant | null
  answered_by: string | null
  due_before: Instant | null
  due_after: Instant | null
}

export type ReportsTable = {
  tenant_id: number
  id: string
  unit_id: string
  period: string
  state: 'open' | 'submitted' | 'returned' | 'approved' | 'passedOn'
  version: Generated<number>
  lock_seq: Generated<number>
  first_submitted_at: Instant | null
  submitted_at: Instant | null
  submitted_by: string | null
  approved_at: Instant | null
  approved_by: string | null
  correction_reason: string | null
}

export type ReportEntriesTable = {
  tenant_id: number
  report_id: string
  indicator_id: string
  numerator: Decimal | null
  denominator: Decimal | null
  /** Of an indicator of words; then there are no figures. */
  words: ColumnType<string | null, string | null | undefined, string | null>
  note: Generated<string>
  revision: Generated<number>
  change_key: string | null
  updated_at: Instant
  updated_by: string
}

export type ReportNarrativesTable = {
  tenant_id: number
  report_id: string
  heading: 'results' | 'shortcomings' | 'remedies'
  text: string
  revision: Generated<number>
  change_key: string | null
  updated_at: Instant
  updated_by: string
}

export type ReportEventsTable = {
  tenant_id: number
  id: string
  report_id: string
  kind: 'submitted' | 'returned' | 'approved' | 'correctionOpened'
  version: number
  at: Instant
  by_account: string
  reason: string | null
  cells: NullableJson
  explained: NullableJson
}

export type ReportSnapshotsTable = {
  tenant_id: number
  report_id: string
  version: number
  approved_at: Instant
  approved_by: string
  reason: string | null
  content: Json
  sha256: string
}

export type ApprovedFiguresTable = {
  tenant_id: number
  period: string
  indicator_id: string
  unit_id: string
  report_id: string
  version: number
  numerator: Decimal | null
  denominator: Decimal | null
  /** Of an indicator of words; then there are no figures. */
  words: ColumnType<string | null, string | null | undefined, string | null>
  /** The run of a feed that it was taken over from. */
  run_id: ColumnType<string | null, string | null | undefined, string | null>
}

export type FeedsTable = {
  tenant_id: number
  id: string
  name: string
  kind: 'http' | 'folder' | 'sftp' | 'push'
  state: 'active' | 'paused'
  settings: Json
  secret: Buffer | null
  token_hash: Buffer | null
  revision: Generated<number>
  since: Instant
  newest_at: Instant | null
  files_until: Instant | null
  changed_at: Instant
  changed_by: string
}

export type FeedRunsTable = {
  tenant_id: number
  id: string
  feed_id: string
  feed_revision: number
  cause: 'schedule' | 'person' | 'command' | 'push'
  by_account: string | null
  started_at: Instant
  ended_at: Instant
  file_name: string | null
  bytes: number | null
  sha256: string | null
  delivery_key: string | null
  outcome: 'taken' | 'partly' | 'unchanged' | 'failed'
  failure: NullableJson
  value_count: number
  figure_count: number
  changed: number
  findings: Json
  unmapped: Json
  delivered: NullableJson
}

export type FeedValuesTable = {
  tenant_id: number
  period: string
  unit_id: string
  indicator_id: string
  feed_id: string
  run_id: string
  numerator: Decimal | null
  denominator: Decimal | null
  said_at: Instant
  said_until: Instant | null
}

export type EntriesFromFeedsTable = {
  tenant_id: number
  report_id: string
  indicator_id: string
  revision: number
  run_id: string
}

export type TableMappingsTable = {
  tenant_id: number
  plan_id: string
  id: string
  name: string
  heads: Json
  head_key: string
  mapping: Json
  saved_at: Instant
  saved_by: string
}

export type EvidenceTable = {
  tenant_id: number
  id: string
  unit_id: string
  report_id: string | null
  indicator_id: string | null
  task_id: string | null
  sha256: string
  file_name: string
  media_type: string
  size: number
  added_at: Instant
  added_by: string
  removed_at: Instant | null
  removed_by: string | null
}

export type ConsolidationsTable = {
  tenant_id: number
  id: string
  regime_id: string
  period: string
  edits: Json
  revision: Generated<number>
  change_key: string | null
  updated_at: Instant
  updated_by: string
}

export type ConsolidationIssuesTable = {
  tenant_id: number
  consolidation_id: string
  version: number
  content: Json
  sha256: string
  issued_at: Instant
  issued_by: string
  state: 'writing' | 'written' | 'failed'
  failure: NullableJson
  docx_sha256: string | null
  xlsx_sha256: string | null
  pdf_sha256: string | null
  pdf_missing: string | null
  token: string | null
  address: string | null
  recalled_at: Instant | null
  recalled_by: string | null
  recall_reason: string | null
}

export type SignedCopiesTable = {
  tenant_id: number
  consolidation_id: string
  version: number
  sha256: string
  file_name: string
  attached_at: Instant
  attached_by: string
}

export type NoticesTable = {
  tenant_id: number
  account_id: string
  subject_key: string
  kind: string
  subject: Json
  at: Instant
  read_at: Instant | null
}

export type ReminderSettingsTable = {
  tenant_id: number
  seq: number
  from_day: Day
  days_before: number[]
  on_the_day: boolean
  days_after: number[]
  recipients: string[]
  quiet_from: string | null
  quiet_to: string | null
  quiet_on_days_off: boolean
  recorded_at: Instant
  recorded_by: string
}

export type ValueBatchesTable = {
  tenant_id: number
  id: string
  size: number
  changes: Buffer
  digest: string
  imported_at: Instant
  source_digest: string | null
  left_out: Buffer | null
}

export type AuditStreamsTable = {
  tenant_id: number
  stream: string
  last_seq: number
  last_hash: Buffer
}

export type AuditLinesTable = {
  tenant_id: number
  stream: string
  seq: number
  at: Instant
  actor_id: string | null
  action: string
  subject: string
  payload: string
  hash: Buffer
}

export type AuditRootsTable = {
  tenant_id: number
  seq: number
  at: Instant
  heads: string
  hash: Buffer
}

export type SavedViewsTable = {
  tenant_id: number
  id: string
  account_id: string
  name: string
  question: string
  saved_at: Instant
}

export type Tables = {
  tenants: TenantsTable
  units: UnitsTable
  unit_versions: UnitVersionsTable
  unit_versions_known: UnitVersionsKnownTable
  reorganisations: ReorganisationsTable
  lineage_edges: LineageEdgesTable
  reorganised_units: ReorganisedUnitsTable
  unit_boundaries: UnitBoundariesTable
  rolled_figures: RolledFiguresTable
  kept_months: KeptMonthsTable
  indicator_definitions: IndicatorDefinitionsTable
  target_paths: TargetPathsTable
  unit_target_revisions: UnitTargetRevisionsTable
  lineage_now: LineageNowTable
  takeovers: TakeoversTable
  reorganised_reports: ReorganisedReportsTable
  reorganised_duties: ReorganisedDutiesTable
  moved_accounts: MovedAccountsTable
  accounts: AccountsTable
  account_roles: AccountRolesTable
  post_changes: PostChangesTable
  delegations: DelegationsTable
  sign_in_links: SignInLinksTable
  sessions: SessionsTable
  sign_in_failures: SignInFailuresTable
  known_devices: KnownDevicesTable
  security_rules: SecurityRulesTable
  second_factors: SecondFactorsTable
  recovery_codes: RecoveryCodesTable
  api_tokens: ApiTokensTable
  issuer_versions: IssuerVersionsTable
  passkeys: PasskeysTable
  passkey_challenges: PasskeyChallengesTable
  issuer_identities: IssuerIdentitiesTable
  issuer_attempts: IssuerAttemptsTable
  calendar_days: CalendarDaysTable
  calendar_changes: CalendarChangesTable
  moved_dues: MovedDuesTable
  period_lock_words: PeriodLockWordsTable
  lock_exceptions: LockExceptionsTable
  lock_rules: LockRulesTable
  stored_files: StoredFilesTable
  plan_imports: PlanImportsTable
  draft_items: DraftItemsTable
  reading_examples: ReadingExamplesTable
  documents: DocumentsTable
  document_relations: DocumentRelationsTable
  register_entries: RegisterEntriesTable
  register_citations: RegisterCitationsTable
  plans: PlansTable
  plan_versions: PlanVersionsTable
  indicators: IndicatorsTable
  indicator_assignments: IndicatorAssignmentsTable
  tasks: TasksTable
  task_assignments: TaskAssignmentsTable
  task_notes: TaskNotesTable
  regimes: RegimesTable
  obligations: ObligationsTable
  reports: ReportsTable
  report_entries: ReportEntriesTable
  report_narratives: ReportNarrativesTable
  report_events: ReportEventsTable
  report_snapshots: ReportSnapshotsTable
  approved_figures: ApprovedFiguresTable
  extensions: ExtensionsTable
  feeds: FeedsTable
  feed_runs: FeedRunsTable
  feed_values: FeedValuesTable
  entries_from_feeds: EntriesFromFeedsTable
  table_mappings: TableMappingsTable
  evidence: EvidenceTable
  consolidations: ConsolidationsTable
  consolidation_issues: ConsolidationIssuesTable
  signed_copies: SignedCopiesTable
  notices: NoticesTable
  reminder_settings: ReminderSettingsTable
  value_batches: ValueBatchesTable
  saved_views: SavedViewsTable
  audit_streams: AuditStreamsTable
  audit_lines: AuditLinesTable
  audit_roots: AuditRootsTable
}
