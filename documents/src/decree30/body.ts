import type {
  ConsolidatedReport,
  IndicatorResult,
  NarrativeHeading,
  NarrativeSection,
} from '@haidang/domain/consolidation/consolidated-report'
import { cell, paragraph, row, run, table, textParagraph } from '../docx/write-xml.ts'
import { figuresText, milestoneText, noFigure, resultText } from './quantities.ts'
import { contributionsInAnnex, headingsInAnnex } from './annex-contributions.ts'
import { textWidthTwips } from './text-width.ts'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { countText, linesOf, sentence, unitNames, withinSentence } from './wording.ts'

const text = (content: string): string => textParagraph('BodyText', content)
const part = (numeral: string, title: string): string => textParagraph('Part', `${numeral}. ${title.toUpperCase()}`)
const clause = (number: number, title: string): string => textParagraph('Clause', `${number}. ${title}`)

export const bodyOfReport = (report: ConsolidatedReport): string =>
  legalBases(report.legalBases) +
  opening(report) +
  part('I', 'Tình hình gửi báo cáo') +
  coverage(report) +
  part('II', 'Kết quả thực hiện') +
  clause(1, 'Kết quả thực hiện các chỉ tiêu') +
  indicatorSummary(report) +
  clause(2, 'Kết quả thực hiện các nhiệm vụ') +
  taskSummary(report) +
  clause(3, 'Kết quả theo báo cáo của các cơ quan, đơn vị') +
  narrative(report, 'results') +
  corrections(report) +
  part('III', 'Tồn tại, hạn chế và nguyên nhân') +
  narrative(report, 'shortcomings') +
  part('IV', 'Nhiệm vụ, giải pháp trong thời gian tới') +
  narrative(report, 'remedies') +
  // A signature alone on the last page could stand under any text: the last sentence stays with it.
  paragraph(
    'BodyText',
    run(`Trên đây là Báo cáo ${withinSentence(report.title).replace(/[.;,\s]+$/, '')} của ${report.letterhead.issuer}./.`),
    '<w:keepNext/>',
  )

/** Decree 30/2020, Annex I, II.6: one basis a line, each ends with a semicolon, the last with a full stop. */
const legalBases = (bases: readonly string[]): string =>
  bases
    .map((basis, index) => {
      const words = basis.trim().replace(/[.;,\s]+$/, '')
      const opened = /^căn cứ/i.test(words) ? words : `Căn cứ ${words}`
      return textParagraph('LegalBasis', `${opened}${index === bases.length - 1 ? '.' : ';'}`)
    })
    .join('')

const opening = ({ letterhead, title }: ConsolidatedReport): string =>
  text(`${letterhead.issuer} báo cáo ${withinSentence(title).replace(/[.;,\s]+$/, '')} như sau:`)

function coverage(report: ConsolidatedReport): string {
  const { expected, received, onTime, late, approved } = report.reported
  const missing = unitNames(report, report.missingUnits)
  const lateUnits = unitNames(report, report.lateUnits)
  return (
    text(`Kỳ báo cáo: ${report.periodText}; ${sentence(windowOf(report))}`) +
    text(
      `Đã nhận báo cáo của ${received}/${expected} cơ quan, đơn vị, trong đó ${countText(onTime)} báo cáo đúng hạn, ` +
        `${countText(late)} báo cáo trễ hạn; ${approved}/${expected} báo cáo đã được phê duyệt.`,
    ) +
    (missing.length === 0
      ? text('Không có cơ quan, đơn vị chưa gửi báo cáo.')
      : text(
          `Chưa gửi báo cáo (${countText(missing.length)}): ${missing.join('; ')}. Số liệu của các đơn vị này để trống, không tính bằng 0.`,
        )) +
    (lateUnits.length === 0 ? '' : text(`Gửi báo cáo trễ hạn (${countText(lateUnits.length)}): ${lateUnits.join('; ')}.`))
  )
}

/** "số liệu từ … đến hết …", however the regime words it. */
const windowOf = ({ windowText }: ConsolidatedReport): string =>
  /^số liệu/iu.test(windowText) ? withinSentence(windowText) : `số liệu ${windowText}`

type Tally = { readonly pillar: string; readonly reached: number; readonly notReached: number; readonly noData: number }

export function tallyByPillar(indicators: readonly IndicatorResult[]): readonly Tally[] {
  const tallies = new Map<string, Tally>()
  for (const { pillar, cityAttainment } of indicators) {
    const tally = tallies.get(pillar) ?? { pillar, reached: 0, notReached: 0, noData: 0 }
    tallies.set(pillar, { ...tally, [cityAttainment]: tally[cityAttainment] + 1 })
  }
  return [...tallies.values()]
}

