import type { ReorganisationView } from '@haidang/api/reorganisations'
import { ProblemError } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import type { Translated } from '../words/catalogue.ts'
import type { reorganisationsVi } from '../words/reorganisations.vi.ts'
import type { uiVi } from '../words/ui.vi.ts'

type Words = Translated<typeof reorganisationsVi>
type LostTarget = ReorganisationView['targets'][number]

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

export function targetSentence({ indicator, targetText, because }: LostTarget, { preview: words }: Words): string {
  return because.why === 'countsUnits'
    ? words.countsUnits(indicator, targetText, String(because.before), String(because.after))
    : words.differs(indicator, because.unitName, targetText, because.others.join(', '))
}
