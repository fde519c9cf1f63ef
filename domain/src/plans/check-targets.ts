import { fold } from './addressees.ts'
import { oneByOneOrTogether, shortened } from './doubt-words.ts'
import type { Doubt, ReadIndicator, Reading, ReadTarget, ReadTask } from './reading.ts'
import { suggestIndicator } from './suggest-indicator.ts'

/** One thing said twice, or said in two ways. */
export function repetitionDoubts({ indicators, tasks }: Reading): readonly Doubt[] {
  return [...repeatedIndicators(indicators), ...repeatedTasks(tasks)]
}

/** What an indicator or a task does not say and somebody has to settle before work can begin. */
export function gapDoubts({ indicators, tasks }: Reading): readonly Doubt[] {
  const figures = indicators.filter(({ target }) => target.op !== 'milestone')
  return [
    ...oneByOneOrTogether({
      code: 'indicatorWithoutUnit',
      facts: indicators.filter(({ lead }) => lead === undefined || lead === ''),
      mostOneByOne: 1,
      one: ({ text }) => `Chỉ tiêu "${shortened(text)}" không nói đơn vị nào chịu trách nhiệm.`,
      together: (count) => `${count} trên ${indicators.length} chỉ tiêu không nói đơn vị nào chịu trách nhiệm.`,
    }),
    ...oneByOneOrTogether({
      code: 'indicatorWithoutMeasure',
      facts: figures.filter(({ target }) => target.value !== null && (target.unit ?? '') === ''),
      mostOneByOne: 3,
      one: ({ text, target }) => `Chỉ tiêu "${shortened(text)}" giao mức ${printedFigure(target)} mà không nói đơn vị tính.`,
      together: (count, { text }) => `${count} chỉ tiêu giao mức mà không nói đơn vị tính; đầu tiên là "${shortened(text)}".`,
    }),
    ...oneByOneOrTogether({
      code: 'percentWithoutDenominator',
      facts: figures.filter(isShareOfNothing),
      mostOneByOne: 3,
      one: ({ text, target }) => `Chỉ tiêu "${shortened(text)}" giao ${printedTarget(target)} mà không nói là phần trăm của cái gì.`,
      together: (count, { text }) =>
        `${count} chỉ tiêu giao phần trăm mà không nói là phần trăm của cái gì; đầu tiên là "${shortened(text)}".`,
    }),
    ...oneByOneOrTogether({
      code: 'taskWithoutDeadline',
      facts: tasks.filter(({ deadline }) => deadline === null),
      mostOneByOne: 1,
      one: ({ text }) => `Nhiệm vụ "${shortened(text)}" không có thời hạn.`,
      together: (count) => `${count} trên ${tasks.length} nhiệm vụ không có thời hạn.`,
    }),
  ]
}

/** Words that do not change what an indicator measures. */
const fillers = new Set(
  'các những được và của số tổng tỷ tỉ lệ đạt trên dưới tối thiểu ít nhất không quá từ trở lên phấn đấu duy trì đảm bảo bảo là có khoảng hơn đến hết năm trong trong đó quý toàn'.split(
    ' ',
  ),
)
const locality =
  /(?:trên|thuộc|tại|trong)\s+(?:toàn\s+)?(?:địa bàn\s+)?(?:thành phố|tỉnh|thị xã|huyện|quận|phường|xã|đô thị)(?:\s+\p{Lu}[\p{L}]*(?:\s*[-–]?\s*\p{Lu}[\p{L}]*)*)?/gu

/** What an indicator measures, without its figure, place and small words: equal keys mean the same indicator. */
export function indicatorMeaning(text: string): string {
  const words = text
    .normalize('NFC')
    .replace(locality, ' ')
    .replace(/\d[\d.,/]*\s*%?/gu, ' ')
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !fillers.has(word))
  return words.join(' ')
}

/** Two words or fewer ("hộ gia đình" without its verb) say too little to call two indicators one. */
export const saysEnough = (meaning: string): boolean => meaning.split(' ').length >= 3

/** A target as a sentence has it: "≥ 55%", "17/17 phường, xã". */
export function printedTarget(target: ReadTarget): string {
  const sign = { '=': '', '>=': '≥ ', '>': '> ', '<=': '≤ ', '<': '< ', range: '', milestone: '' }[target.op]
  return `${sign}${printedFigure(target)}`
}

function printedFigure({ value, value2, outOf, unit }: ReadTarget): string {
  const printed = (amount: number | null): string => String(amount).replace('.', ',')
  if (outOf !== undefined) return `${printed(value)}/${outOf} ${unit ?? ''}`.trim()
  const figure = value2 === undefined ? printed(value) : `${printed(value)}–${printed(value2)}`
  return unit === '%' ? `${figure}%` : `${figure} ${unit ?? ''}`.trim()
}

function repeatedIndicators(indicators: readonly ReadIndicator[]): readonly Doubt[] {
  const first = new Map<string, ReadIndicator>()
  const doubts: Doubt[] = []
  for (const indicator of indicators) {
    const meaning = indicatorMeaning(indicator.text)
    if (indicator.target.value === null || !saysEnough(meaning)) continue
    // "50% by 2025, 80% by 2030" are two steps of one road, not a contradiction.
    const key = `${meaning}|${indicator.deadline?.iso ?? ''}|${indicator.target.unit ?? ''}|${indicator.target.outOf ?? ''}`
    const known = first.get(key)
    if (!known) first.set(key, indicator)
    else
      doubts.push({
        ...(known.target.value === indicator.target.value
          ? {
              code: 'repeatedIndicator' as const,
              message: `Chỉ tiêu "${shortened(known.text)}" (${printedTarget(known.target)}) được nêu hai lần.`,
            }
          : {
              code: 'contradictingTargets' as const,
              message: `Cùng một chỉ tiêu "${shortened(known.text)}" được giao hai mức: ${printedFigure(known.target)} và ${printedFigure(indicator.target)}.`,
            }),
        start: indicator.start,
        end: indicator.end,
      })
  }
  return doubts
}

function repeatedTasks(tasks: readonly ReadTask[]): readonly Doubt[] {
  const first = new Map<string, ReadTask>()
  return tasks.flatMap((task): readonly Doubt[] => {
    const words = fold(task.text)
    // "Các nhiệm vụ khác" and the like come again without being the same work.
    if (words.split(' ').length < 8) return []
    const key = `${words}|${fold([task.lead ?? []].flat().join(' '))}`
    const known = first.get(key)
    if (!known) {
      first.set(key, task)
      return []
    }
    const until = (one: ReadTask): string => one.deadline?.raw ?? 'không có hạn'
    const dates = until(known) === until(task) ? '' : `, với hai thời hạn: ${until(known)} và ${until(task)}`
    return [
      { code: 'repeatedTask', message: `Nhiệm vụ "${shortened(task.text)}" được nêu hai lần${dates}.`, start: task.start, end: task.end },
    ]
  })
}

/** "80% hộ gia đình …" says of what it is a share, whatever verb follows; "đến hết quý II đạt 60%" does not. */
const wholeBehindFigure = /%\s+(?:các\s+|số\s+)?\p{L}+\s+\p{L}+/u

/** A percentage whose words name no whole, so that the officer has to say of what it is a share. */
function isShareOfNothing(read: ReadIndicator): boolean {
  if (read.target.unit !== '%' || read.target.value === null || wholeBehindFigure.test(read.text)) return false
  const draft = suggestIndicator(read, [])
  return draft.kind === 'ratio' && draft.denominatorLabel === undefined
}