function indicatorSummary({ indicators }: ConsolidatedReport): string {
  const tallies = tallyByPillar(indicators)
  const sum = (of: 'reached' | 'notReached' | 'noData') => tallies.reduce((total, tally) => total + tally[of], 0)
  const notReached = indicators.filter((indicator) => indicator.cityAttainment === 'notReached')
  const noData = indicators.filter((indicator) => indicator.cityAttainment === 'noData')
  return (
    text(
      `Trong tổng số ${countText(indicators.length)} chỉ tiêu: ${countText(sum('reached'))} chỉ tiêu đạt, ${countText(sum('notReached'))} chỉ tiêu chưa đạt, ` +
        `${countText(sum('noData'))} chỉ tiêu chưa có số liệu; chi tiết tại Phụ lục I.`,
    ) +
    tallyTable(tallies) +
    shortfallTable(notReached) +
    withoutData(noData, tallies)
  )
}

/** Named by pillar, and a pillar of which nothing is known as such. */
function withoutData(indicators: readonly IndicatorResult[], tallies: readonly Tally[]): string {
  if (indicators.length === 0) return ''
  const silent = new Set(tallies.filter(({ reached, notReached }) => reached + notReached === 0).map(({ pillar }) => pillar))
  const listed = [...Map.groupBy(indicators, ({ pillar }) => pillar)].map(([pillar, of]) =>
    text(
      silent.has(pillar)
        ? `- ${pillar}: chưa có số liệu của chỉ tiêu nào (${of.map(({ order }) => order).join(', ')}).`
        : `- ${pillar}: ${of.map(({ order, name }) => `${withinSentence(name)} (chỉ tiêu ${order})`).join('; ')}.`,
    ),
  )
  return paragraph('BodyText', run('Các chỉ tiêu chưa có số liệu trong kỳ:'), '<w:keepNext/>') + listed.join('')
}

const held = '<w:keepNext/>'
const tallyColumns = [680, 4394, 1070, 1070, 1070, 1070]

/** TT, indicator, unit of measure, what the plan sets, result, figures. */
const shortfallColumns = [620, 3714, 1050, 1120, 1150, 1700]
const shortfallSizePt = 11
const shortfallCellMargin = 70

/** The indicators that fell short, by pillar and with the figures of each ratio: the page that is read first. */
function shortfallTable(indicators: readonly IndicatorResult[]): string {
  if (indicators.length === 0) return ''
  const size = { sizePt: shortfallSizePt }
  const styles = ['CentreCell', 'TextCell', 'CentreCell', 'CentreCell', 'FigureCell', 'FigureCell'] as const
  const line = (values: readonly string[], head = false) =>
    row(
      values.map((value, index) =>
        cell(textParagraph(head ? 'HeadCell' : (styles[index] ?? 'TextCell'), value, size), {
          width: shortfallColumns[index] ?? 0,
          verticalAlign: 'center',
        }),
      ),
      { head },
    )
  const pillarLine = (pillar: string) =>
    row([
      cell(paragraph('TextCell', run(pillar, { ...size, bold: true }), held), {
        width: shortfallColumns.reduce((sum, column) => sum + column, 0),
        span: shortfallColumns.length,
      }),
    ])
  return (
    textParagraph('TableCaption', 'Các chỉ tiêu chưa đạt') +
    table(
      [
        line(['TT', 'Chỉ tiêu', 'Đơn vị tính', 'Chỉ tiêu giao', 'Kết quả', 'Tử số/\nmẫu số'], true),
        ...[...Map.groupBy(indicators, ({ pillar }) => pillar)].flatMap(([pillar, of]) => [
          pillarLine(pillar),
          ...of.map((indicator) => line(shortfallValues(indicator))),
        ]),
      ],
      { columns: shortfallColumns, borders: true, cellMargin: shortfallCellMargin },
    )
  )
}

function shortfallValues(indicator: IndicatorResult): readonly string[] {
  const isMilestone = indicator.kind === 'milestone'
  const figures = isMilestone || indicator.cityDenominator === null ? '' : figuresText(indicator.cityNumerator, indicator.cityDenominator)
  const room = (shortfallColumns.at(-1) ?? 0) - 2 * shortfallCellMargin
  return [
    String(indicator.order),
    indicator.name,
    indicator.unitOfMeasure === '' ? noFigure : indicator.unitOfMeasure,
    indicator.targetText,
    isMilestone ? milestoneText[indicator.cityAttainment] : resultText(indicator.cityResult, indicator),
    textWidthTwips(figures, { sizePt: shortfallSizePt }) > room ? figures.replace('/', '/\n') : figures,
  ]
}

