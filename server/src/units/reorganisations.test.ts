import type { Reorganisation } from '@haidang/domain/units/reorganisation'
import { unitsOn } from '@haidang/domain/units/unit'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemCall } from '../platform/call.ts'
import type { Call } from '../platform/call.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { inReading } from '../platform/transaction.ts'
import { verifyAudit } from '../audit/verify.ts'
import { applyReorganisation, correctEdges, undoReorganisation } from './reorganisations.ts'
import { importUnits } from './import-units.ts'
import { officeLineage, unitVersions, unitVersionsKnownAt } from './store.ts'

let office: Omit<TestOffice, 'neighbour' | 'close'>
let first: TestOffice
let call: Call
beforeAll(async () => {
  first = await testOffice()
})
afterAll(() => first.close())
beforeEach(async () => {
  // An office of its own for each: a reorganisation changes its register.
  office = await first.neighbour()
  call = await systemCall(office.services, office.tenantId, 'test', '2025-06-20T02:00:00.000Z')
})

const day = '2025-07-01'
const ground = { title: 'Sắp xếp đơn vị hành chính', documentNumber: '99/NQ-UBTVQH' }
const versions = () => inReading(office, (tx) => unitVersions(tx, office.tenantId))
const knownAt = (at: string) => inReading(office, (tx) => unitVersionsKnownAt(tx, office.tenantId, at))
const lineage = (knownAtMoment?: string) =>
  inReading(office, (tx) => officeLineage(tx, office.tenantId, knownAtMoment === undefined ? {} : { knownAt: knownAtMoment }))

const merge = (part: Partial<Reorganisation> = {}): Reorganisation => {
  const { ward5, ward7 } = office.units
  const heir = newId()
  return {
    id: newId(),
    effectiveOn: day,
    becomes: [{ id: heir, name: 'UBND phường Cửa Biển', shortName: 'P. Cửa Biển', group: 'ward', code: '26506' }],
    ends: [ward5, ward7],
    edges: [ward5, ward7].map((from) => ({ from, to: heir, extent: 'whole' })),
    ...part,
  }
}

async function applied(event: Reorganisation): Promise<void> {
  expect(await applyReorganisation(call, event, ground)).not.toHaveProperty('refused')
}

