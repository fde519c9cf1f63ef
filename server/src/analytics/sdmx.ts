import { isInWords } from '@haidang/domain/indicators/indicator'
import { formatPeriod } from '@haidang/domain/periods/period'
import type { Answer, Head } from './ask.ts'
import { quoted } from './csv.ts'
import { agencyOf, intervalOf, observationsIn, unitCode } from './exchange.ts'
import type { Observation, ObservationStatus, Sender } from './exchange.ts'

export type Name = { readonly vi: string; readonly en: string }
export type Code = {
  readonly id: string
  readonly name: Name
  readonly description?: string
  readonly annotations?: Readonly<Record<string, string>>
}
export type Component = {
  readonly id: string
  readonly name: Name
  /** Coded: by which list. Else of which data type. */
  readonly as: { readonly codelist: string } | { readonly dataType: 'Decimal' | 'Integer' | 'String' | 'ObservationalTimePeriod' }
  /** Of an attribute: on which dimensions it depends; on all where it is left out. */
  readonly per?: readonly string[]
  readonly of: (observation: Observation, sender: Sender) => string | number | null
}

export const flowId = 'INDICATORS'
export const structureId = 'DSD_INDICATORS'
export const conceptsId = 'CS_INDICATORS'
export const sdmxVersion = '1.0.0'

/** What identifies an observation, in the order of the key. */
export const dimensions: readonly Component[] = [
  {
    id: 'INDICATOR',
    name: { vi: 'Chỉ tiêu', en: 'Indicator' },
    as: { codelist: 'CL_INDICATOR' },
    of: ({ indicator }) => indicator.id,
  },
  { id: 'UNIT', name: { vi: 'Đơn vị', en: 'Unit' }, as: { codelist: 'CL_UNIT' }, of: ({ unit }, sender) => unitCode(unit, sender) },
  {
    id: 'TIME_PERIOD',
    name: { vi: 'Thời gian của số liệu', en: 'Days of the figures' },
    as: { dataType: 'ObservationalTimePeriod' },
    of: ({ window }) => intervalOf(window),
  },
]

export const measures: readonly Component[] = [
  { id: 'OBS_VALUE', name: { vi: 'Kết quả', en: 'Result' }, as: { dataType: 'Decimal' }, of: ({ value }) => value },
  { id: 'NUMERATOR', name: { vi: 'Tử số', en: 'Numerator' }, as: { dataType: 'Decimal' }, of: ({ numerator }) => numerator },
  { id: 'DENOMINATOR', name: { vi: 'Mẫu số', en: 'Denominator' }, as: { dataType: 'Decimal' }, of: ({ denominator }) => denominator },
]

export const attributes: readonly Component[] = [
  {
    id: 'OBS_STATUS',
    name: { vi: 'Tình trạng của số', en: 'Observation status' },
    as: { codelist: 'CL_OBS_STATUS' },
    of: ({ status }) => status,
  },
  {
    id: 'REPORT_PERIOD',
    name: { vi: 'Kỳ báo cáo', en: 'Reporting period' },
    as: { codelist: 'CL_PERIOD' },
    of: ({ window }) => window.period,
  },
  {
    id: 'REPORT_STATE',
    name: { vi: 'Tình trạng báo cáo', en: 'State of the report' },
    as: { codelist: 'CL_REPORT_STATE' },
    of: ({ state }) => state,
  },
  { id: 'TARGET', name: { vi: 'Chỉ tiêu giao', en: 'Target' }, as: { dataType: 'String' }, of: ({ target }) => target },
  {
    id: 'TARGET_VALUE',
    name: { vi: 'Mức chỉ tiêu giao', en: 'Value of the target' },
    as: { dataType: 'Decimal' },
    of: ({ targetValue }) => targetValue,
  },
  {
    id: 'EXPECTED_UNITS',
    name: { vi: 'Số đơn vị phải báo cáo', en: 'Units that owe it' },
    as: { dataType: 'Integer' },
    of: ({ expected }) => expected,
  },
  {
    id: 'REPORTED_UNITS',
    name: { vi: 'Số đơn vị đã báo cáo', en: 'Units that reported' },
    as: { dataType: 'Integer' },
    of: ({ reported }) => reported,
  },
  {
    id: 'APPROVED_UNITS',
    name: { vi: 'Số đơn vị đã duyệt', en: 'Units approved' },
    as: { dataType: 'Integer' },
    of: ({ approved }) => approved,
  },
  {
    id: 'UNIT_MEASURE',
    name: { vi: 'Đơn vị tính', en: 'Unit of measure' },
    as: { dataType: 'String' },
    per: ['INDICATOR'],
    of: ({ indicator }) => indicator.unitOfMeasure,
  },
  {
    id: 'DECIMALS',
    name: { vi: 'Số chữ số thập phân', en: 'Decimals' },
    as: { dataType: 'Integer' },
    per: ['INDICATOR'],
    of: ({ indicator }) => indicator.digits,
  },
]