function tallyTable(tallies: readonly Tally[]): string {
  const size = { sizePt: 12 }
  const line = (style: string, bold: boolean, values: readonly string[], keep: string) =>
    values.map((value, index) =>
      cell(paragraph(index === 1 && style !== 'HeadCell' ? 'TextCell' : style, run(value, bold ? { ...size, bold } : size), keep), {
        width: tallyColumns[index] ?? 0,
        verticalAlign: 'center',
      }),
    )
  const figures = ({ reached, notReached, noData }: Omit<Tally, 'pillar'>) =>
    [reached + notReached + noData, reached, notReached, noData].map(String)
  const total = tallies.reduce(
    (sum, tally) => ({
      reached: sum.reached + tally.reached,
      notReached: sum.notReached + tally.notReached,
      noData: sum.noData + tally.noData,
    }),
    { reached: 0, notReached: 0, noData: 0 },
  )
  return (
    textParagraph('TableCaption', 'Kết quả thực hiện chỉ tiêu theo trụ cột') +
    table(
      [
        row(line('HeadCell', true, ['TT', 'Trụ cột', 'Số chỉ tiêu', 'Đạt', 'Chưa đạt', 'Chưa có số liệu'], held), { head: true }),
        // A page break leaves no line alone: the first stays with the head, the last with the total.
        ...tallies.map((tally, index) =>
          row(
            line(
              'CentreCell',
              false,
              [String(index + 1), tally.pillar, ...figures(tally)],
              index === 0 || index === tallies.length - 1 ? held : '',
            ),
          ),
        ),
        row(line('CentreCell', true, ['', 'Tổng số', ...figures(total)], '')),
      ],
      { columns: tallyColumns, borders: true, cellMargin: 85 },
    )
  )
}

export function dueRateSentence({ dueCompletionRate, doneOnTime, doneLate, openOverdue }: ConsolidatedReport['taskCounts']): string {
  const definition =
    'bằng số nhiệm vụ đã hoàn thành chia cho tổng số nhiệm vụ đã hoàn thành và nhiệm vụ quá hạn chưa hoàn thành, không tính nhiệm vụ chưa đến hạn'
  if (dueCompletionRate === null) return `Chưa có nhiệm vụ đến hạn nên chưa tính tỷ lệ hoàn thành nhiệm vụ đến hạn (${definition}).`

  const done = doneOnTime + doneLate
  return `Tỷ lệ hoàn thành nhiệm vụ đến hạn là ${formatDecimal(dueCompletionRate, 2)}% (${done}/${done + openOverdue}), ${definition}.`
}

function taskSummary({ tasks, taskCounts }: ConsolidatedReport): string {
  const { doneOnTime, doneLate, openWithinDeadline, openOverdue } = taskCounts
  return (
    text(
      `Tổng số nhiệm vụ được theo dõi là ${countText(tasks.length)}; đã hoàn thành ${countText(doneOnTime + doneLate)} ` +
        `(đúng hạn ${countText(doneOnTime)}, trễ hạn ${countText(doneLate)}); chưa hoàn thành ${countText(openWithinDeadline + openOverdue)} ` +
        `(trong hạn ${countText(openWithinDeadline)}, quá hạn ${countText(openOverdue)}); chi tiết tại Phụ lục II.`,
    ) + text(dueRateSentence(taskCounts))
  )
}

/** The officer's own words where there are some, and then the units' in Annex III; the units' words here where there are none. */
function narrative(report: ConsolidatedReport, heading: NarrativeHeading): string {
  const moved = headingsInAnnex(report)
  const written = report.narrative
    .filter((section) => section.heading === heading)
    .map((section) => linesOf(section.summary).map(text).join('') + (contributionsInAnnex(section) ? '' : contributionsInBody(section)))
    .join('')
  const where = moved[0] === heading ? text('Nội dung theo báo cáo của từng cơ quan, đơn vị được tổng hợp tại Phụ lục III.') : ''
  return written === '' ? text('Các cơ quan, đơn vị không có nội dung báo cáo.') : written + where
}

const contributionsInBody = ({ contributions }: NarrativeSection): string =>
  contributions
    .map(({ unit, text: words }) => ({ unit, lines: linesOf(words) }))
    .filter(({ lines }) => lines.length > 0)
    .map(
      ({ unit, lines: [first = '', ...others] }) =>
        paragraph('BodyText', run(`- ${unit}: `, { bold: true }) + run(sentence(first))) +
        others.map((line) => text(sentence(line))).join(''),
    )
    .join('')

/** What was approved is what was approved: a correction is printed as one (rule 8 of the product). */
const corrections = ({ corrections: sentences }: ConsolidatedReport): string =>
  sentences.length === 0
    ? ''
    : clause(4, 'Đính chính số liệu đã phê duyệt') + sentences.map((correction) => text(`- ${sentence(correction)}`)).join('')
