import type { PrepareReorganisation } from '@haidang/api/reorganisations'
import type { ChangeParticulars } from '@haidang/api/units'
import { canAdminister } from '@haidang/domain/access/roles'
import { dayOf } from '@haidang/domain/periods/day'
import { particularsChange, particularsChanged, reorganisationFaults } from '@haidang/domain/units/reorganisation'
import type { Reorganisation, ReorganisationFault } from '@haidang/domain/units/reorganisation'
import { reorganisationFromTable } from '@haidang/domain/units/reorganisation-table'
import type { ReorganisationRow, RowFault } from '@haidang/domain/units/reorganisation-table'
import { parseIdentifier } from '@haidang/domain/units/unit'
import type { Unit } from '@haidang/domain/units/unit'
import { v5 as idFrom, v7 as newId } from 'uuid'
import { toJson } from '../database/tables.ts'
import { audit } from '../platform/audit.ts'
import { allOffices, systemCall } from '../platform/call.ts'
import type { Call, Services } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { addDraft, carryOut } from './reorganisations.ts'
import type { ApplyRefusal, ParticularsOfUnit, ReorganisationCounts } from './reorganisations.ts'
import { holdRegister, unitVersions } from './store.ts'

export type DraftRow = {
  readonly id: string
  readonly title: string
  readonly documentNumber: string
  readonly effectiveOn: string
  readonly state: 'prepared' | 'waiting' | 'applied' | 'undone' | 'dropped'
  readonly revision: number
  readonly rows: readonly ReorganisationRow[]
  readonly heirs: Readonly<Record<string, string>>
  /** Instead of rows: another head or identifier of one unit. */
  readonly particulars?: ParticularsOfUnit
}
type Typed = Pick<DraftRow, 'rows' | 'heirs' | 'particulars'>

/** A reorganisation by its id; `forChange` holds its row until the transaction ends. Not there and not the office's look the same. */
export async function draftOf(tx: Tx, tenantId: number, id: string, mode: 'forReading' | 'forChange'): Promise<DraftRow> {
  const [row] = await tx.raw<Omit<DraftRow, keyof Typed> & { readonly draft: Typed }>(
    `select id, title, document_number "documentNumber", effective_on "effectiveOn", state, revision, draft
       from reorganisations where tenant_id = $1 and id = $2 ${mode === 'forChange' ? 'for no key update' : ''}`,
    [tenantId, id],
  )
  if (row === undefined) throw problem('notFound')
  const { draft, ...head } = row
  return { ...head, ...draft }
}

/** The reorganisation that a draft says of these units; an identity that it founds is the same each time. */
export function eventOf(
  { id, effectiveOn, rows, particulars }: Pick<DraftRow, 'id' | 'effectiveOn' | 'rows' | 'particulars'>,
  versions: readonly Unit[],
): { readonly event: Reorganisation } | { readonly faults: readonly RowFault[] } {
  if (particulars) return { event: particularsChange(versions, { id, effectiveOn, ...particulars }) }
  return reorganisationFromTable(rows, { versions, effectiveOn, id, newId: (code) => idFrom(code, id) })
}

export type DraftRefusal = { readonly refused: 'notPrepared' }

/** Keeps a new draft; nothing of the register changes by it. The units that it will found have their ids from its own. */
export function prepareReorganisation(call: Call, input: PrepareReorganisation, id = newId()): Promise<{ readonly id: string }> {
  checkRight(call)
  return inTransaction(call, async (tx) => {
    await addDraft(tx, call, id, input)
    await note(tx, call, 'reorganisationPrepared', id, input)
    return { id }
  })
}

/** The draft as it is typed now, on the revision that was seen. What waits for its day is prepared again by it. */
export function changeReorganisation(
  call: Call,
  id: string,
  { revision, ...input }: PrepareReorganisation & { readonly revision: number },
): Promise<{ readonly id: string } | DraftRefusal> {
  checkRight(call)
  return inTransaction<{ readonly id: string } | DraftRefusal>(call, async (tx) => {
    const draft = await draftOf(tx, call.tenantId, id, 'forChange')
    if ((draft.state !== 'prepared' && draft.state !== 'waiting') || draft.particulars) return { refused: 'notPrepared' }
    if (draft.revision !== revision) throw problem('changedMeanwhile', { current: { revision: draft.revision } })
    await tx.raw(
      `update reorganisations set title = $3, document_number = $4, effective_on = $5, draft = $6, state = 'prepared', revision = revision + 1
        where tenant_id = $1 and id = $2`,
      [call.tenantId, id, input.title, input.documentNumber, input.effectiveOn, toJson({ rows: input.rows, heirs: input.heirs })],
    )
    await note(tx, call, 'reorganisationChanged', id, input)
    return { id }
  })
}

