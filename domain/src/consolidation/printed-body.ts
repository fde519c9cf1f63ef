import { isInWords, isOneAnswer } from '../indicators/indicator.ts'
import { formatDecimal } from '../quantities/decimal.ts'
import type { ConsolidatedReport, IndicatorResult, NarrativeHeading, NarrativeSection } from './consolidated-report.ts'
import { answeredText, figuresText, milestoneText, noFigure, resultText } from './printed-figures.ts'
import { countText, linesOf, sentence, unitNames, withinSentence } from './wording.ts'

/** What the body of the report says, part by part in its printed order: the .docx and the page on the screen are both made of these. */
export type BodyPart =
  | { readonly kind: 'basis' | 'part' | 'clause' | 'text'; readonly text: string }
  /** A sentence that stays on the page of what follows it. */
  | { readonly kind: 'held'; readonly text: string }
  /** A unit's own words, under its name. */
  | { readonly kind: 'unit'; readonly unit: string; readonly text: string }
  | { readonly kind: 'tally'; readonly caption: string; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | {
      readonly kind: 'shortfall'
      readonly caption: string
      readonly head: readonly string[]
      readonly pillars: readonly { readonly pillar: string; readonly rows: readonly (readonly string[])[] }[]
    }

const text = (content: string): BodyPart => ({ kind: 'text', text: content })
const part = (numeral: string, title: string): BodyPart => ({ kind: 'part', text: `${numeral}. ${title.toUpperCase()}` })
const clause = (number: number, title: string): BodyPart => ({ kind: 'clause', text: `${number}. ${title}` })

/** The body of a report under Decree 30/2020, Annex I (layout of plans and reports): bases, parts I–IV, closing sentence. */
export const printedBody = (report: ConsolidatedReport): readonly BodyPart[] => [
  ...legalBases(report.legalBases),
  opening(report),
  part('I', 'Tình hình gửi báo cáo'),
  ...coverage(report),
  part('II', 'Kết quả thực hiện'),
  clause(1, 'Kết quả thực hiện các chỉ tiêu'),
  ...indicatorSummary(report),
  clause(2, 'Kết quả thực hiện các nhiệm vụ'),
  ...taskSummary(report),
  clause(3, 'Kết quả theo báo cáo của các cơ quan, đơn vị'),
  ...narrative(report, 'results'),
  ...corrections(report),
  part('III', 'Tồn tại, hạn chế và nguyên nhân'),
  ...narrative(report, 'shortcomings'),
  part('IV', 'Nhiệm vụ, giải pháp trong thời gian tới'),
  ...narrative(report, 'remedies'),
  // A signature alone on the last page could stand under any text: the last sentence stays with it.
  { kind: 'held', text: `Trên đây là Báo cáo ${titleWithin(report)} của ${report.letterhead.issuer}./.` },
]

const titleWithin = ({ title }: ConsolidatedReport): string => withinSentence(title).replace(/[.;,\s]+$/, '')

/** Decree 30/2020, Annex I, II.6: one basis a line, each ends with a semicolon, the last with a full stop. */
const legalBases = (bases: readonly string[]): readonly BodyPart[] =>
  bases.map((basis, index) => {
    const words = basis.trim().replace(/[.;,\s]+$/, '')
    const opened = /^căn cứ/i.test(words) ? words : `Căn cứ ${words}`
    return { kind: 'basis', text: `${opened}${index === bases.length - 1 ? '.' : ';'}` }
  })

const opening = (report: ConsolidatedReport): BodyPart => text(`${report.letterhead.issuer} báo cáo ${titleWithin(report)} như sau:`)

function coverage(report: ConsolidatedReport): readonly BodyPart[] {
  const { expected, received, onTime, late, approved } = report.reported
  const missing = unitNames(report, report.missingUnits)
  const lateUnits = unitNames(report, report.lateUnits)
  return [
    text(sentence(`Kỳ báo cáo: ${report.periodText}${report.windowText === '' ? '' : `; ${windowOf(report)}`}`)),
    text(
      `Đã nhận báo cáo của ${received}/${expected} cơ quan, đơn vị, trong đó ${countText(onTime)} báo cáo đúng hạn, ` +
        `${countText(late)} báo cáo trễ hạn; ${approved}/${expected} báo cáo đã được phê duyệt.`,
    ),
    missing.length === 0
      ? text('Không có cơ quan, đơn vị chưa gửi báo cáo.')
      : text(
          `Chưa gửi báo cáo (${countText(missing.length)}): ${missing.join('; ')}. Số liệu của các đơn vị này để trống, không tính bằng 0.`,
        ),
    ...(lateUnits.length === 0 ? [] : [text(`Gửi báo cáo trễ hạn (${countText(lateUnits.length)}): ${lateUnits.join('; ')}.`)]),
  ]
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

/** What stands in place of tables where a regime asks for words only. */
export const noIndicatorsAsked = 'Kỳ báo cáo này không yêu cầu số liệu chỉ tiêu.'

function indicatorSummary({ indicators: all }: ConsolidatedReport): readonly BodyPart[] {
  if (all.length === 0) return [text(noIndicatorsAsked)]
  const { indicators = [], inWords = [] } = Object.groupBy(all, ({ kind }) => (isInWords(kind) ? 'inWords' : 'indicators'))
  return [...(indicators.length === 0 ? [] : figuresSummary(indicators)), ...answersSummary(inWords)]
}

/** Of what is answered in words there is how many answered; it is neither reached nor missed. */
const answersSummary = (indicators: readonly IndicatorResult[]): readonly BodyPart[] =>
  indicators.length === 0
    ? []
    : [
        text(
          `Chỉ tiêu trả lời bằng lời (${countText(indicators.length)}): ${indicators
            .map((indicator) => `${withinSentence(indicator.name)} (chỉ tiêu ${indicator.order}), ${answeredText(indicator)}`)
            .join('; ')}; câu trả lời của từng đơn vị tại Phụ lục I.`,
        ),
      ]

function figuresSummary(indicators: readonly IndicatorResult[]): readonly BodyPart[] {
  const tallies = tallyByPillar(indicators)
  const total = totalOf(tallies)
  return [
    text(
      `Trong tổng số ${countText(indicators.length)} chỉ tiêu: ${countText(total.reached)} chỉ tiêu đạt, ${countText(total.notReached)} chỉ tiêu chưa đạt, ` +
        `${countText(total.noData)} chỉ tiêu chưa có số liệu; chi tiết tại Phụ lục I.`,
    ),
    {
      kind: 'tally',
      caption: 'Kết quả thực hiện chỉ tiêu theo trụ cột',
      head: ['TT', 'Trụ cột', 'Số chỉ tiêu', 'Đạt', 'Chưa đạt', 'Chưa có số liệu'],
      rows: [...tallies.map((tally, index) => tallyRow(String(index + 1), tally)), tallyRow('', total)],
    },
    ...shortfall(indicators.filter((indicator) => indicator.cityAttainment === 'notReached')),
    ...withoutData(
      indicators.filter((indicator) => indicator.cityAttainment === 'noData'),
      tallies,
    ),
  ]
}

const totalOf = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, tally) => ({
      ...sum,
      reached: sum.reached + tally.reached,
      notReached: sum.notReached + tally.notReached,
      noData: sum.noData + tally.noData,
    }),
    { pillar: 'Tổng số', reached: 0, notReached: 0, noData: 0 },
  )

