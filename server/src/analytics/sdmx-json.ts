import type { Answer, Head } from './ask.ts'
import { agencyOf, intervalOf, observationsIn } from './exchange.ts'
import type { Sender } from './exchange.ts'
import { attributes, codelistsOf, conceptsId, dimensions, flowId, flowOf, measures, sdmxVersion, structureId } from './sdmx.ts'
import type { Code, Component, Name } from './sdmx.ts'

const schemas = 'https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master'

/** Names in the language that the office speaks, and beside it in both. */
const named = ({ vi, en }: Name): object => ({ name: vi, names: { vi, en } })

const metaOf = (sender: Sender, schema: string): object => ({
  schema: `${schemas}/${schema}`,
  id: `${agencyOf(sender)}-${sender.sentAt.replace(/\D/gu, '')}`,
  test: sender.isPractice,
  prepared: sender.sentAt,
  contentLanguages: ['vi', 'en'],
  sender: { id: agencyOf(sender), name: sender.name },
})

const urn = (kind: string, of: string): string => `urn:sdmx:org.sdmx.infomodel.${kind}=${of}`

type Value = { readonly id: string; readonly name: string } | { readonly value: string }

/** The answer as an SDMX-JSON 2.0.0 data message, all dimensions at the observation; figures are numbers with all their digits. */
export async function* sdmxJsonOf({ head, blocks }: Answer, sender: Sender): AsyncGenerator<string> {
  const codelists = codelistsOf(head, sender)
  const times = [...new Set(head.periods.map(intervalOf))]
  const valuesOf = ({ id, as }: Component): readonly Value[] | undefined =>
    'codelist' in as
      ? (codelists[as.codelist]?.codes ?? []).map((code) => ({ id: code.id, ...named(code.name) }) as Value) // `named` has the name.
      : id === 'TIME_PERIOD'
        ? times.map((value) => ({ value }))
        : undefined
  const placesOf = (component: Component): ReadonlyMap<string | number | null, number> | undefined => {
    const values = valuesOf(component)
    return values && new Map(values.map((value, place) => ['id' in value ? value.id : value.value, place]))
  }
  const told = (component: Component): object => {
    const values = valuesOf(component)
    return {
      id: component.id,
      ...named(component.name),
      ...('dataType' in component.as ? { format: { dataType: component.as.dataType } } : {}),
      ...(values === undefined || values.length === 0 ? {} : { values }),
    }
  }
  const structure = {
    dataSets: [0],
    links: [{ rel: 'dataflow', urn: urn('datastructure.Dataflow', flowOf(sender)) }],
    ...named({ vi: 'Số liệu chỉ tiêu', en: 'Figures of indicators' }),
    dimensions: {
      observation: dimensions.map((one, keyPosition) => ({
        ...told(one),
        keyPosition,
        ...(one.id === 'TIME_PERIOD' ? { roles: ['TIME_PERIOD'] } : {}),
      })),
    },
    measures: { observation: measures.map(told) },
    attributes: {
      observation: attributes.map((one) => ({
        ...told(one),
        relationship: one.per === undefined ? { observation: {} } : { dimensions: one.per },
      })),
    },
  }
  const meta = metaOf(sender, 'data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json')
  const links = JSON.stringify(structure.links)
  yield `{"meta":${JSON.stringify(meta)},"data":{"structures":[${JSON.stringify(structure)}],"dataSets":[{"structure":0,"action":"Information","links":${links},"observations":{`

  const observations = observationsIn(head)
  const keys = dimensions.map((one) => ({ of: one.of, places: placesOf(one) }))
  const cells = [...measures, ...attributes].map((one) => ({
    of: one.of,
    places: placesOf(one),
    isNumber: 'dataType' in one.as && one.as.dataType !== 'String',
  }))
  let separator = ''
  for await (const block of blocks) {
    const lines = observations(block).map((one) => {
      const key = keys.map(({ of, places }) => places?.get(of(one, sender))).join(':')
      const values = cells.map(({ of, places, isNumber }) => {
        const value = of(one, sender)
        if (value === null) return 'null'
        // A figure is written as it is: read as a floating number and written again, it would lose digits.
        return places === undefined ? (isNumber ? String(value) : JSON.stringify(value)) : String(places.get(value) ?? 'null')
      })
      return `"${key}":[${values.join(',')}]`
    })
    if (lines.length === 0) continue
    yield separator + lines.join(',')
    separator = ','
  }
  yield '}}]}}'
}

/** What an answer is made of, as an SDMX-JSON 2.0.0 structure message: data flow, data structure, concepts and code lists. */
export function sdmxStructureOf(head: Head, sender: Sender): string {
  const agencyID = agencyOf(sender)
  const identified = (id: string, name: Name): object => ({ id, agencyID, version: sdmxVersion, ...named(name) })
  const reference = (kind: string, id: string, item = ''): string => urn(kind, `${agencyID}:${id}(${sdmxVersion})${item}`)
  const component = ({ id, as }: Component): object => ({
    id,
    conceptIdentity: reference('conceptscheme.Concept', conceptsId, `.${id}`),
    localRepresentation:
      'codelist' in as ? { enumeration: reference('codelist.Codelist', as.codelist) } : { format: { dataType: as.dataType } },
  })
  const codeOf = ({ id, name, description, annotations = {} }: Code): object => ({
    id,
    ...named(name),
    ...(description === undefined ? {} : { description, descriptions: { vi: description } }),
    ...(Object.keys(annotations).length === 0
      ? {}
      : { annotations: Object.entries(annotations).map(([type, value]) => ({ type, value })) }),
  })
  const [indicator, unit, time] = dimensions
  return JSON.stringify({
    meta: metaOf(sender, 'structure-message/tools/schemas/2.0.0/sdmx-json-structure-schema.json'),
    data: {
      dataflows: [
        {
          ...identified(flowId, { vi: 'Số liệu chỉ tiêu', en: 'Figures of indicators' }),
          structure: reference('datastructure.DataStructure', structureId),
        },
      ],
      dataStructures: [
        {
          ...identified(structureId, { vi: 'Cấu trúc số liệu chỉ tiêu', en: 'Structure of the figures of indicators' }),
          dataStructureComponents: {
            dimensionList: {
              id: 'DimensionDescriptor',
              dimensions: [indicator, unit].flatMap((one, position) => (one === undefined ? [] : [{ ...component(one), position }])),
              ...(time === undefined ? {} : { timeDimension: component(time) }),
            },
            measureList: { id: 'MeasureDescriptor', measures: measures.map((one) => ({ ...component(one), usage: 'optional' })) },
            attributeList: {
              id: 'AttributeDescriptor',
              attributes: attributes.map((one) => ({
                ...component(one),
                usage: 'optional',
                attributeRelationship: one.per === undefined ? { observation: {} } : { dimensions: one.per },
              })),
            },
          },
        },
      ],
      conceptSchemes: [
        {
          ...identified(conceptsId, { vi: 'Khái niệm', en: 'Concepts' }),
          concepts: [...dimensions, ...measures, ...attributes].map(({ id, name }) => ({ id, ...named(name) })),
        },
      ],
      codelists: Object.entries(codelistsOf(head, sender)).map(([id, { name, codes }]) => ({
        ...identified(id, name),
        isPartial: true,
        codes: codes.map(codeOf),
      })),
    },
  })
}
