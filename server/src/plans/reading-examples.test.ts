import type { DraftItem, Import, ReadingExamples } from '@haidang/api/imports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { directiveText } from './directive.test-data.ts'
import { registerPlansJobs } from './jobs.ts'
import { registerPlansRoutes } from './routes.ts'
import { change, readDirective, requestsOf } from './testing.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ register: [registerPlansRoutes], jobs: [registerPlansJobs] })
  await office.setClock('2024-04-20T02:00:00.000Z')
})
afterAll(() => office.close())

const minh = () => requestsOf(office, 'minh')
const remembered = async () => (await minh().send<ReadingExamples>('GET', '/api/reading-examples')).body.examples
const itemOf = <Kind extends DraftItem['kind']>(draft: Import, kind: Kind): Extract<DraftItem, { kind: Kind }> => {
  const found = draft.items.find((item): item is Extract<DraftItem, { kind: Kind }> => item.kind === kind)
  if (!found) throw new Error(`no ${kind} was read`)
  return found
}
const put = (draft: Import, item: DraftItem, correction: Parameters<typeof change>[1]) =>
  minh().send<DraftItem>('PUT', `/api/imports/${draft.id}/items/${item.id}`, change(item, correction))

test('a correction is offered with the next document of the same office, and is gone when it is taken back or forgotten', async () => {
  const first = await readDirective(office)
  expect(first).toMatchObject({ suggestions: [], examples: [] })
  const task = itemOf(first, 'task')
  const { ward5, ward7 } = office.units
  const kept = await put(first, task, { value: { ...task.value, leadUnitIds: [ward5, ward7] } })
  expect(await remembered()).toMatchObject([
    {
      issuer: itemOf(first, 'document').value.issuer,
      correction: { kind: 'unit', printed: task.value.leadText, unitIds: [ward5, ward7] },
      unitNames: [expect.stringContaining('5'), expect.stringContaining('7')],
      times: 1,
      importId: first.id,
      documentName: expect.stringMatching(/chuyển đổi số/iu),
      by: 'Lê Quang Minh',
    },
  ])

  const second = await readDirective(office)
  const same = itemOf(second, 'task')
  expect(same.value.leadUnitIds).toEqual(task.value.leadUnitIds)
  const exampleId = second.examples[0]?.id
  // The same department reports, too.
  const report = second.items.find((item) => item.kind === 'reporting' && item.value.whoText === task.value.leadText)
  expect(second.suggestions).toEqual([
    { itemId: same.id, exampleId, change: { drop: false, fields: { leadUnitIds: [ward5, ward7] } } },
    { itemId: report?.id, exampleId, change: { drop: false, fields: { unitIds: [ward5, ward7] } } },
  ])
  expect(second.examples).toMatchObject([{ importId: first.id, correction: { printed: task.value.leadText } }])
  const other = await readDirective(office, directiveText.replaceAll(/^.*(?:ỦY BAN|UBND).*$/gmu, 'SỞ TÀI CHÍNH'))
  expect(other.suggestions).toEqual([])

  await put(first, kept.body, { value: { ...task.value } })
  expect(await remembered()).toEqual([])
  expect((await minh().send<Import>('GET', `/api/imports/${second.id}`)).body.suggestions).toEqual([])
})

test('a dropped passage and an indicator’s settled fields are remembered, the latest correction of several counts', async () => {
  const first = await readDirective(office)
  const [task, indicator] = [itemOf(first, 'task'), itemOf(first, 'indicator')]
  await put(first, task, { state: 'dropped' })
  await put(first, indicator, { value: { ...indicator.value, pillar: 'Kinh tế số' } })
  const second = await readDirective(office)
  const again = itemOf(second, 'indicator')
  await put(second, again, { value: { ...again.value, pillar: 'Chính quyền số' } })

  const third = await readDirective(office)
  const changes = new Map(third.suggestions.map((suggestion) => [suggestion.itemId, suggestion.change]))
  expect(changes.get(itemOf(third, 'task').id)).toEqual({ drop: true })
  expect(changes.get(itemOf(third, 'indicator').id)).toEqual({ drop: false, fields: { pillar: 'Chính quyền số' } })
  expect((await remembered()).find(({ correction }) => correction.kind === 'indicator')).toMatchObject({ times: 2, importId: second.id })
})

test('forgetting has its line; forgotten it stays, whatever is saved later', async () => {
  const draft = await readDirective(office)
  const report = itemOf(draft, 'reporting')
  const { body: kept } = await put(draft, report, { state: 'dropped' })
  const example = (await remembered()).find(({ importId }) => importId === draft.id)
  const lines = await office.countAuditLines()

  expect((await minh().send('DELETE', `/api/reading-examples/${example?.id ?? ''}`)).status).toBe(204)
  expect(await office.countAuditLines()).toBe(lines + 1)
  expect((await minh().send('DELETE', `/api/reading-examples/${example?.id ?? ''}`)).status).toBe(204)
  expect(await office.countAuditLines()).toBe(lines + 1)
  await put(draft, kept, { state: 'dropped' })
  expect((await remembered()).filter(({ importId }) => importId === draft.id)).toEqual([])
})

test('the auditor sees what is remembered and may not forget it; others see nothing', async () => {
  const [example] = await remembered()
  const lines = await office.countAuditLines()
  const asQuan = await requestsOf(office, 'quan').send<ReadingExamples>('GET', '/api/reading-examples')
  expect(asQuan.body.can).toEqual({ forget: false })
  for (const person of ['quan', 'lan', 'hung', 'thu'] as const)
    expect((await requestsOf(office, person).send('DELETE', `/api/reading-examples/${example?.id ?? ''}`)).status).toBe(403)
  expect((await requestsOf(office, 'lan').send('GET', '/api/reading-examples')).status).toBe(403)
  expect(await remembered()).toContainEqual(example)
  expect(await office.countAuditLines()).toBe(lines)
})