describe('a reorganisation of an office', () => {
  test('changes the register from its day, leads the old units to their heir, and leaves one line', async () => {
    const lines = await office.countAuditLines()
    const before = await versions()
    const event = merge()
    expect(await applyReorganisation(call, event, ground)).toEqual({
      id: event.id,
      founded: 1,
      changed: 0,
      ended: 2,
      edges: 2,
      accounts: 2,
      reportsPassed: 0,
      reportsFounded: 0,
      duties: 0,
    })

    const after = await versions()
    expect(unitsOn(after, '2025-06-30').map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(unitsOn(after, day).map(({ name }) => name)).toEqual(['Phòng Văn hóa và Thông tin', 'UBND thành phố', 'UBND phường Cửa Biển'])
    const heir = event.becomes[0]?.id ?? ''
    expect((await lineage())(office.units.ward5, '2024-05-10', day)).toEqual({
      heirs: [{ unitId: heir, share: '1', isEstimated: false }],
      lost: '0',
    })
    expect(await office.countAuditLines()).toBe(lines + 1)
    expect(await verifyAudit(office.services, office.tenantId)).toMatchObject({ ok: true })
  })

  test('is corrected by naming other heirs; what was recorded stays known as that, and a correction that changes nothing is refused', async () => {
    const { ward5, ward7 } = office.units
    const event = merge()
    const heir = event.becomes[0]?.id ?? ''
    const other = newId()
    await applied({
      ...event,
      becomes: [...event.becomes, { id: other, name: 'UBND xã Gò Đồi', shortName: 'X. Gò Đồi', group: 'ward', code: '26507' }],
    })
    const [appliedAt] = await inReading(office, (tx) =>
      tx.raw<{ moment: string }>('select applied_at moment from reorganisations where tenant_id = $1', [office.tenantId]),
    )
    const reason = 'Nghị quyết ghi một phần về xã Gò Đồi'
    const lines = await office.countAuditLines()
    expect(await correctEdges(call, event.id, { fromId: ward5, edges: [{ toId: heir, extent: 'whole', shares: {} }], reason })).toEqual({
      refused: 'nothingChanged',
    })
    expect(
      await correctEdges(call, event.id, { fromId: ward5, edges: [{ toId: newId(), extent: 'whole', shares: {} }], reason }),
    ).toMatchObject({ refused: 'impossible', faults: [{ fault: 'successorNotStanding' }] })
    expect(await office.countAuditLines()).toBe(lines)

    await correctEdges(call, event.id, {
      fromId: ward5,
      edges: [
        { toId: heir, extent: 'part', shares: { population: '0.7' } },
        { toId: other, extent: 'part', shares: { population: '0.3' } },
      ],
      reason,
    })
    await correctEdges(call, event.id, { fromId: ward7, edges: [{ toId: other, extent: 'whole', shares: {} }], reason })
    const known = await lineage()
    expect(known(ward5, '2024-05-10', day)).toMatchObject({
      heirs: expect.arrayContaining([
        { unitId: heir, share: '0.7', isEstimated: true },
        { unitId: other, share: '0.3', isEstimated: true },
      ]),
    })
    expect(known(ward7, '2024-05-10', day)).toMatchObject({ heirs: [{ unitId: other, share: '1' }] })
    expect((await lineage(appliedAt?.moment))(ward7, '2024-05-10', day)).toMatchObject({ heirs: [{ unitId: heir, share: '1' }] })
    expect(await office.countAuditLines()).toBe(lines + 2)
  })

  test('undone, everything is byte for byte as before, and what was known meanwhile is still known as that', async () => {
    const before = JSON.stringify(await versions())
    const event = merge()
    await applied(event)
    const meanwhile = JSON.stringify(await versions())
    const moment =
      (await office.services.db.selectFrom('reorganisations').select('applied_at').where('id', '=', event.id).executeTakeFirstOrThrow())
        .applied_at ?? ''
    expect(await undoReorganisation(call, event.id, 'nghị quyết đã bị bãi bỏ')).toEqual({ id: event.id })

    expect(JSON.stringify(await versions())).toBe(before)
    expect(JSON.stringify(await knownAt(moment))).toBe(meanwhile)
    expect((await lineage())(office.units.ward5, '2024-05-10', day)).toMatchObject({ heirs: [{ unitId: office.units.ward5 }] })
    expect((await lineage(moment))(office.units.ward5, '2024-05-10', day)).toMatchObject({ heirs: [{ unitId: event.becomes[0]?.id }] })
    expect(await undoReorganisation(call, event.id, 'nghị quyết đã bị bãi bỏ')).toEqual({ refused: 'undoneBefore' })
    expect(await undoReorganisation(call, newId(), 'nghị quyết đã bị bãi bỏ')).toEqual({ refused: 'unknown' })
  })

  test('what was known at a moment never changes after it, whatever comes', async () => {
    const told: { readonly at: string; readonly versions: string }[] = []
    const remember = async () => {
      const { rows } = await office.services.owner.query(
        'select max(greatest(known_from, known_until)) as at from unit_versions_known where tenant_id = $1',
        [office.tenantId],
      )
      told.push({ at: String(rows[0].at), versions: JSON.stringify(await versions()) })
    }
    await remember()
    const event = merge()
    await applied(event)
    await remember()
    await undoReorganisation(call, event.id, 'nghị quyết đã bị bãi bỏ')
    await remember()
    await applied(merge())
    await remember()
    for (const one of told) expect(JSON.stringify(await knownAt(one.at))).toBe(one.versions)
  })

  test('that cannot be is refused with what is wrong, and nothing is written', async () => {
    const before = { versions: await versions(), lines: await office.countAuditLines() }
    const stranger = newId()
    const outcome = await applyReorganisation(
      call,
      merge({ edges: [{ from: stranger, to: office.units.culture, extent: 'whole', line: 4 }] }),
      ground,
    )
    expect(outcome).toEqual({ refused: 'impossible', faults: [{ fault: 'unknownUnit', unitId: stranger, line: 4 }] })
    expect({ versions: await versions(), lines: await office.countAuditLines() }).toEqual(before)
    expect(await office.services.db.selectFrom('reorganisations').select('id').where('tenant_id', '=', office.tenantId).execute()).toEqual(
      [],
    )
  })

  test('is not undone over one that came after it on the same units', async () => {
    const event = merge()
    await applied(event)
    const heir = event.becomes[0]
    if (!heir) throw new Error('The merge founds one.')
    await applied({ id: newId(), effectiveOn: '2026-01-01', becomes: [{ ...heir, name: 'UBND phường Biển' }], ends: [], edges: [] })
    expect(await undoReorganisation(call, event.id, 'nghị quyết đã bị bãi bỏ')).toEqual({
      refused: 'changedLater',
      unitId: heir.id,
      unitName: heir.name,
    })
    expect((await versions()).some(({ name }) => name === 'UBND phường Biển')).toBe(true)
  })

  test('is undone once what came after it is undone', async () => {
    const before = JSON.stringify(await versions())
    const event = merge()
    await applied(event)
    const later = newId()
    const [heir] = event.becomes
    if (!heir) throw new Error('The merge founds one.')
    await applied({ id: later, effectiveOn: '2026-01-01', becomes: [{ ...heir, name: 'UBND phường Biển' }], ends: [], edges: [] })
    await undoReorganisation(call, later, 'nhập nhầm tên')
    expect(await undoReorganisation(call, event.id, 'nghị quyết đã bị bãi bỏ')).toEqual({ id: event.id })
    expect(JSON.stringify(await versions())).toBe(before)
  })

  test('two at once over the same units: one holds, the other is told', async () => {
    const outcomes = await Promise.all([applyReorganisation(call, merge(), ground), applyReorganisation(call, merge(), ground)])
    expect(outcomes.map((outcome) => 'refused' in outcome)).toContain(true)
    expect(outcomes.map((outcome) => 'refused' in outcome)).toContain(false)
  })

  test.each<PersonName>(['minh', 'lan', 'thu', 'quan'])('is not for %s, and nothing is written', async (person) => {
    const lines = await office.countAuditLines()
    expect(() => applyReorganisation(office.callAs(person), merge(), ground)).toThrow('notAllowed')
    expect(() => undoReorganisation(office.callAs(person), newId(), 'nghị quyết đã bị bãi bỏ')).toThrow('notAllowed')
    expect(await office.countAuditLines()).toBe(lines)
  })
})

test('the same list entered twice at once is entered once', async () => {
  const row = { line: 2, name: 'UBND xã Cồn Xanh', shortName: 'Cồn Xanh', group: 'ward', kind: 'xã', code: '103', parentCode: '' } as const
  const outcomes = await Promise.all([importUnits(call, [row], '2024-01-01'), importUnits(call, [row], '2024-01-01')])
  const added = outcomes.map((outcome) => ('refused' in outcome ? undefined : outcome.added.length))
  expect(new Set(added)).toEqual(new Set([0, 1]))
  expect((await versions()).filter(({ code }) => code === '103')).toHaveLength(1)
})
