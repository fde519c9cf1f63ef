import type { AnalyticsBlock, AnalyticsQuery, AskedUnit, CellState } from '@haidang/api/analytics'
import { targetOf } from '@haidang/api/targets'
import { attainmentText } from '@haidang/domain/consolidation/printed-figures'
import { formatTarget } from '@haidang/domain/indicators/indicator'
import type { Answer } from './ask.ts'

export type CsvForm = Pick<AnalyticsQuery, 'heads' | 'decimals' | 'bom'>

/** The columns, by their codes and in Vietnamese. */
const heads = {
  period: 'Kỳ',
  from: 'Số liệu từ ngày',
  last_day: 'đến hết ngày',
  indicator_code: 'Mã chỉ tiêu',
  indicator: 'Chỉ tiêu',
  pillar: 'Trụ cột',
  unit_of_measure: 'Đơn vị tính',
  unit_code: 'Mã đơn vị',
  unit: 'Đơn vị',
  unit_group: 'Loại đơn vị',
  numerator: 'Tử số',
  denominator: 'Mẫu số',
  value: 'Kết quả',
  value_exact: 'Kết quả chưa làm tròn',
  target: 'Chỉ tiêu giao',
  attainment: 'So với chỉ tiêu giao',
  expected: 'Số đơn vị phải báo cáo',
  reported: 'Số đơn vị đã báo cáo',
  approved: 'Số đơn vị đã duyệt',
  state: 'Tình trạng',
  estimated: 'Ước tính',
  indicator_id: 'Định danh chỉ tiêu',
  unit_id: 'Định danh đơn vị',
  words: 'Câu trả lời',
} as const

/** How far a figure has come, in words. */
export const stateWords: Readonly<Record<CellState, string>> = {
  approved: 'đã duyệt',
  partial: 'duyệt một phần',
  submitted: 'chờ duyệt',
  returned: 'trả lại',
  missing: 'chưa có số liệu',
}

const groups: Readonly<Record<AskedUnit['group'], string>> = {
  city: 'toàn bộ',
  committee: 'ban chỉ đạo, lãnh đạo',
  department: 'phòng, ban',
  agency: 'cơ quan',
  ward: 'phường, xã',
  area: 'cấp trên',
}

/** The answer as CSV (RFC 4180), one line a cell; what is missing is empty, never 0. */
export async function* csvOf({ head, blocks }: Answer, { heads: wanted, decimals, bom }: CsvForm): AsyncGenerator<string> {
  const isVietnamese = wanted === 'vi'
  const separator = decimals === 'comma' ? ';' : ','
  const amount = (text: string | null | undefined): string => (decimals === 'comma' ? (text ?? '').replace('.', ',') : (text ?? ''))
  const line = (cells: readonly string[]): string => `${cells.join(separator)}\r\n`
  const word = (text: string): string => csvField(text, separator)

  const units = new Map(
    head.units.map(({ number, id, name, group, code }) => [
      number,
      { told: [word(code ?? ''), word(name), word(isVietnamese ? groups[group] : group)], id: id ?? '' },
    ]),
  )
  const indicators = new Map(
    head.indicators.map(({ id, planId, code, name, pillar, unitOfMeasure }) => [
      id,
      { planId, told: [word(code), word(name), word(pillar), word(unitOfMeasure)] },
    ]),
  )
  const windows = new Map(head.periods.map(({ planId, period, from, lastDay }) => [`${planId} ${period}`, [period, from, lastDay]]))
  yield (bom ? '\u{FEFF}' : '') + line((isVietnamese ? Object.values(heads) : Object.keys(heads)).map(word))

  for await (const block of blocks) {
    const indicator = indicators.get(block.indicatorId)
    const window = windows.get(`${indicator?.planId ?? ''} ${block.period}`)
    if (indicator === undefined || window === undefined) continue
    const targets = block.targets.map((target) => formatTarget(targetOf(target))).map(word)
    const estimated = new Set(block.estimated)
    yield block.at
      .map((number, at) => {
        const unit = units.get(number)
        const isEstimated = estimated.has(number)
        return line([
          ...window,
          ...indicator.told,
          ...(unit?.told ?? ['', '', '']),
          amount(block.numerators[at]),
          amount(block.denominators[at]),
          amount(block.values[at]),
          amount(block.exact[at]),
          targets[block.target[at] ?? -1] ?? '',
          ...toldWords(block, at, isVietnamese),
          isVietnamese ? (isEstimated ? 'ước tính' : '') : String(isEstimated),
          block.indicatorId,
          unit?.id ?? '',
          word(block.words?.[at] ?? ''),
        ])
      })
      .join('')
  }
}

function toldWords(block: AnalyticsBlock, at: number, isVietnamese: boolean): readonly string[] {
  const [attainment, state] = [block.attainments[at], block.states[at] ?? 'missing']
  return [
    attainment === null || attainment === undefined ? '' : isVietnamese ? attainmentText[attainment] : attainment,
    String(block.expected[at]),
    String(block.reported[at]),
    String(block.approved[at]),
    isVietnamese ? stateWords[state] : state,
  ]
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it, by which spreadsheets know a text. */
export function csvField(text: string, separator: string): string {
  const plain = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text
  return quoted(plain, separator)
}

/** A field of RFC 4180: in quotation marks where it would be read as more than one. */
export const quoted = (text: string, separator: string): string =>
  text.includes(separator) || /["\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
