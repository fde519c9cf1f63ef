import { finding } from './finding.ts'
import type { Finding } from './finding.ts'
import { twipsPerMillimetre } from './page.ts'
import { departure, hasText, paragraphsOf, written } from './paper.ts'
import type { Paper, PaperSection } from './paper.ts'

const a4 = [210 * twipsPerMillimetre, 297 * twipsPerMillimetre] as const
const near = (twips: number, wanted: number): boolean => Math.abs(twips - wanted) <= 10
/** Annex I, I.4 and I.5 of the Decree, millimetres. */
const marginLimits = { top: [20, 25], bottom: [20, 25], left: [30, 35], right: [15, 20] } as const
const sides = ['top', 'bottom', 'left', 'right'] as const
// Marks of urgency are bright red by the Decree itself (II.10b).
const urgency = /^(HO[ẢA][ỎO]? ?TỐC|HỎA TỐC|THƯỢNG KHẨN|KHẨN)$/u

export const checkPages = ({ sections }: Paper): readonly Finding[] =>
  sections.flatMap((section, index) => [
    ...checkSize(section, index),
    ...checkMargins(section),
    ...checkText(section),
    ...checkNumber(section, index),
  ])

function checkSize({ width, height, landscape }: PaperSection, index: number): readonly Finding[] {
  const [short, long] = a4
  const found = `${Math.round(width / twipsPerMillimetre)} × ${Math.round(height / twipsPerMillimetre)} mm`
  const upright = near(width, short) && near(height, long)
  const across = near(width, long) && near(height, short)
  if (!upright && !across) return [finding('pageSize', found)]
  return (index === 0 && across) || across !== landscape ? [finding('pageOrientation', found)] : []
}

const checkMargins = ({ margin }: PaperSection): readonly Finding[] =>
  sides.flatMap((side) => {
    const [least, most] = marginLimits[side]
    const twips = margin[side]
    const fits = twips >= least * twipsPerMillimetre - 2 && twips <= most * twipsPerMillimetre + 2
    return fits ? [] : [finding('margins', `${side} ${(twips / twipsPerMillimetre).toFixed(1)} mm`)]
  })

const checkText = ({ blocks, header }: PaperSection): readonly Finding[] =>
  [...paragraphsOf(blocks), ...header].flatMap((paragraph) =>
    written(paragraph).flatMap((run) => [
      ...(run.fonts.every((font) => font === 'Times New Roman') ? [] : [finding('font', run.fonts.join(', '), run.text)]),
      ...(/^(auto|000000)$/i.test(run.colour) || urgency.test(paragraph.text.trim()) ? [] : [finding('colour', run.colour, run.text)]),
    ]),
  )

function checkNumber({ header, firstHeader, firstPageDiffers }: PaperSection, index: number): readonly Finding[] {
  const number = header.find((paragraph) => paragraph.pageField)
  const wrong =
    number === undefined
      ? 'no number in the top margin'
      : departure(number, { sizePt: [13, 14], italic: false, bold: false, align: 'center' })
  const shown = !firstPageDiffers || firstHeader.some((paragraph) => paragraph.pageField || hasText(paragraph))
  return [
    ...(wrong === undefined ? [] : [finding('pageNumber', wrong)]),
    ...(index === 0 && shown ? [finding('firstPageNumber', 'shown on the first page')] : []),
  ]
}
