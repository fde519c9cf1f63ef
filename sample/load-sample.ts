import { Readable } from 'node:stream'
import { readPlan } from '@haidang/documents/plans/read-plan'
import { readText } from '@haidang/documents/text/read-text'
import { nationalCalendar } from '@haidang/domain/periods/calendar'
import { instantAt } from '@haidang/domain/periods/day'
import type { Instant } from '@haidang/domain/periods/day'
import { boundaryFrom } from '@haidang/domain/units/boundary'
import { setClock } from '@haidang/server/access/actions'
import { createOffice } from '@haidang/server/access/offices'
import { addPerson } from '@haidang/server/access/store'
import { audit } from '@haidang/server/platform/audit'
import { systemCall } from '@haidang/server/platform/call'
import type { Call, Services } from '@haidang/server/platform/call'
import { inTransaction } from '@haidang/server/platform/transaction'
import type { Tx } from '@haidang/server/platform/transaction'
import { putItem } from '@haidang/server/plans/draft-items'
import { receiveDocument } from '@haidang/server/plans/imports'
import { issuePlan } from '@haidang/server/plans/issue-plan'
import { keepReading } from '@haidang/server/plans/store'
import { recordBoundaries } from '@haidang/server/units/boundary-store'
import { recordOf } from '@haidang/server/units/map-file'
import { foundUnits } from '@haidang/server/units/store'
import { boundaries, boundarySource } from './boundaries.ts'
import { idFor } from './chance.ts'
import { administrator, people, synthesisOfficers } from './people.ts'
import type { SamplePerson } from './people.ts'
import { planTitle, writePlanDocument } from './plan-document.ts'
import { planItems } from './load/plan-items.ts'
import { loadingSlug, removeHalfLoaded } from './load/remove-half-loaded.ts'
import { runActs } from './load/run-acts.ts'
import { settled } from './load/settled.ts'
import { planIssuedAt, sampleNow, timeline } from './timeline.ts'
import { allUnits } from './units.ts'

export type LoadedSample = {
  readonly office: {
    readonly tenantId: number
    readonly slug: string
    readonly name: string
    readonly planId: string
    readonly importId: string
  }
  readonly people: readonly {
    readonly id: string
    readonly login: string
    readonly name: string
    readonly post: string
    readonly role: string
  }[]
}

export const sampleSlug = 'vung-tau'
export const sampleSeed = 'hai-dang-2024'

/** When the office began in the sample: before anything that is told of it. */
const begunAt: Instant = instantAt('2024-01-02', '08:00')

/**
 * Fills an empty database with the sample city. People's work goes through the same actions as on the pages, each at its own moment; until all of
 * it is there the office bears another name, so that a load that was cut off is begun anew.
 */
export async function loadSample(
  services: Services,
  onProgress: (line: string) => void = () => undefined,
  seed: string = sampleSeed,
): Promise<LoadedSample> {
  await removeHalfLoaded(services)
  const name = 'UBND thành phố Vũng Tàu'
  const tenantId = await createOffice(services, {
    slug: loadingSlug,
    name,
    issuer: 'Ủy ban nhân dân thành phố Vũng Tàu',
    superiorBody: null,
    place: 'Vũng Tàu',
    symbolSuffix: 'UBND',
    practice: true,
    now: begunAt,
  })
  await enterRegisters(await systemCall(services, tenantId, 'Hải Đăng', begunAt))

  const callAs = (person: SamplePerson, now: Instant): Call => ({
    services,
    tenantId,
    viewer: { accountId: person.id, tenantId: String(tenantId), unitId: person.unit.id, takenOver: [], roles: person.roles },
    actor: { id: person.id, name: person.name },
    now,
    requestId: crypto.randomUUID(),
  })
  const { planId, importId } = await issueSamplePlan(callAs)
  onProgress('Đã ban hành kế hoạch: 41 chỉ tiêu, 40 đơn vị / The plan is issued: 41 indicators, 40 units')

  await runActs({ services, tenantId, callAs }, timeline(seed), onProgress)

  await setClock(callAs(administrator, sampleNow), sampleNow)
  await inTransaction({ services }, async (tx) => {
    await tx.q.updateTable('tenants').set({ slug: sampleSlug }).where('tenant_id', '=', tenantId).execute()
  })
  return {
    office: { tenantId, slug: sampleSlug, name, planId, importId },
    people: people.map((person) => ({
      id: person.id,
      login: person.login,
      name: person.name,
      post: person.post,
      role: person.roles[0] ?? '',
    })),
  }
}