const tallyRow = (order: string, { pillar, reached, notReached, noData }: Tally): readonly string[] => [
  order,
  pillar,
  ...[reached + notReached + noData, reached, notReached, noData].map(String),
]

/** Named by pillar, and a pillar of which nothing is known as such. */
function withoutData(indicators: readonly IndicatorResult[], tallies: readonly Tally[]): readonly BodyPart[] {
  if (indicators.length === 0) return []
  const silent = new Set(tallies.filter(({ reached, notReached }) => reached + notReached === 0).map(({ pillar }) => pillar))
  const listed = [...Map.groupBy(indicators, ({ pillar }) => pillar)].map(([pillar, of]) =>
    text(
      silent.has(pillar)
        ? `- ${pillar}: chưa có số liệu của chỉ tiêu nào (${of.map(({ order }) => order).join(', ')}).`
        : `- ${pillar}: ${of.map(({ order, name }) => `${withinSentence(name)} (chỉ tiêu ${order})`).join('; ')}.`,
    ),
  )
  return [{ kind: 'held', text: 'Các chỉ tiêu chưa có số liệu trong kỳ:' }, ...listed]
}

/** The indicators that fell short, by pillar and with the figures of each ratio: the page that is read first. */
const shortfall = (indicators: readonly IndicatorResult[]): readonly BodyPart[] =>
  indicators.length === 0
    ? []
    : [
        {
          kind: 'shortfall',
          caption: 'Các chỉ tiêu chưa đạt',
          head: ['TT', 'Chỉ tiêu', 'Đơn vị tính', 'Chỉ tiêu giao', 'Kết quả', 'Tử số/\nmẫu số'],
          pillars: [...Map.groupBy(indicators, ({ pillar }) => pillar)].map(([pillar, of]) => ({ pillar, rows: of.map(shortfallRow) })),
        },
      ]

