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
import { writePlanDocument } from './plan-document.ts'
import type { SamplePlan } from './plan-document.ts'
import { plans } from './plans.ts'
import { defineIndicators } from './load/define-indicators.ts'
import { planItems } from './load/plan-items.ts'
import { loadingSlug, removeHalfLoaded } from './load/remove-half-loaded.ts'
import { runActs } from './load/run-acts.ts'
import type { Stage } from './load/run-acts.ts'
import { settled } from './load/settled.ts'
import { reorganisedAt, sampleNow, timeline } from './timeline.ts'
import { allUnits, heirOf } from './units.ts'

export type LoadedSample = {
  readonly office: {
    readonly tenantId: number
    readonly slug: string
    readonly name: string
    readonly plans: readonly { readonly year: number; readonly planId: string; readonly importId: string }[]
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
    viewer: { accountId: person.id, tenantId: String(tenantId), ...placeOf(person, now), roles: person.roles },
    actor: { id: person.id, name: person.name },
    now,
    requestId: crypto.randomUUID(),
  })
  const stage: Stage = { services, tenantId, callAs, revisions: new Map() }
  const acts = timeline(seed)
  const issued: LoadedSample['office']['plans'][number][] = []
  for (const [index, plan] of plans.entries()) {
    issued.push({ year: plan.year, ...(await issueSamplePlan(plan, callAs)) })
    const count = plan.indicators.length
    onProgress(
      `Đã ban hành kế hoạch năm ${plan.year}: ${count} chỉ tiêu, 40 đơn vị / The plan of ${plan.year} is issued: ${count} indicators, 40 units`,
    )
    const next = plans[index + 1]?.issuedAt ?? sampleNow
    await runActs(
      stage,
      acts.filter(({ at }) => at >= plan.issuedAt && at < next),
      onProgress,
    )
  }

  await setClock(callAs(administrator, sampleNow), sampleNow)
  await inTransaction({ services, tenantId }, async (tx) => {
    await tx.q.updateTable('tenants').set({ slug: sampleSlug }).where('tenant_id', '=', tenantId).execute()
  })
  return {
    office: { tenantId, slug: sampleSlug, name, plans: issued },
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
      allUnits.map(({ id, name, shortName, group, officialCode, head }) => ({
        id,
        name,
        shortName,
        group,
        validFrom: '2021-07-01',
        ...(officialCode === undefined ? {} : { code: officialCode }),
        ...(head === undefined ? {} : { head }),
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
      await addPerson(tx, call, { id, login, fullName: name, post, unitId: unit.id, roles, email: null, mustChangePassword: false })
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
      .values(days.map(({ day, kind, name, source }) => ({ tenant_id: tenantId, day, kind, name, source, change_id: null })))
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

/** Where a person works: from the reorganisation on in the unit that goes on for theirs. */
function placeOf({ unit }: SamplePerson, now: Instant): Pick<Call['viewer'], 'unitId' | 'takenOver'> {
  const heir = now < reorganisedAt ? unit : heirOf(unit)
  return { unitId: heir.id, takenOver: (heir.parts ?? []).map(({ id }) => id) }
}

/** The directive comes in, is reviewed item by item and issued, by the synthesis officer. */
async function issueSamplePlan(
  plan: SamplePlan,
  callAs: (person: SamplePerson, now: Instant) => Call,
): Promise<{ readonly planId: string; readonly importId: string }> {
  const [officer] = synthesisOfficers
  const document = writePlanDocument(plan)
  const bytes = Buffer.from(document.text)
  const received = callAs(officer, plan.receivedAt)
  const fileName = `Kế hoạch chuyển đổi số ${plan.year}.txt`
  const { id: importId } = await receiveDocument(received, { stream: Readable.from([bytes]), fileName })

  const readable = readText(bytes)
  const reviewed = callAs(officer, plan.reviewedAt)
  const items = planItems(plan, document)
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
  const { issuedOn, number, title } = plan
  const issuing = callAs(officer, plan.issuedAt)
  const issued = settled(await issuePlan(issuing, importId, { issuedOn, number, title }))
  await defineIndicators(issuing, plan, issued.planId)
  return { planId: issued.planId, importId }
}