/** Units, people and the nation's days off. */
function enterRegisters(call: Call): Promise<void> {
  return inTransaction(call, async (tx) => {
    const { tenantId } = call
    await foundUnits(
      tx,
      call,
      allUnits.map(({ id, name, shortName, group, officialCode }) => ({
        id,
        name,
        shortName,
        group,
        validFrom: '2021-07-01',
        ...(officialCode === undefined ? {} : { code: officialCode }),
      })),
    )
    await audit(tx, call, {
      stream: 'office',
      action: 'unitsImported',
      subject: String(tenantId),
      detail: {
        since: '2021-07-01',
        units: allUnits.map(({ id, name, group, officialCode }) => ({ id, name, group, code: officialCode ?? null })),
      },
    })
    await enterBoundaries(tx, call)
    for (const { id, login, name, post, unit, roles } of people) {
      await addPerson(tx, call, { id, login, fullName: name, post, unitId: unit.id, roles })
      await audit(tx, call, {
        stream: 'office',
        action: 'personAdded',
        subject: id,
        detail: { login, fullName: name, post, unitId: unit.id, roles },
      })
    }
    const days = nationalCalendar.filter(({ day }) => day >= '2024-01-01' && day < '2026-01-01')
    await tx.q
      .insertInto('calendar_days')
      .values(days.map(({ day, kind, name, source }) => ({ tenant_id: tenantId, day, kind, name, source })))
      .execute()
    await audit(tx, call, { stream: 'office', action: 'calendarEntered', subject: String(tenantId), detail: { days: days.length } })
  })
}

/** The schematic map of the wards. */
async function enterBoundaries(tx: Tx, call: Call): Promise<void> {
  const records = boundaries.map(({ unitId, ring }) => recordOf(unitId, boundaryFrom([[ring]])))
  await recordBoundaries(tx, call, records, { on: '2021-07-01', source: boundarySource, fileSha256: null })
  await audit(tx, call, {
    stream: 'office',
    action: 'boundariesImported',
    subject: String(call.tenantId),
    detail: { on: '2021-07-01', source: boundarySource, boundaries: records.length },
  })
}

/** The directive comes in, is reviewed item by item and issued, by the synthesis officer. */
async function issueSamplePlan(
  callAs: (person: SamplePerson, now: Instant) => Call,
): Promise<{ readonly planId: string; readonly importId: string }> {
  const [officer] = synthesisOfficers
  const document = writePlanDocument()
  const bytes = Buffer.from(document.text)
  const received = callAs(officer, instantAt('2024-04-19', '14:05'))
  const { id: importId } = await receiveDocument(received, { stream: Readable.from([bytes]), fileName: 'Kế hoạch chuyển đổi số 2024.txt' })

  const readable = readText(bytes)
  const reviewed = callAs(officer, instantAt('2024-04-20', '08:15'))
  const items = planItems(document)
  await inTransaction(received, (tx) => keepReading(tx, received, importId, { ...readable, reading: readPlan(readable), items }))
  for (const { id, kind, value } of items) {
    settled(
      await putItem(reviewed, importId, id, {
        changeKey: idFor('vung-tau', 'accept', id),
        baseRevision: 1,
        kind,
        state: 'accepted',
        value,
      }),
    )
  }
  const issued = settled(
    await issuePlan(callAs(officer, planIssuedAt), importId, { issuedOn: '2024-04-20', number: '2153/KH-UBND', title: planTitle }),
  )
  return { planId: issued.planId, importId }
}
