import type { AnalyticsBlock, AnalyticsQuery, AnnexQuery } from '@haidang/api/analytics'
import { targetOf } from '@haidang/api/targets'
import { writeTargetAnnexXlsx } from '@haidang/documents/xlsx/write-target-annex'
import { canSeeDashboard, unitsActedFor } from '@haidang/domain/access/roles'
import { annexHeads } from '@haidang/domain/consolidation/target-annex'
import type { AnnexLine, TargetAnnex } from '@haidang/domain/consolidation/target-annex'
import { answeredText, attainmentText } from '@haidang/domain/consolidation/printed-figures'
import { formatTarget, isInWords } from '@haidang/domain/indicators/indicator'
import type { IndicatorKind } from '@haidang/domain/indicators/indicator'
import { formatPeriod } from '@haidang/domain/periods/period'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { ask } from './ask.ts'
import type { Head } from './ask.ts'
import { csvField, stateWords } from './csv.ts'
import { questionOf } from './question-of.ts'
import { officeRow, titleOfPlan } from './store.ts'

/** More lines than these nobody prints. */
const linesAtMost = 50_000

export type AnnexFile = { readonly bytes: Uint8Array; readonly fileName: string; readonly mediaType: string }

/** The annexes of a plan's targets in a period, as a workbook or a list: of all, or of some units; who does not see the board gets his own units'. */
export async function readAnnex(call: Call, planId: string, { period, unitIds, format }: AnnexQuery): Promise<AnnexFile> {
  const annex = await inReading(call, (tx) => annexOf(tx, call, planId, { period, unitIds }))
  const fileName = `Phụ lục chỉ tiêu ${period}.${format}`
  return format === 'csv'
    ? { bytes: new TextEncoder().encode(listOf(annex)), fileName, mediaType: 'text/csv; charset=utf-8' }
    : {
        bytes: await writeTargetAnnexXlsx(annex),
        fileName,
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      }
}

async function annexOf(
  tx: Tx,
  call: Call,
  planId: string,
  { period, unitIds: asked }: Pick<AnnexQuery, 'period' | 'unitIds'>,
): Promise<TargetAnnex> {
  const { tenantId, viewer } = call
  const unitIds = asked ?? (canSeeDashboard(viewer) ? undefined : unitsActedFor(viewer))
  const query = {
    planId,
    ...(unitIds === undefined ? { groups: ['city', 'department', 'agency', 'ward'] } : { unitIds: [...unitIds] }),
    from: period,
    to: period,
    lens: 'asItWas',
  } satisfies Partial<AnalyticsQuery>
  const { head, blocks } = await ask(tx, questionOf(call, query))
  const [window] = head.periods
  if (window === undefined) throw problem('notFound')
  if (head.indicators.length * head.units.length > linesAtMost)
    throw problem('badInput', {
      fields: [{ path: 'unitIds', message: `${head.units.length} > ${Math.floor(linesAtMost / head.indicators.length)}` }],
    })

  const lines = new Map<number, AnnexLine[]>()
  for await (const block of blocks) {
    const indicator = head.indicators.find(({ id }) => id === block.indicatorId)
    if (indicator === undefined) continue
    for (const [at, number] of block.at.entries()) {
      const own = lines.get(number) ?? []
      lines.set(number, own)
      own.push(lineOf(indicator, block, at, number))
    }
  }
  const order = new Map(head.indicators.map(({ code }, index) => [code, index]))
  const inOrder = (own: readonly AnnexLine[]): readonly AnnexLine[] =>
    own.toSorted((a, b) => (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0))
  const city = lines.get(0)
  return {
    planTitle: await titleOfPlan(tx, tenantId, planId),
    issuer: (await officeRow(tx, tenantId)).issuer,
    periodText: formatPeriod(period),
    until: window.lastDay,
    city: city && inOrder(city),
    units: head.units.flatMap(({ number, id, name }) => {
      const own = id === null ? undefined : lines.get(number)
      return own === undefined ? [] : [{ name, lines: inOrder(own) }]
    }),
  }
}

function lineOf(indicator: Head['indicators'][number], block: AnalyticsBlock, at: number, number: number): AnnexLine {
  const { pillar, code, name, kind, unitOfMeasure, digits, targetText } = indicator
  const target = block.targets[block.target[at] ?? -1]
  const [result, state] = [block.values[at] ?? null, block.states[at] ?? 'missing']
  return {
    pillar,
    code,
    name,
    kind,
    unitOfMeasure,
    digits,
    numerator: block.numerators[at] ?? null,
    denominator: block.denominators[at] ?? null,
    result,
    ...wordsOf(indicator.kind, block, at, number),
    attainment: block.attainments[at] ?? 'noData',
    cityTarget: targetText,
    unitTarget: number === 0 || target === undefined ? '' : formatTarget(targetOf(target)),
    note: state === 'approved' ? '' : stateWords[state],
  }
}

/** What the unit answered; of the whole how many did. */
function wordsOf(kind: IndicatorKind, block: AnalyticsBlock, at: number, number: number): Pick<AnnexLine, 'words'> {
  if (!isInWords(kind)) return {}
  const words =
    number === 0
      ? answeredText({ reportedUnits: block.approved[at] ?? 0, assignedUnits: block.expected[at] ?? 0 })
      : (block.words?.[at] ?? undefined)
  return words === undefined ? {} : { words }
}

/** As a list for a spreadsheet with Vietnamese settings: a line an indicator of the whole or of a unit. */
function listOf(annex: TargetAnnex): string {
  const heads = annexHeads(annex)
  const columns = ['Đơn vị', 'Trụ cột', 'Mã chỉ tiêu', 'Chỉ tiêu', 'Đơn vị tính', 'Tử số', 'Mẫu số', heads.result, heads.city, heads.unit]
  const amount = (value: string | null): string => (value ?? '').replace('.', ',')
  const row = (cells: readonly string[]): string => `${cells.map((text) => csvField(text, ';')).join(';')}\r\n`
  const parts = [...(annex.city === undefined ? [] : [{ name: annex.issuer, lines: annex.city }]), ...annex.units]
  return (
    '\u{FEFF}' +
    row([...columns, 'Đánh giá', 'Ghi chú']) +
    parts
      .flatMap(({ name, lines }) =>
        lines.map((line) =>
          row([
            name,
            line.pillar,
            line.code,
            line.name,
            line.unitOfMeasure,
            amount(line.numerator),
            amount(line.denominator),
            line.words ?? amount(line.result),
            line.cityTarget,
            line.unitTarget,
            line.result === null ? '' : attainmentText[line.attainment],
            line.note,
          ]),
        ),
      )
      .join('')
  )
}
