import { createHash } from 'node:crypto'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { canAdminister } from '@haidang/domain/access/roles'
import type { Instant } from '@haidang/domain/periods/day'
import { reorganisationFaults, reorganised } from '@haidang/domain/units/reorganisation'
import type { Reorganisation, ReorganisationFault } from '@haidang/domain/units/reorganisation'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import { addIdentities, holdRegister, recordVersions, unitVersions, unitVersionsKnownAt } from './store.ts'

/** By which document a reorganisation is made. */
export type Ground = { readonly title: string; readonly documentNumber: string }

export type ReorganisationCounts = {
  readonly id: string
  readonly founded: number
  readonly changed: number
  readonly ended: number
  readonly edges: number
}

export type ApplyRefusal = { readonly refused: 'impossible'; readonly faults: readonly ReorganisationFault[] }

/** Applies a reorganisation to the register in one transaction with its line, all or nothing; facts stay with the units that they belong to. */
export function applyReorganisation(call: Call, event: Reorganisation, ground: Ground): Promise<ReorganisationCounts | ApplyRefusal> {
  checkRight(call)
  return inTransaction<ReorganisationCounts | ApplyRefusal>(call, async (tx) => {
    const { tenantId } = call
    await holdRegister(tx, tenantId)
    const versions = await unitVersions(tx, tenantId)
    const faults = reorganisationFaults(versions, event)
    if (faults.length > 0) return { refused: 'impossible', faults }

    const known = new Set(versions.map(({ id }) => id))
    const founded = event.becomes.filter(({ id }) => !known.has(id)).map(({ id }) => id)
    const changed = event.becomes.filter(({ id }) => known.has(id)).map(({ id }) => id)
    await addIdentities(tx, call, founded)
    const moment = await recordVersions(tx, call, versions, reorganised(versions, event))
    await tx.q
      .insertInto('reorganisations')
      .values({
        tenant_id: tenantId,
        id: event.id,
        title: ground.title,
        document_number: ground.documentNumber,
        effective_on: event.effectiveOn,
        state: 'applied',
        applied_at: moment,
        applied_by: call.actor.id,
        undone_at: null,
        undone_by: null,
      })
      .execute()
    await tx.raw(
      `insert into reorganised_units (tenant_id, reorganisation_id, unit_id, change)
       select $1, $2, u.id, u.change from unnest($3::uuid[], $4::text[]) u (id, change)`,
      [
        tenantId,
        event.id,
        [...founded, ...changed, ...event.ends],
        [...founded.map(() => 'founded'), ...changed.map(() => 'changed'), ...event.ends.map(() => 'ended')],
      ],
    )
    await tx.raw(
      `insert into lineage_edges (tenant_id, reorganisation_id, from_unit_id, to_unit_id, extent, shares, known_from)
       select $1, $2, e."from", e."to", e.extent, coalesce(e.shares, '{}'), $3
         from jsonb_to_recordset($4) e ("from" uuid, "to" uuid, extent text, shares jsonb)`,
      [tenantId, event.id, moment, JSON.stringify(event.edges)],
    )
    const counts = {
      id: event.id,
      founded: founded.length,
      changed: changed.length,
      ended: event.ends.length,
      edges: event.edges.length,
    }
    await audit(tx, call, {
      stream: 'office',
      action: 'unitsReorganised',
      subject: event.id,
      // The whole of it may be ten thousand edges; its digest tells whether they are still the same.
      detail: { ...counts, ...ground, effectiveOn: event.effectiveOn, digest: digestOf(event) },
    })
    return counts
  })
}

export type UndoRefusal = { readonly refused: 'unknown' | 'undoneBefore' } | { readonly refused: 'changedLater'; readonly unitId: string }

/** Takes a reorganisation back: the register is again what it was known to be before, and what was known meanwhile stays known as that. */
export function undoReorganisation(call: Call, id: string): Promise<{ readonly id: string } | UndoRefusal> {
  checkRight(call)
  return inTransaction<{ readonly id: string } | UndoRefusal>(call, async (tx) => {
    const { tenantId } = call
    await holdRegister(tx, tenantId)
    const applied = await tx.q
      .selectFrom('reorganisations')
      .select(['state', 'applied_at', 'title', 'document_number', 'effective_on'])
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (applied === undefined) return { refused: 'unknown' }
    if (applied.state === 'undone') return { refused: 'undoneBefore' }

    const [later] = await tx.raw<{ unit_id: string }>(
      `select k.unit_id from unit_versions_known k
         join reorganised_units r on r.tenant_id = $1 and r.reorganisation_id = $2 and r.unit_id = k.unit_id
        where k.tenant_id = $1 and (k.known_from > $3 or k.known_until > $3) limit 1`,
      [tenantId, id, applied.applied_at],
    )
    if (later !== undefined) return { refused: 'changedLater', unitId: later.unit_id }

    const moved = new Set(
      (
        await tx.raw<{ unit_id: string }>('select unit_id from reorganised_units where tenant_id = $1 and reorganisation_id = $2', [
          tenantId,
          id,
        ])
      ).map((row) => row.unit_id),
    )
    const now = await unitVersions(tx, tenantId)
    const then = await unitVersionsKnownAt(tx, tenantId, justBefore(applied.applied_at))
    const isMoved = ({ id: unitId }: { readonly id: string }): boolean => moved.has(unitId)
    const moment = await recordVersions(tx, call, now.filter(isMoved), then.filter(isMoved))
    await tx.raw('update lineage_edges set known_until = $3 where tenant_id = $1 and reorganisation_id = $2 and known_until is null', [
      tenantId,
      id,
      moment,
    ])
    await tx.q
      .updateTable('reorganisations')
      .set({ state: 'undone', undone_at: moment, undone_by: call.actor.id })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute()
    await audit(tx, call, {
      stream: 'office',
      action: 'reorganisationUndone',
      subject: id,
      detail: { title: applied.title, documentNumber: applied.document_number, effectiveOn: applied.effective_on },
    })
    return { id }
  })
}

/** The program itself (a command on the machine), or who administers. */
function checkRight({ actor, viewer }: Call): void {
  if (actor.id !== null && !canAdminister(viewer)) throw problem('notAllowed')
}

const justBefore = (moment: Instant): Instant => new Date(Date.parse(moment) - 1).toISOString()

const digestOf = (event: Reorganisation): string => createHash('sha256').update(canonicalJson(event)).digest('hex')
