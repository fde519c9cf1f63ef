import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { run } from './import-values.ts'
import { commandOn } from './testing.ts'

let office: TestOffice
let plan: TestPlan
let folder: string
beforeAll(async () => {
  office = await testOffice()
  await office.setClock('2024-05-10T02:00:00.000Z')
  folder = await mkdtemp(join(tmpdir(), 'haidang-values-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await office.close()
})
beforeEach(async () => {
  plan = await issueTestPlan(office)
})

const ran = (...args: readonly string[]) => commandOn(office.services, run, ['--plan', plan.planId, ...args])
const fileOf = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}
const entries = () =>
  office.services.db
    .selectFrom('report_entries')
    .select(['numerator', 'denominator', 'revision'])
    .where('report_id', 'in', [...plan.reportIds])
    .orderBy('numerator')
    .execute()

test('good lines go in, bad lines come back in a file that can be mended and sent again', async () => {
  const { online } = plan.indicators
  const [list, out] = [
    await fileOf(
      'so-lieu.csv',
      `unit,indicator,numerator,denominator\nPhường 5,${online},3,4\nPhường 7,${online},"-1,5",4\nP9,${online},1,2\n`,
    ),
    join(folder, 'sai.csv'),
  ]
  const { code, said } = await ran(list, '--period', '2024-05', '--bad-lines', out)
  expect([code, said]).toEqual([1, expect.stringMatching(/Imported 1 values[^]*2 rows at fault are in/u)])
  const text = await readFile(out, 'utf8')
  expect(text.split('\r\n')[1]).toBe(`Phường 7,2024-05,${online},"-1,5",4,3,"numerator ""-1,5"": notANumber",`)

  const mended = await fileOf('da-sua.csv', text.replace('"-1,5"', '1').replace('P9,', 'Phường 9,'))
  expect((await ran(mended, '--bad-lines', out)).said).toMatch(/Imported 1 values[^]*1 rows at fault/u)
  expect(await entries()).toMatchObject([{ numerator: '1' }, { numerator: '3' }])
})

test('a JSON list under its key is written once; the key is of no other list', async () => {
  const key = newId()
  const values = [{ unit: 'Phường 5', period: '2024-05', indicator: plan.indicators.online, numerator: 3, denominator: '4.5' }]
  const list = await fileOf('a.json', JSON.stringify({ values }))
  const first = await ran(list, '--key', key)
  expect(first).toMatchObject({ code: 0, said: expect.stringContaining(`batch ${key}`) })
  expect((await ran(list, '--key', key)).code).toBe(0)
  expect(await entries()).toEqual([{ numerator: '3', denominator: '4.5', revision: 1 }])
  await writeFile(list, JSON.stringify({ values: [{ ...values[0], numerator: 5 }] }))
  await expect(ran(list, '--key', key)).rejects.toThrow('was used for another list')
  expect(await entries()).toHaveLength(1)
})

test.each([
  ['a list without its columns', 'a.csv', 'a,b\n1,2\n', [], 'lacks the columns unit, indicator, numerator, period'],
  ['a list that is none', 'a.json', '{"values": 3}', [], 'cannot be read'],
  ['a key that is none', 'a.csv', '', ['--key', 'x'], '--key must be a UUID, not "x"'],
])('%s is said so', async (_what, name, text, options, sentence) => {
  const list = await fileOf(name, text)
  await expect(ran(list, ...options)).rejects.toThrow(sentence)
  expect(await entries()).toEqual([])
})
