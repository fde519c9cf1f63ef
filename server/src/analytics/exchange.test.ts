import { analyticsSchema } from '@haidang/api/analytics'
import type { AnalyticsFormat } from '@haidang/api/analytics'
import { attributeOf, childrenOf, parseXml } from '@haidang/documents/decree30/xml-tree'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { featureRoutes } from '../features.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { approveReport } from '../reports/actions.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { cityOwes, handIn } from './testing.ts'

let first: TestOffice
let office: Omit<TestOffice, 'neighbour' | 'close'>
let plan: TestPlan

beforeAll(async () => {
  first = await testOffice({ register: featureRoutes })
})
afterAll(() => first.close())
beforeEach(async () => {
  office = await first.neighbour()
  plan = await issueTestPlan(office)
  await cityOwes(office, plan)
  // Ward 5's figures are approved, ward 7's wait, so that of the city there is a part.
  const [period, at] = ['2024-05', '2024-05-11T02:00:00.000Z']
  const five = await handIn(office, plan, { person: 'lan', period, at }, ['2', '3'])
  await handIn(office, plan, { person: 'hung', period, at }, ['8', '10'])
  await approveReport(office.callAs('minh', '2024-05-14T02:00:00.000Z'), five)
  await office.setClock('2024-05-20T02:00:00.000Z')
})

const ask = (format: AnalyticsFormat, person: PersonName = 'thu') =>
  office.app.inject({
    url: `/api/analytics?planId=${plan.planId}&groups=city,ward&from=2024-05&to=2024-05&format=${format}`,
    headers: office.signedIn(person),
  })

async function bodyOf(format: AnalyticsFormat): Promise<string> {
  const reply = await ask(format)
  expect({ status: reply.statusCode, body: reply.body }).toMatchObject({ status: 200 })
  return reply.body
}

/** What the API itself says: of each cell its indicator, unit, result, numerator and denominator. */
async function told() {
  const { blocks, units, indicators } = analyticsSchema.parse(JSON.parse(await bodyOf('json')))
  return blocks.flatMap((block) =>
    block.at.map((number, at) => ({
      indicator: block.indicatorId,
      unit: units.find((one) => one.number === number)?.id ?? office.slug,
      amounts: [block.values[at] ?? null, block.numerators[at] ?? null, block.denominators[at] ?? null],
      digits: indicators.find(({ id }) => id === block.indicatorId)?.digits,
    })),
  )
}

// The loosest schema of the profile: adx has `exported` and groups; a group has orgUnit, period, dataSet and at least one dataValue; a value is a decimal.
test('as ADX an answer has what the profile asks for, and every figure that there is; what is missing has no value', async () => {
  const adx = parseXml(await bodyOf('adx'))
  expect([adx.name, attributeOf(adx, 'xmlns'), attributeOf(adx, 'exported')]).toEqual([
    'adx',
    'urn:ihe:qrph:adx:2015',
    expect.stringMatching(/^2024-05-20T0[12]:\d\d:\d\d\.\d{3}Z$/u),
  ])
  const values: Record<string, string> = {}
  for (const group of childrenOf(adx, 'group')) {
    expect(attributeOf(group, 'period')).toBe('2024-04-10/P1M')
    expect(attributeOf(group, 'dataSet')).toBe(plan.planId)
    const data = childrenOf(group, 'dataValue')
    expect(data).not.toEqual([])
    for (const one of data) {
      const value = attributeOf(one, 'value') ?? ''
      expect(value).toMatch(/^-?\d+(?:\.\d+)?$/u)
      values[`${attributeOf(group, 'orgUnit') ?? ''} ${attributeOf(one, 'dataElement') ?? ''}`] = value
    }
  }
  const expected = (await told()).flatMap(({ indicator, unit, amounts }) =>
    ['', '_NUM', '_DEN'].flatMap((part, at) => {
      const amount = amounts[at] ?? null
      return amount === null ? [] : [[`${unit} ${indicator}${part}`, amount]]
    }),
  )
  expect(values).toEqual(Object.fromEntries(expected))
  expect(values).toMatchObject({
    [`${office.units.ward5} ${plan.indicators.online}`]: '66.67',
    [`${office.slug} ${plan.indicators.online}_DEN`]: '3',
  })
})

