import type { Services } from '@haidang/server/platform/call'
import { inNoOffice } from '@haidang/server/platform/transaction'

/** What the office is called while it is being filled: a program that was killed in between finds it by this name. */
export const loadingSlug = 'vung-tau-dang-nap'

/** Every table of the main job, those that others refer to last. */
const tables = [
  'audit_roots',
  'audit_lines',
  'audit_streams',
  'value_batches',
  'notices',
  'reminder_settings',
  'signed_copies',
  'consolidation_issues',
  'consolidations',
  'evidence',
  'reorganised_reports',
  'approved_figures',
  'report_snapshots',
  'report_events',
  'report_narratives',
  'report_entries',
  'reports',
  'moved_dues',
  'obligations',
  'lock_exceptions',
  'period_lock_words',
  'lock_rules',
  'regimes',
  'task_notes',
  'reorganised_duties',
  'task_assignments',
  'tasks',
  'indicator_definitions',
  'target_paths',
  'unit_target_revisions',
  'indicator_assignments',
  'indicators',
  'plan_versions',
  'plans',
  'register_citations',
  'register_entries',
  'document_relations',
  'documents',
  'reading_examples',
  'draft_items',
  'plan_imports',
  'stored_files',
  'calendar_days',
  'calendar_changes',
  'second_person_requests',
  'sessions',
  'delegations',
  'sign_in_links',
  'sign_in_failures',
  'known_devices',
  'api_tokens',
  'passkeys',
  'passkey_challenges',
  'issuer_attempts',
  'issuer_identities',
  'issuer_versions',
  'recovery_codes',
  'second_factors',
  'security_rules',
  'trusted_roots',
  'post_changes',
  'account_roles',
  'moved_accounts',
  'accounts',
  'takeovers',
  'lineage_edges',
  'reorganised_units',
  'reorganisations',
  'unit_populations',
  'unit_boundaries',
  'rolled_figures',
  'lineage_now',
  'unit_versions_known',
  'unit_versions',
  'units',
  'tenants',
] as const

/** Takes away a sample city that was only half loaded. No office that people work in ever has this name. */
export async function removeHalfLoaded(services: Services): Promise<void> {
  await inNoOffice({ services }, async (tx) => {
    const half = await tx.q
      .selectFrom('tenants')
      .select('tenant_id')
      .where('slug', '=', loadingSlug)
      .where('practice', '=', true)
      .forUpdate()
      .executeTakeFirst()
    if (!half) return
    for (const table of tables) await tx.raw(`delete from ${table} where tenant_id = $1`, [half.tenant_id])
  })
}