/** The code lists of an answer: indicators, units and periods that are in it, and the states that there are. */
export const codelistsOf = (
  head: Head,
  sender: Sender,
): Readonly<Record<string, { readonly name: Name; readonly codes: readonly Code[] }>> => ({
  CL_INDICATOR: {
    name: { vi: 'Chỉ tiêu', en: 'Indicators' },
    codes: head.indicators
      .filter(({ kind }) => !isInWords(kind))
      .map(({ id, code, name, pillar, planId, kind, rollUp, numeratorLabel, denominatorLabel }) => ({
        id,
        name: { vi: name, en: name },
        ...(numeratorLabel === null
          ? {}
          : { description: denominatorLabel === null ? numeratorLabel : `${numeratorLabel} / ${denominatorLabel}` }),
        annotations: { CODE: code, PILLAR: pillar, PLAN: planId, KIND: kind, ROLL_UP: rollUp },
      })),
  },
  CL_UNIT: {
    name: { vi: 'Đơn vị', en: 'Units' },
    codes: head.units.map((unit) => ({
      id: unitCode(unit, sender),
      name: { vi: unit.name, en: unit.name },
      annotations: { GROUP: unit.group, ...(unit.code === null ? {} : { OFFICIAL_CODE: unit.code }) },
    })),
  },
  CL_PERIOD: {
    name: { vi: 'Kỳ báo cáo', en: 'Reporting periods' },
    codes: [...new Map(head.periods.map((row) => [row.period, row])).values()].map(({ period, from, lastDay }) => ({
      id: period,
      name: { vi: formatPeriod(period), en: period },
      annotations: { FIRST_DAY: from, LAST_DAY: lastDay },
    })),
  },
  CL_OBS_STATUS: {
    name: { vi: 'Tình trạng của số', en: 'Observation status' },
    codes: Object.entries(statuses).map(([id, name]) => ({ id, name })),
  },
  CL_REPORT_STATE: {
    name: { vi: 'Tình trạng báo cáo', en: 'States of reports' },
    codes: Object.entries(states).map(([id, name]) => ({ id, name })),
  },
})

const statuses: Readonly<Record<ObservationStatus, Name>> = {
  A: { vi: 'bình thường', en: 'Normal value' },
  B: { vi: 'ngắt chuỗi: cách tính đã đổi', en: 'Time series break' },
  E: { vi: 'ước tính: có phần chia theo tỷ lệ', en: 'Estimated value' },
  O: { vi: 'chưa có số liệu', en: 'Missing value' },
  P: { vi: 'tạm thời: chưa đủ đơn vị', en: 'Provisional value' },
}

const states: Readonly<Record<Observation['state'], Name>> = {
  approved: { vi: 'đã duyệt', en: 'approved' },
  partial: { vi: 'duyệt một phần', en: 'approved in part' },
  submitted: { vi: 'chờ duyệt', en: 'waits for approval' },
  returned: { vi: 'trả lại', en: 'returned' },
  missing: { vi: 'chưa có số liệu', en: 'no data' },
}

/** The identification of the data flow: "vung-tau:INDICATORS(1.0.0)". */
export const flowOf = (sender: Sender): string => `${agencyOf(sender)}:${flowId}(${sdmxVersion})`

/** The answer as SDMX-CSV 2.0: a line an observation, its components by their ids; what is missing is empty. */
export async function* sdmxCsvOf({ head, blocks }: Answer, sender: Sender): AsyncGenerator<string> {
  const observations = observationsIn(head)
  const components = [...dimensions, ...measures, ...attributes]
  const before = `dataflow,${flowOf(sender)},I,`
  yield `STRUCTURE,STRUCTURE_ID,ACTION,${components.map(({ id }) => id).join(',')}\r\n`
  for await (const block of blocks)
    yield observations(block)
      .map((one) => `${before}${components.map(({ of }) => field(of(one, sender))).join(',')}\r\n`)
      .join('')
}

const field = (value: string | number | null): string => quoted(String(value ?? ''), ',')
