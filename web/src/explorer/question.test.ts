import { expect, test } from 'vitest'
import { choices, ids } from './explorer.test-data.ts'
import { addressOf, changed, csvOf, questionIn, queryOf, requestOf } from './question.ts'
import type { Question } from './question.ts'

const today = '2024-05-20'
function asked(query: string, of = choices): Question {
  const question = questionIn(new URLSearchParams(query), of, today)
  if (question === undefined) throw new Error('nothing to ask')
  return question
}

test('a plain address asks for the first indicator of the newest plan, the city and its wards, over a year', () => {
  expect(asked('')).toMatchObject({
    planId: ids.plan,
    indicatorIds: [ids.online],
    groups: ['city', 'ward'],
    unitIds: [],
    from: '2023-06',
    to: '2024-05',
    measure: 'result',
    rows: 'units',
    columns: 'periods',
    drawing: null,
  })
  expect(requestOf(asked(''))).toBe(`/api/analytics?indicatorIds=${ids.online}&groups=city%2Cward&from=2023-06&to=2024-05`)
})

test('whatever is asked comes back from its address, and asks the API the same', () => {
  const query = `ke-hoach=${ids.plan}&chi-tieu=${ids.meetings},${ids.online}&cua=phuong-xa,${ids.ward5}&trong=${ids.area}&tu=2024-01&den=2024-03&don-vi=hien-nay&ngay=2024-05-01&da-biet=2024-05-19&so=cung-ky&hang=chi-tieu&cot=don-vi&hinh=cot&ve=${ids.online}&ky=2024-03&so-voi=2024-01`
  const question = asked(query)
  expect(queryOf(question)).toBe(query)
  expect(asked(addressOf(question).split('?')[1] ?? '')).toEqual(question)
  expect(new URLSearchParams(requestOf(question).split('?')[1]).get('lens')).toBe('asItIs')
  expect(csvOf(question)).toContain('&format=csv&heads=vi&decimals=comma&bom=true')
})

test('all indicators of a plan are asked for by the plan; what is not known is left out', () => {
  expect(requestOf(asked('chi-tieu=tat-ca'))).toContain(`planId=${ids.plan}`)
  expect(asked(`chi-tieu=${ids.ward5}&cua=xa-la&tu=2024-13&so=gi-do`)).toEqual(asked(''))
})

test('who sees only his unit asks for it, whatever the address says', () => {
  const own = { ...choices, seesAll: false, groups: [], units: choices.units.slice(0, 1) }
  expect(asked('cua=toan-bo,phuong-xa', own)).toMatchObject({ groups: [], unitIds: [ids.ward5] })
})

test('a side is a row or a column: choosing one for both turns the table', () => {
  const question = asked('')
  expect(changed(question, { rows: 'periods' })).toMatchObject({ rows: 'periods', columns: 'units' })
  expect(changed(question, { columns: 'units' })).toMatchObject({ rows: 'periods', columns: 'units' })
  expect(changed(question, { rows: 'indicators' })).toMatchObject({ rows: 'indicators', columns: 'periods' })
  expect(asked('hang=ky&cot=ky')).toMatchObject({ rows: 'periods', columns: 'units' })
})

test('nothing is asked where there is no plan yet', () => {
  expect(questionIn(new URLSearchParams(), { ...choices, plans: [] }, today)).toBeUndefined()
})