function shortfallRow(indicator: IndicatorResult): readonly string[] {
  const isMilestone = isOneAnswer(indicator.kind)
  return [
    String(indicator.order),
    indicator.name,
    indicator.unitOfMeasure === '' ? noFigure : indicator.unitOfMeasure,
    indicator.targetText,
    isMilestone ? milestoneText[indicator.cityAttainment] : resultText(indicator.cityResult, indicator),
    isMilestone || indicator.cityDenominator === null ? '' : figuresText(indicator.cityNumerator, indicator.cityDenominator),
  ]
}

export function dueRateSentence({ dueCompletionRate, doneOnTime, doneLate, openOverdue }: ConsolidatedReport['taskCounts']): string {
  const definition =
    'bằng số nhiệm vụ đã hoàn thành chia cho tổng số nhiệm vụ đã hoàn thành và nhiệm vụ quá hạn chưa hoàn thành, không tính nhiệm vụ chưa đến hạn'
  if (dueCompletionRate === null) return `Chưa có nhiệm vụ đến hạn nên chưa tính tỷ lệ hoàn thành nhiệm vụ đến hạn (${definition}).`

  const done = doneOnTime + doneLate
  return `Tỷ lệ hoàn thành nhiệm vụ đến hạn là ${formatDecimal(dueCompletionRate, 2)}% (${done}/${done + openOverdue}), ${definition}.`
}

function taskSummary({ tasks, taskCounts }: ConsolidatedReport): readonly BodyPart[] {
  const { doneOnTime, doneLate, openWithinDeadline, openOverdue } = taskCounts
  return [
    text(
      `Tổng số nhiệm vụ được theo dõi là ${countText(tasks.length)}; đã hoàn thành ${countText(doneOnTime + doneLate)} ` +
        `(đúng hạn ${countText(doneOnTime)}, trễ hạn ${countText(doneLate)}); chưa hoàn thành ${countText(openWithinDeadline + openOverdue)} ` +
        `(trong hạn ${countText(openWithinDeadline)}, quá hạn ${countText(openOverdue)}); chi tiết tại Phụ lục II.`,
    ),
    text(dueRateSentence(taskCounts)),
  ]
}

export const writtenContributions = ({ contributions }: NarrativeSection): NarrativeSection['contributions'] =>
  contributions.filter((contribution) => linesOf(contribution.text).length > 0)

/** The units' words leave the body for Annex III where the officer has summed them up. */
export const contributionsInAnnex = (section: NarrativeSection): boolean =>
  linesOf(section.summary).length > 0 && writtenContributions(section).length > 0

/** The headings that Annex III has, in the order of the report; without one there is no Annex III. */
export const headingsInAnnex = ({ narrative: sections }: ConsolidatedReport): readonly NarrativeHeading[] =>
  sections.filter(contributionsInAnnex).map(({ heading }) => heading)

/** The officer's own words where there are some, and then the units' in Annex III; the units' words here where there are none. */
function narrative(report: ConsolidatedReport, heading: NarrativeHeading): readonly BodyPart[] {
  const parts = report.narrative
    .filter((section) => section.heading === heading)
    .flatMap((section) => [...linesOf(section.summary).map(text), ...(contributionsInAnnex(section) ? [] : contributionsInBody(section))])
  if (parts.length === 0) return [text('Các cơ quan, đơn vị không có nội dung báo cáo.')]
  const isFirstMoved = headingsInAnnex(report)[0] === heading
  return isFirstMoved ? [...parts, text('Nội dung theo báo cáo của từng cơ quan, đơn vị được tổng hợp tại Phụ lục III.')] : parts
}

const contributionsInBody = (section: NarrativeSection): readonly BodyPart[] =>
  writtenContributions(section).flatMap(({ unit, text: words }) => {
    const [first = '', ...others] = linesOf(words)
    return [{ kind: 'unit' as const, unit, text: sentence(first) }, ...others.map((line) => text(sentence(line)))]
  })

/** What was approved is what was approved: a correction is printed as one (rule 8 of the product). */
const corrections = ({ corrections: sentences }: ConsolidatedReport): readonly BodyPart[] =>
  sentences.length === 0
    ? []
    : [clause(4, 'Đính chính số liệu đã phê duyệt'), ...sentences.map((correction) => text(`- ${sentence(correction)}`))]