/** Puts a draft away; it stays in the list with that state. */
export function dropReorganisation(call: Call, id: string): Promise<{ readonly id: string } | DraftRefusal> {
  checkRight(call)
  return inTransaction<{ readonly id: string } | DraftRefusal>(call, async (tx) => {
    const draft = await draftOf(tx, call.tenantId, id, 'forChange')
    if (draft.state !== 'prepared' && draft.state !== 'waiting') return { refused: 'notPrepared' }
    await setState(tx, call, id, 'dropped')
    await note(tx, call, 'reorganisationDropped', id, draft)
    return { id }
  })
}

export type Submitted = { readonly id: string; readonly waits: boolean }
export type SubmitRefusal =
  | DraftRefusal
  | ApplyRefusal
  | { readonly refused: 'rowsAtFault'; readonly faults: readonly RowFault[] }
  | { readonly refused: 'documentMissing' | 'empty' }

/** Applies a draft where its day has come; before it, the draft waits, and the program applies it on its day. */
export function submitReorganisation(call: Call, id: string, revision: number): Promise<Submitted | SubmitRefusal> {
  checkRight(call)
  return inTransaction<Submitted | SubmitRefusal>(call, async (tx) => {
    await holdRegister(tx, call.tenantId)
    const draft = await draftOf(tx, call.tenantId, id, 'forChange')
    if (draft.state !== 'prepared') return { refused: 'notPrepared' }
    if (draft.revision !== revision) throw problem('changedMeanwhile', { current: { revision: draft.revision } })
    if (draft.documentNumber === '') return { refused: 'documentMissing' }
    if (draft.rows.length === 0 && !draft.particulars) return { refused: 'empty' }
    return submitDraft(tx, call, draft)
  })
}

async function submitDraft(tx: Tx, call: Call, draft: DraftRow): Promise<Submitted | SubmitRefusal> {
  const { id } = draft
  if (draft.effectiveOn <= dayOf(call.now)) {
    const outcome = await applyDraft(tx, call, draft)
    return 'refused' in outcome ? outcome : { id, waits: false }
  }
  const versions = await unitVersions(tx, call.tenantId)
  const read = eventOf(draft, versions)
  if ('faults' in read) return { refused: 'rowsAtFault', faults: read.faults }
  const faults = reorganisationFaults(versions, read.event)
  if (faults.length > 0) return { refused: 'impossible', faults }
  await setState(tx, call, id, 'waiting')
  await note(tx, call, 'reorganisationWaits', id, draft)
  return { id, waits: true }
}

export type ParticularsRefusal =
  | { readonly refused: 'nothingChanged' }
  | { readonly refused: 'notStanding' | 'changedLater'; readonly unitName: string }
  | { readonly refused: 'identifierTaken'; readonly unitName: string; readonly identifier: string }
  | SubmitRefusal

/** Another head or identifier of a unit by a decision: at once where its day has come, else on its day. */
export function changeParticulars(
  call: Call,
  unitId: string,
  { title, documentNumber, effectiveOn, head, identifier: written }: ChangeParticulars,
): Promise<Submitted | ParticularsRefusal> {
  checkRight(call)
  return inTransaction<Submitted | ParticularsRefusal>(call, async (tx) => {
    await holdRegister(tx, call.tenantId)
    const versions = await unitVersions(tx, call.tenantId)
    if (!versions.some(({ id }) => id === unitId)) throw problem('notFound')
    const identifier = typeof written === 'string' ? parseIdentifier(written) : written
    const particulars = { unitId, ...(head === undefined ? {} : { head }), ...(identifier === undefined ? {} : { identifier }) }
    const typed = { title, documentNumber, effectiveOn, rows: [], heirs: {}, particulars }
    const id = newId()
    const event = particularsChange(versions, { id, effectiveOn, ...particulars })
    const [fault] = reorganisationFaults(versions, event)
    if (fault !== undefined) return particularsRefusal(fault, versions)
    if (particularsChanged(versions, event).size === 0) return { refused: 'nothingChanged' }
    await addDraft(tx, call, id, typed)
    return submitDraft(tx, call, { ...typed, id, state: 'prepared', revision: 1 })
  })
}

