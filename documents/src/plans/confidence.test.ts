import type { Reading, ReadTask } from '@haidang/domain/plans/reading'
import { expect, test } from 'vitest'
import { factorOfSignal, rated, shareOfRule, signalsOf } from './confidence.ts'

const task = (more: Partial<ReadTask> = {}): ReadTask => ({
  rule: 'task.assigned',
  text: 'Rà soát, cập nhật danh mục thủ tục hành chính toàn trình',
  lead: 'Văn phòng HĐND và UBND',
  cooperating: [],
  deadline: { raw: 'quý II năm 2025', iso: '2025-06-30', precision: 'quarter' },
  section: 'II',
  start: 100,
  end: 160,
  ...more,
})
const reading: Reading = {
  document: {
    type: 'kế hoạch',
    number: '15',
    symbol: 'KH-UBND',
    date: '2025-01-20',
    issuer: null,
    place: null,
    title: null,
    signer: null,
    signerRole: null,
    signerAuthority: [],
    recipients: [],
  },
  documentPassages: {},
  citations: [],
  indicators: [],
  tasks: [task()],
  reporting: [],
  doubts: [],
}
const confidence = (more: Partial<Reading>, isReadByOcr = false) => rated({ ...reading, ...more }, isReadByOcr).tasks[0]?.confidence

test('a fact that shows nothing against it is as sure as its rule', () => {
  expect(signalsOf(task(), [], false)).toEqual([])
  expect(confidence({})).toBe(shareOfRule['task.assigned'])
})

test('each signal lowers it, and they add up', () => {
  expect(signalsOf(task({ lead: null }), [], false)).toEqual(['noLead'])
  expect(signalsOf(task({ lead: null, rule: 'task.unaddressed' }), [], false)).toEqual([])
  expect(signalsOf(task({ lead: 'các đơn vị' }), [], false)).toEqual(['leadUnmarked'])
  expect(signalsOf(task({ lead: ['Công an xã', 'Trạm Y tế'] }), [], false)).toEqual(['severalLeads'])
  expect(signalsOf(task({ text: 'Rà soát' }), [], false)).toEqual(['shortText'])
  expect(signalsOf(task({ text: 'Rà soát, '.repeat(90) }), [], false)).toEqual(['longText'])
  expect(signalsOf(task({ deadline: { raw: 'sớm nhất', iso: null } }), [], true)).toEqual(['undatedDeadline', 'readByOcr'])
  expect(confidence({ tasks: [task({ lead: null })] }, true)).toBe(
    Math.round(shareOfRule['task.assigned'] * factorOfSignal.noLead * factorOfSignal.readByOcr * 100) / 100,
  )
})

test('a doubt about its passage lowers it; one about how the document is written does not', () => {
  const doubt = { code: 'repeatedTask', message: '', start: 100, end: 160 } as const
  expect(confidence({ doubts: [doubt] })).toBeLessThan(shareOfRule['task.assigned'])
  expect(confidence({ doubts: [{ ...doubt, places: [{ start: 100, end: 160 }] }] })).toBe(shareOfRule['task.assigned'])
  expect(confidence({ doubts: [{ ...doubt, start: 160, end: 200 }] })).toBe(shareOfRule['task.assigned'])
})
