import type { AddPerson, PeopleImported, PersonAdded } from '@haidang/api/people'
import { rowsOfPersonList, unitFinder } from '@haidang/domain/access/person-list'
import type { PersonFault, PersonRow } from '@haidang/domain/access/person-list'
import { writePeopleTemplate } from '@haidang/documents/xlsx/write-people-template'
import { dayOf } from '@haidang/domain/periods/day'
import type { Unit } from '@haidang/domain/units/unit'
import type { Call } from '../platform/call.ts'
import { problem, refusal } from '../platform/problems.ts'
import { withReceivedFile } from '../platform/received-file.ts'
import type { ReceivedFile } from '../platform/received-file.ts'
import { largestTable, linesOfTable } from '../platform/table-lines.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { unitsOnDay } from '../units/store.ts'
import { readPerson } from './people-acts.ts'
import { namesOfLogins, officeName } from './people-store.ts'
import { enterPerson, invitationHours, isLoginTaken } from './people.ts'
import { addLink } from './store.ts'

/** More people than any office has: each of them is told with a link. */
export const peopleAtMost = 2000
/** So many faults are told; the rest is the same again. */
const toldAtMost = 200

/** Somebody new, with the link by which they come in first, which is nowhere but in the answer. */
export async function addOnePerson(call: Call, { name, ...person }: AddPerson): Promise<PersonAdded> {
  const { id, token } = await inTransaction(call, async (tx) => {
    const units = await unitsOnDay(tx, call.tenantId, dayOf(call.now))
    if (!units.some((unit) => unit.id === person.unitId)) throw problem('refused', { reason: 'unitUnknown' })
    const made = await enterPerson(tx, call, { ...person, fullName: name })
    return { id: made, token: await addLink(tx, call.tenantId, made, invitationHours) }
  }).catch((error: unknown) => {
    throw isLoginTaken(error) ? problem('refused', { reason: 'loginTaken' }) : error
  })
  return { person: await readPerson(call, id), token, hours: invitationHours }
}

/** The list to be filled in, with the units of today beside it. */
export async function peopleTemplate(call: Call) {
  const { units, office } = await inReading(call, async (tx) => ({
    units: await unitsOnDay(tx, call.tenantId, dayOf(call.now)),
    office: await officeName(tx, call.tenantId),
  }))
  return {
    bytes: await writePeopleTemplate({ units, office, created: call.now }),
    fileName: 'Danh sách người dùng.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }
}

export type PeopleOutcome = PeopleImported | { readonly refused: 'rowsAtFault'; readonly faults: readonly PersonFault[] }

/** Takes in a list of people (.csv, .xlsx), all or none; a preview says who would come, and writes nothing. */
export async function receivePeople(
  call: Call,
  { fileName, stream }: ReceivedFile,
  { isPreview }: { readonly isPreview: boolean },
): Promise<PeopleImported> {
  const outcome = await withReceivedFile(stream, largestTable, (path) => importPeople(call, { path, fileName }, { isPreview }))
  if (!('refused' in outcome)) return outcome
  if (outcome.refused !== 'rowsAtFault') throw refusal(outcome)
  throw refusal({ ...outcome, total: outcome.faults.length, faults: outcome.faults.slice(0, toldAtMost) })
}

/** As `receivePeople`, from a file that is there. */
export async function importPeople(
  call: Call,
  { path, fileName }: { readonly path: string; readonly fileName: string },
  { isPreview }: { readonly isPreview: boolean },
) {
  const lines = await linesOfTable(path, fileName)
  if ('refused' in lines) return lines
  const list = rowsOfPersonList(lines)
  if ('missing' in list) return { refused: 'columnsMissing', columns: list.missing } as const
  if (list.rows.length > peopleAtMost) return { refused: 'tooManyRows' } as const
  return enterList(call, list, isPreview)
}

type Matched = PersonRow & { readonly unitId: string; readonly unitName: string }

const enterList = (
  call: Call,
  { rows, faults }: { readonly rows: readonly PersonRow[]; readonly faults: readonly PersonFault[] },
  isPreview: boolean,
): Promise<PeopleOutcome> =>
  inTransaction<PeopleOutcome>(call, async (tx) => {
    const { found, unfound } = await match(tx, call, rows)
    const all = [...faults, ...unfound].toSorted((a, b) => a.line - b.line)
    if (all.length > 0) return { refused: 'rowsAtFault', faults: all }

    const added: PeopleImported['added'] = []
    for (const { login, name, post, unitId, unitName, roles, email } of found)
      added.push({
        login,
        name,
        unit: unitName,
        roles: [...roles],
        token: isPreview ? null : await invite(tx, call, { login, fullName: name, post, unitId, roles, email }),
      })
    return { isPreview, came: rows.length, there: rows.length - found.length, added, hours: invitationHours }
  }).catch((error: unknown) => {
    // Somebody was added by another hand in the same moment.
    throw isLoginTaken(error) ? problem('refused', { reason: 'loginTaken' }) : error
  })

const invite = async (tx: Tx, call: Call, person: Parameters<typeof enterPerson>[2]): Promise<string> =>
  addLink(tx, call.tenantId, await enterPerson(tx, call, person), invitationHours)

/** Who of a list is new, each in a unit of today; and what is at fault by what the office has. */
async function match(
  tx: Tx,
  call: Call,
  rows: readonly PersonRow[],
): Promise<{ readonly found: readonly Matched[]; readonly unfound: readonly PersonFault[] }> {
  const units = await unitsOnDay(tx, call.tenantId, dayOf(call.now))
  const find = unitFinder(units)
  const names = new Map(units.map(({ id, name }: Unit) => [id, name]))
  const there = await namesOfLogins(
    tx,
    call.tenantId,
    rows.map(({ login }) => login),
  )
  const found: Matched[] = []
  const unfound: PersonFault[] = []
  for (const row of rows) {
    const known = there.get(row.login)
    // The same list once more: who came by it is there.
    if (known !== undefined && known === row.name) continue
    const unit = find(row.unit)
    if (known !== undefined) unfound.push({ line: row.line, field: 'login', value: row.login, fault: 'taken' })
    if ('fault' in unit && row.unit !== '') unfound.push({ line: row.line, field: 'unit', value: row.unit, fault: unit.fault })
    if ('id' in unit) found.push({ ...row, unitId: unit.id, unitName: names.get(unit.id) ?? '' })
  }
  return { found, unfound }
}