/** What a person can do something about, with the name that helps. */
function particularsRefusal(fault: ReorganisationFault, versions: readonly Unit[]): ParticularsRefusal {
  const nameOf = (id: string): string => versions.findLast((unit) => unit.id === id)?.name ?? id
  if (fault.fault === 'identifierTaken') return { refused: fault.fault, identifier: fault.code, unitName: nameOf(fault.otherId) }
  if (fault.fault === 'notStanding' || fault.fault === 'changedLater') return { refused: fault.fault, unitName: nameOf(fault.unitId) }
  return { refused: 'impossible', faults: [fault] }
}

async function applyDraft(tx: Tx, call: Call, draft: DraftRow): Promise<ReorganisationCounts | SubmitRefusal> {
  const read = eventOf(draft, await unitVersions(tx, call.tenantId))
  if ('faults' in read) return { refused: 'rowsAtFault', faults: read.faults }
  return carryOut(tx, call, read.event, { title: draft.title, documentNumber: draft.documentNumber }, draft.heirs)
}

/**
 * Applies what waited for its day in any office, in the order of the days. What cannot be applied any more is prepared again, with a line that
 * says so, and keeps nobody else back.
 */
export async function applyWhatWaits(services: Services): Promise<void> {
  for (const tenantId of await allOffices(services)) {
    const call = await systemCall(services, tenantId, 'Hải Đăng')
    for (const { id } of await inReading(call, (tx) => dueDrafts(tx, call))) await applyWaiting(call, id)
  }
}

const dueDrafts = (tx: Tx, { tenantId, now }: Call): Promise<readonly { readonly id: string }[]> =>
  tx.q
    .selectFrom('reorganisations')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'waiting')
    .where('effective_on', '<=', dayOf(now))
    .orderBy('effective_on')
    .orderBy('prepared_at')
    .execute()

async function applyWaiting(call: Call, id: string): Promise<void> {
  const outcome = await inTransaction<ReorganisationCounts | SubmitRefusal>(call, async (tx) => {
    await holdRegister(tx, call.tenantId)
    const draft = await draftOf(tx, call.tenantId, id, 'forChange')
    return draft.state === 'waiting' ? applyDraft(tx, call, draft) : { refused: 'notPrepared' }
  })
  if (!('refused' in outcome) || outcome.refused === 'notPrepared') return
  await inTransaction(call, async (tx) => {
    const draft = await draftOf(tx, call.tenantId, id, 'forChange')
    if (draft.state !== 'waiting') return
    await setState(tx, call, id, 'prepared')
    await audit(tx, call, {
      stream: 'office',
      action: 'reorganisationNotApplied',
      subject: id,
      detail: { title: draft.title, because: outcome.refused },
    })
  })
}

const setState = (tx: Tx, { tenantId }: Call, id: string, state: DraftRow['state']) =>
  tx.raw('update reorganisations set state = $3, revision = revision + 1 where tenant_id = $1 and id = $2', [tenantId, id, state])

const note = (
  tx: Tx,
  call: Call,
  action: string,
  id: string,
  {
    title,
    documentNumber,
    effectiveOn,
    rows,
    particulars,
  }: Pick<DraftRow, 'title' | 'documentNumber' | 'effectiveOn' | 'particulars'> & { readonly rows: readonly unknown[] },
): Promise<void> =>
  audit(tx, call, {
    stream: 'office',
    action,
    subject: id,
    detail: { title, documentNumber, effectiveOn, rows: rows.length, ...(particulars ? { particulars } : {}) },
  })

function checkRight({ viewer }: Call): void {
  if (!canAdminister(viewer)) throw problem('notAllowed')
}
