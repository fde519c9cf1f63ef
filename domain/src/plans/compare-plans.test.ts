import { expect, test } from 'vitest'
import { comparePlans } from './compare-plans.ts'
import type { ComparedIndicator, ComparedPlan, ComparedTask } from './compare-plans.ts'

const indicator = (id: string, name: string, value: string, code = ''): ComparedIndicator => ({
  id,
  code,
  name,
  target: { op: '>=', value, unit: '%' },
})
const task = (id: string, text: string, more: Partial<ComparedTask> = {}): ComparedTask => ({
  id,
  text,
  leadText: 'Phòng Văn hóa và Thông tin',
  deadlineText: '',
  ...more,
})
const plan = (indicators: readonly ComparedIndicator[], tasks: readonly ComparedTask[] = []): ComparedPlan => ({ indicators, tasks })

test('a target that was raised is changed, and both levels are told', () => {
  const [old, now] = [indicator('a', 'Hồ sơ nộp trực tuyến', '55'), indicator('x', 'hồ sơ nộp  TRỰC TUYẾN', '80')]
  expect(comparePlans(plan([old]), plan([now])).indicators).toEqual([{ fate: 'changed', before: old, after: now, differs: ['target'] }])
})

test('the same level in other writing is kept', () => {
  const [old, now] = [indicator('a', 'Hồ sơ nộp trực tuyến', '80'), indicator('x', 'Hồ sơ nộp trực tuyến', '80.00')]
  expect(comparePlans(plan([old]), plan([now])).indicators).toEqual([{ fate: 'kept', before: old, after: now }])
})

test('what is new stands in the new order, what was dropped after it', () => {
  const old = plan([indicator('a', 'Hồ sơ nộp trực tuyến', '55'), indicator('b', 'Tuyến phố có camera an ninh', '30')])
  const now = plan([indicator('x', 'Hộ dân có chữ ký số', '40'), indicator('y', 'Hồ sơ nộp trực tuyến', '55')])
  expect(comparePlans(old, now).indicators.map(({ fate }) => fate)).toEqual(['added', 'kept', 'dropped'])
})

test('a name in slightly other words is the same indicator, and its name is told as changed', () => {
  const old = indicator('a', 'Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến', '55')
  const now = indicator('x', 'Tỷ lệ hồ sơ thủ tục hành chính được người dân nộp trực tuyến', '55')
  expect(comparePlans(plan([old]), plan([now])).indicators).toMatchObject([{ fate: 'changed', differs: ['name'] }])
})

test('two indicators that share only the words of the trade are two', () => {
  const old = plan([indicator('a', 'Tỷ lệ hồ sơ được số hóa', '55', 'I.1')])
  const now = plan([indicator('x', 'Tỷ lệ hộ dân có cáp quang', '55', 'I.1')])
  expect(comparePlans(old, now).indicators.map(({ fate }) => fate)).toEqual(['added', 'dropped'])
})

test('of two likely names the code decides', () => {
  const old = plan([indicator('a', 'Hồ sơ trực tuyến phường', '55', 'I.1'), indicator('b', 'Hồ sơ trực tuyến phường', '60', 'I.2')])
  const now = plan([indicator('x', 'Hồ sơ trực tuyến phường', '60', 'I.2'), indicator('y', 'Hồ sơ trực tuyến phường', '55', 'I.1')])
  expect(comparePlans(old, now).indicators).toMatchObject([
    { fate: 'kept', before: { id: 'b' } },
    { fate: 'kept', before: { id: 'a' } },
  ])
})

test('a task tells what of it changed: its text, its lead, its deadline', () => {
  const before = [task('a', 'Tổ chức tập huấn kỹ năng số cho người dân'), task('b', 'Lắp đặt camera tại các chợ')]
  const after = [
    task('x', 'Tổ chức tập huấn kỹ năng số cho người dân và hộ kinh doanh', { deadlineText: '30/6/2025' }),
    task('y', 'Lắp đặt camera tại các chợ', { leadText: 'Công an thành phố' }),
  ]
  expect(comparePlans(plan([], before), plan([], after)).tasks).toMatchObject([
    { fate: 'changed', differs: ['text', 'deadline'] },
    { fate: 'changed', differs: ['lead'] },
  ])
})

test('two plans without anything have nothing to compare', () => {
  expect(comparePlans(plan([]), plan([]))).toEqual({ indicators: [], tasks: [] })
})