test('as SDMX-CSV an answer names its data flow on each line, and its components come as the structure has them', async () => {
  const lines = (await bodyOf('sdmx-csv')).trimEnd().split('\r\n')
  const [head = '', ...rows] = lines.map((line) => line.split(','))
  expect(head.slice(0, 9)).toEqual([
    'STRUCTURE',
    'STRUCTURE_ID',
    'ACTION',
    'INDICATOR',
    'UNIT',
    'TIME_PERIOD',
    'OBS_VALUE',
    'NUMERATOR',
    'DENOMINATOR',
  ])
  const { dataStructures } = structureSchema.parse(JSON.parse(await bodyOf('sdmx-structure'))).data
  const { dimensionList, measureList, attributeList } = dataStructures[0].dataStructureComponents
  expect(head.slice(3)).toEqual(
    [...dimensionList.dimensions, dimensionList.timeDimension, ...measureList.measures, ...attributeList.attributes].map(({ id }) => id),
  )
  for (const row of rows) expect(row.slice(0, 3)).toEqual(['dataflow', `${office.slug}:INDICATORS(1.0.0)`, 'I'])
  expect(rows.map((row) => [row[3], row[4], ...row.slice(6, 9).map((text) => (text === '' ? null : text))])).toEqual(
    (await told()).map(({ indicator, unit, amounts }) => [indicator, unit, ...amounts]),
  )
  const statuses = rows.filter((row) => row[3] === plan.indicators.online).map((row) => [row[4], row[9], row[11]])
  expect(statuses).toEqual(
    expect.arrayContaining([
      [office.slug, 'P', 'partial'],
      [office.units.ward5, 'A', 'approved'],
      [office.units.ward7, 'O', 'submitted'],
    ]),
  )
})

const id = z.string().regex(/^[A-Za-z0-9_@$-]+$/u)
const componentId = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/u)
const names = z.record(z.string(), z.string())
const urn = z.string().regex(/^urn:sdmx:org\.sdmx\.infomodel\.[a-z]+\.\w+=[a-z][\w-]*:\w+\(\d+\.\d+\.\d+\)(?:\.\w+)?$/u)
const meta = z.strictObject({
  schema: z.url(),
  id,
  test: z.boolean(),
  prepared: z.iso.datetime(),
  contentLanguages: z.array(z.string()),
  sender: z.strictObject({ id, name: z.string() }),
})
const value = z.union([z.strictObject({ id, name: z.string(), names }), z.strictObject({ value: z.string() })])
const component = {
  id: componentId,
  name: z.string(),
  names,
  format: z.strictObject({ dataType: z.string() }).optional(),
  values: z.array(value).min(1).optional(),
}
const relationship = z.union([
  z.strictObject({ observation: z.strictObject({}) }),
  z.strictObject({ dimensions: z.array(componentId).min(1) }),
])

/** What the published schema of SDMX-JSON 2.0.0 data messages asks of the parts that we write. */
const dataSchema = z.strictObject({
  meta,
  data: z.strictObject({
    structures: z.tuple([
      z.strictObject({
        dataSets: z.array(z.number().int()).min(1),
        links: z.array(z.strictObject({ rel: z.literal('dataflow'), urn })),
        name: z.string(),
        names,
        dimensions: z.strictObject({
          observation: z.array(
            z.strictObject({
              ...component,
              values: component.values.unwrap(),
              keyPosition: z.number().int().min(0),
              roles: z.array(z.string()).optional(),
            }),
          ),
        }),
        measures: z.strictObject({ observation: z.array(z.strictObject(component)) }),
        attributes: z.strictObject({ observation: z.array(z.strictObject({ ...component, relationship })) }),
      }),
    ]),
    dataSets: z.tuple([
      z.strictObject({
        structure: z.literal(0),
        action: z.literal('Information'),
        links: z.array(z.strictObject({ rel: z.literal('dataflow'), urn })).min(1),
        observations: z.record(z.string().regex(/^\d+(?::\d+)*$/u), z.array(z.union([z.number(), z.string(), z.null()]))),
      }),
    ]),
  }),
})

const placed = z.looseObject({
  id: componentId,
  conceptIdentity: urn,
  localRepresentation: z.union([
    z.strictObject({ enumeration: urn }),
    z.strictObject({ format: z.strictObject({ dataType: z.string() }) }),
  ]),
})
const identified = { id: componentId, agencyID: componentId, version: z.literal('1.0.0'), name: z.string(), names }
const structureSchema = z.strictObject({
  meta,
  data: z.strictObject({
    dataflows: z.tuple([z.strictObject({ ...identified, structure: urn })]),
    dataStructures: z.tuple([
      z.strictObject({
        ...identified,
        dataStructureComponents: z.strictObject({
          dimensionList: z.strictObject({ id: z.literal('DimensionDescriptor'), dimensions: z.array(placed), timeDimension: placed }),
          measureList: z.strictObject({ id: z.literal('MeasureDescriptor'), measures: z.array(placed) }),
          attributeList: z.strictObject({ id: z.literal('AttributeDescriptor'), attributes: z.array(placed) }),
        }),
      }),
    ]),
    conceptSchemes: z.tuple([
      z.strictObject({ ...identified, concepts: z.array(z.strictObject({ id: componentId, name: z.string(), names })) }),
    ]),
    codelists: z.array(
      z.strictObject({
        ...identified,
        isPartial: z.literal(true),
        codes: z.array(
          z.strictObject({
            id,
            name: z.string(),
            names,
            description: z.string().optional(),
            descriptions: names.optional(),
            annotations: z.array(z.strictObject({ type: z.string(), value: z.string() })).optional(),
          }),
        ),
      }),
    ),
  }),
})

