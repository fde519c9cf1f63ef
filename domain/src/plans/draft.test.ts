import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Unit } from '../units/unit.ts'
import { cityUnits, wardIds } from '../units/units.test-data.ts'
import { draftFromReading } from './draft.ts'
import type { DraftItem } from './draft.ts'
import { reading } from './reading.test-data.ts'
import type { RatedReading } from './reading.ts'

const shared = process.env['HAIDANG_SHARED']

const ofKind = <Kind extends DraftItem['kind']>(items: readonly DraftItem[], kind: Kind) =>
  items.filter((item): item is Extract<DraftItem, { readonly kind: Kind }> => item.kind === kind)

describe('a draft from a reading', () => {
  const items = draftFromReading(reading, cityUnits, '2024-04-20')

  test('has every item that was read, unseen, with its passage and an id of its own', () => {
    expect(items.map(({ id }) => id)).toEqual([
      'document',
      'citation-1',
      'indicator-1',
      'indicator-2',
      'indicator-3',
      'task-1',
      'task-2',
      'reporting-1',
      'reporting-2',
    ])
    expect(items.every(({ state, source }) => state === 'unseen' && source !== undefined)).toBe(true)
    expect(items[1]?.source).toEqual({ start: 40, end: 64 })
  })

  test('drops no second reading of the same thing', () => {
    const twice = { ...reading, tasks: [...reading.tasks, ...reading.tasks] }
    expect(ofKind(draftFromReading(twice, cityUnits, '2024-04-20'), 'task')).toHaveLength(4)
  })

  test('matches addressees, and leaves a task without one to nobody', () => {
    const [training, publicity] = ofKind(items, 'task')
    expect(training?.value).toMatchObject({
      leadUnitIds: ['vhtt'],
      leadText: 'Phòng Văn hóa và Thông tin',
      cooperatingUnitIds: wardIds,
      cooperatingText: 'UBND các phường, xã; các đơn vị có liên quan',
      deadlineText: 'trước ngày 03/8/2024',
    })
    expect(publicity?.value).toMatchObject({ leadUnitIds: [], leadText: '', deadlineText: '' })
  })

  test('finds only units that stand on the day', () => {
    const later = cityUnits.map((unit): Unit => (unit.id === 'vhtt' ? { ...unit, validFrom: '2024-05-01' } : unit))
    expect(ofKind(draftFromReading(reading, later, '2024-04-20'), 'task')[0]?.value.leadUnitIds).toEqual([])
  })

  test('joins the units’ day and the city’s day into one regime', () => {
    const [units, city] = ofKind(items, 'reporting')
    expect(units?.value).toMatchObject({
      frequency: 'monthly',
      windowFrom: { shift: -1, date: 10 },
      windowTo: { shift: 0, date: 10 },
      unitDue: { kind: 'day', shift: 0, date: 12 },
      cityDue: { kind: 'day', shift: 0, date: 25 },
      closingTime: '17:00',
      dayOff: 'next',
      asksFigures: true,
      makesRegime: true,
      reportingUnits: { unitIds: [], groups: ['department', 'ward'] },
    })
    expect(city?.value).not.toHaveProperty('unitDue')
    expect(city?.value.makesRegime).toBe(false)
  })
})

describe.skipIf(!shared)('[shared] a draft of the annotated plan of 2024', () => {
  const plan = (): RatedReading => {
    const gold = JSON.parse(readFileSync(join(shared ?? '', 'tools/gold/001_9f770966d2d2f270.gold.json'), 'utf8')) as RatedReading // Gold has neither rule nor confidence.
    return { ...gold, documentPassages: {}, doubts: [] }
  }
  const items = (): readonly DraftItem[] => draftFromReading(plan(), cityUnits, '2024-04-20')

  test('names what every ratio is of', () => {
    const unlabelled = ofKind(items(), 'indicator').filter(
      ({ value }) => value.kind === 'ratio' && !(value.numeratorLabel && value.denominatorLabel),
    )
    expect(unlabelled.map(({ value }) => value.text)).toEqual([])
  })

  test('reads the regime: 10th to 10th, the 12th, the 25th', () => {
    expect(ofKind(items(), 'reporting')[0]?.value).toMatchObject({
      windowFrom: { shift: -1, date: 10 },
      windowTo: { shift: 0, date: 10 },
      unitDue: { kind: 'day', shift: 0, date: 12 },
      cityDue: { kind: 'day', shift: 0, date: 25 },
    })
  })

  test('finds the online payment ratio’s total in its own words', () => {
    const payment = ofKind(items(), 'indicator').find(({ value }) => value.text.startsWith('85% hồ sơ thanh toán'))
    expect(payment?.value).toMatchObject({ denominatorLabel: 'tổng số hồ sơ thanh toán', value: '85', kind: 'ratio' })
  })
})
