import type { ReorganisationView } from '@haidang/api/reorganisations'
import { addDays, formatDay } from '@haidang/domain/periods/day'
import { measures } from '@haidang/domain/units/reorganisation'
import type { Measure } from '@haidang/domain/units/reorganisation'
import { ProblemError } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import type { Translated } from '../words/catalogue.ts'
import type { reorganisationsVi } from '../words/reorganisations.vi.ts'
import type { uiVi } from '../words/ui.vi.ts'
import type { unitsVi } from '../words/units.vi.ts'
import { shownShare } from './share.ts'

type Words = Translated<typeof reorganisationsVi>
type MeasureWords = Translated<typeof unitsVi>['measures']
type RowFault = ReorganisationView['rowFaults'][number]
type Fault = ReorganisationView['faults'][number]
type Trap = ReorganisationView['traps'][number]
type LostTarget = ReorganisationView['targets'][number]

const isMeasure = (field: string): field is Measure => measures.some((measure) => measure === field)

/** Why the server did not do it, in the words of this page where it has some. */
export function refusalSentence(error: unknown, { reasons: words }: Words, ui: Translated<typeof uiVi>): string {
  const { detail } = uiSentence(error, ui)
  if (!(error instanceof ProblemError)) return detail
  const { reason = '', help = {} } = error.problem
  const told = (key: string): string => (typeof help[key] === 'string' || typeof help[key] === 'number' ? String(help[key]) : '')
  if (reason === 'changedLater' || reason === 'heirReported') return words[reason](told('unitName'))
  if (reason === 'columnsMissing') return words.columnsMissing(Array.isArray(help['columns']) ? help['columns'].join(', ') : '')
  if (reason === 'quotationOpen') return words.quotationOpen(told('line'))
  const plain = Object.entries(words).find(([name]) => name === reason)?.[1]
  return typeof plain === 'string' ? plain : detail
}

/** What is wrong with a cell of the table, without its line. */
export function rowFaultSentence(
  { field, value, fault }: RowFault,
  effectiveOn: string,
  { rowFaults: words }: Words,
  names: MeasureWords,
): string {
  const name = isMeasure(field) ? words.share(names[field]) : words.fields[field]
  switch (fault) {
    case 'missing':
      return words.missing(name)
    case 'unknown':
      if (field === 'oldCode') return words.unknownOld(value, formatDay(addDays(effectiveOn, -1)))
      return field === 'newParentCode' ? words.unknownParent(value) : words.unknown(name, value)
    case 'ambiguous':
      return words.ambiguous(name, value)
    case 'differs':
      return field === 'oldName' ? words.oldNameDiffers(value) : words.differs(name, value)
    case 'notAShare':
      return words.notAShare(name, value)
  }
}

/** What makes the reorganisation impossible. */
export function faultSentence(
  { fault, unitName, measure, sum, code, otherName }: Fault,
  { faults: words }: Words,
  names: MeasureWords,
): string {
  switch (fault) {
    case 'shareOutOfRange':
    case 'sharesNotOne':
      return words[fault](unitName, measure === null ? '' : names[measure], `${shownShare(sum ?? '')}%`)
    case 'codeTaken':
      return words.codeTaken(unitName, code ?? '', otherName ?? '')
    default:
      return words[fault](unitName)
  }
}

/** What is lawful and has misled somebody. */
export function trapSentence({ trap, unitName, fromName, code }: Trap, { traps: words }: Words): string {
  if (trap === 'codePassesOn') return words.codePassesOn(unitName, code ?? '', fromName ?? '')
  if (trap === 'nameOfAnother') return words.nameOfAnother(unitName, fromName ?? '')
  return words[trap](unitName)
}

export function targetSentence({ indicator, targetText, because }: LostTarget, { preview: words }: Words): string {
  return because.why === 'countsUnits'
    ? words.countsUnits(indicator, targetText, String(because.before), String(because.after))
    : words.differs(indicator, because.unitName, targetText, because.others.join(', '))
}