test('as SDMX-JSON an answer is what the schema asks for, and read by its indexes it is what the API says', async () => {
  const { meta: about, data } = dataSchema.parse(JSON.parse(await bodyOf('sdmx-json')))
  expect(about).toMatchObject({ test: true, sender: { id: office.slug } })
  const [structure] = data.structures
  const [{ observations }] = data.dataSets
  expect(structure.dimensions.observation.map(({ keyPosition }) => keyPosition)).toEqual([0, 1, 2])
  const read = Object.entries(observations).map(([key, values]) => {
    const [indicator, unit, time] = key.split(':').map((place, dimension) => {
      const found = structure.dimensions.observation[dimension]?.values[Number(place)]
      return found && 'id' in found ? found.id : found?.value
    })
    expect(time).toBe('2024-04-10/P1M')
    expect(values).toHaveLength(structure.measures.observation.length + structure.attributes.observation.length)
    const digits = values.at(-1)
    return { indicator, unit, amounts: values.slice(0, 3), digits }
  })
  expect(read).toEqual((await told()).map((cell) => ({ ...cell, amounts: cell.amounts.map((amount) => amount && Number(amount)) })))
})

test('code lists have every code that stands in the data, with its name and the codes that offices know it by', async () => {
  const { codelists } = structureSchema.parse(JSON.parse(await bodyOf('sdmx-structure'))).data
  const codes = (list: string) => codelists.find((one) => one.id === list)?.codes ?? []
  const rows = (await bodyOf('sdmx-csv'))
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','))
  for (const [column, list] of [
    [3, 'CL_INDICATOR'],
    [4, 'CL_UNIT'],
    [9, 'CL_OBS_STATUS'],
    [10, 'CL_PERIOD'],
    [11, 'CL_REPORT_STATE'],
  ] as const)
    expect(codes(list).map((code) => code.id)).toEqual(expect.arrayContaining([...new Set(rows.map((row) => row[column]))]))
  expect(codes('CL_INDICATOR')[0]).toMatchObject({
    name: 'Tỷ lệ hồ sơ nộp trực tuyến',
    annotations: expect.arrayContaining([expect.objectContaining({ type: 'CODE' })]),
  })
  expect(codes('CL_PERIOD')).toMatchObject([
    {
      id: '2024-05',
      annotations: [
        { type: 'FIRST_DAY', value: '2024-04-10' },
        { type: 'LAST_DAY', value: '2024-05-09' },
      ],
    },
  ])
})

test('who may not ask for the figures does not get them in another form', async () => {
  for (const format of ['adx', 'sdmx-csv', 'sdmx-json', 'sdmx-structure'] as const) expect((await ask(format, 'lan')).statusCode).toBe(404)
})

const annex = (query: string, person: PersonName = 'thu') =>
  office.app.inject({ url: `/api/plans/${plan.planId}/annex?period=2024-05${query}`, headers: office.signedIn(person) })

test('the annexes have the result to date beside the city’s target and the unit’s; who reports for a unit gets that unit’s', async () => {
  const all = await annex('&format=csv')
  const [head = '', ...lines] = all.body.trimEnd().split('\r\n')
  expect(head).toMatch(/^\u{FEFF}Đơn vị;/u)
  expect(head).toContain(';Kết quả thực hiện đến hết ngày 09/5/2024;Chỉ tiêu của Thành phố;Chỉ tiêu của đơn vị;')
  const online = lines.filter((line) => line.includes('Tỷ lệ hồ sơ nộp trực tuyến')).map((line) => line.split(';'))
  expect(online.map((cells) => [cells[0], ...cells.slice(5, 8), cells.at(-1)])).toEqual(
    expect.arrayContaining([
      [expect.any(String), '2', '3', '66,67', 'duyệt một phần'],
      ['UBND Phường 5', '2', '3', '66,67', ''],
      ['UBND Phường 7', '', '', '', 'chờ duyệt'],
    ]),
  )
  const own = (await annex('&format=csv', 'lan')).body.trimEnd().split('\r\n').slice(1)
  expect(new Set(own.map((line) => line.split(';')[0]))).toEqual(new Set(['UBND Phường 5']))
  expect((await annex(`&format=csv&unitIds=${office.units.ward7}`, 'lan')).statusCode).toBe(404)
  const workbook = await annex('')
  expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK')
  expect(workbook.headers['content-disposition']).toContain("filename*=UTF-8''Ph%E1%BB%A5%20l%E1%BB%A5c")
})
