import { checkTables } from './check-body.ts'
import { finding } from './finding.ts'
import type { Decree30Rule, Finding } from './finding.ts'
import { departure, hasText } from './paper.ts'
import type { Form, PaperParagraph, PaperSection } from './paper.ts'

const roman = [
  'I',
  'II',
  'III',
  'IV',
  'V',
  'VI',
  'VII',
  'VIII',
  'IX',
  'X',
  'XI',
  'XII',
  'XIII',
  'XIV',
  'XV',
  'XVI',
  'XVII',
  'XVIII',
  'XIX',
  'XX',
]
/** More columns than this do not stay legible across the shorter side. */
const mostUprightColumns = 6

const form = (code: Decree30Rule, paragraph: PaperParagraph, wanted: Form): readonly Finding[] => {
  const found = departure(paragraph, wanted)
  return found === undefined ? [] : [finding(code, found, paragraph.text)]
}

/** Decree 30/2020, Annex I, III: Roman numerals where there are two or more; each annex numbers its own pages. */
export const checkAnnexes = (annexes: readonly PaperSection[]): readonly Finding[] =>
  annexes.flatMap((annex, index) => [
    ...checkOpening(annex, annexes.length === 1 ? 'Phụ lục' : `Phụ lục ${roman[index] ?? ''}`),
    ...(annex.numberingStart === 1 ? [] : [finding('annexNumbering', `starts at ${annex.numberingStart ?? 'the page before'}`)]),
    ...(annex.width < annex.height && annex.blocks.some((block) => block.kind === 'table' && block.columnCount > mostUprightColumns)
      ? [finding('annexOrientation', 'a wide table on an upright page')]
      : []),
    ...checkTables(annex.blocks),
  ])

function checkOpening({ blocks }: PaperSection, wantedLabel: string): readonly Finding[] {
  const [label, title, reference] = blocks.filter((block) => block.kind === 'paragraph').filter(hasText)
  if (label === undefined) return [finding('annexLabel', 'missing')]

  return [
    ...(label.text.trim() === wantedLabel ? [] : [finding('annexLabel', label.text)]),
    ...form('annexLabelForm', label, { sizePt: [14, 14], bold: true, italic: false, align: 'center' }),
    ...(title === undefined
      ? [finding('annexTitleForm', 'missing')]
      : form('annexTitleForm', title, { sizePt: [13, 14], bold: true, italic: false, upper: true, align: 'center' })),
    ...(reference !== undefined && /^\(Kèm theo .+\)$/u.test(reference.text.trim())
      ? form('annexReference', reference, { sizePt: [13, 14], bold: false, italic: true, align: 'center' })
      : [finding('annexReference', reference?.text ?? 'missing')]),
  ]
}
