import type { FormulaFault } from '@haidang/domain/indicators/formula'
import { ProblemError } from '../app/fetch.ts'
import { formatPeriod } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import type { Translated } from '../words/catalogue.ts'
import type { indicatorsVi } from '../words/indicators.vi.ts'
import type { uiVi } from '../words/ui.vi.ts'

type Words = Translated<typeof indicatorsVi>

/** Why the server did not record it, each fault a sentence. */
export function refusalSentences(error: unknown, words: Words, ui: Translated<typeof uiVi>): readonly string[] {
  const { detail } = uiSentence(error, ui)
  if (!(error instanceof ProblemError)) return [detail]
  const { code, reason, help = {} } = error.problem
  if (code === 'changedMeanwhile') return [words.reasons.changedMeanwhile]
  switch (reason) {
    case 'unknownPeriod':
    case 'unknownUnit':
    case 'notOwed':
      return [words.reasons[reason]]
    case 'periodHasFigures':
      return [words.reasons.periodHasFigures(formatPeriod(String(help['lastPeriod'])))]
    case 'formulasBreak':
      return [words.reasons.formulasBreak(listed(help['codes']))]
    case 'codeTaken':
      return [words.reasons.codeTaken(String(help['code']))]
    case 'definitionFaulty':
      return faultsIn(help).map(({ fault, at }) =>
        fault === 'formulaFaulty' ? formulaSentence(at as FormulaFault, words) : (plainIn(words.faults, fault) ?? detail),
      )
    case 'pathFaulty':
      return faultsIn(help).map(({ fault, value }) => pathSentence(fault, value ?? '', words) ?? detail)
    default:
      return [detail]
  }
}

/** What is wrong with a formula, where one types it and where the server refuses it. */
export function formulaSentence(fault: FormulaFault, { formulaFaults: words }: Words): string {
  const unit = (name: string): string => (name === '' ? words.noUnit : name)
  switch (fault.fault) {
    case 'tooLong':
    case 'tooDeep':
    case 'ended':
    case 'onlyOneIndicator':
      return words[fault.fault]
    case 'unexpected':
      return words.unexpected(fault.text, String(fault.at + 1))
    case 'unknownFunction':
    case 'notANumber':
    case 'unknownIndicator':
    case 'noDenominator':
    case 'inWords':
      return words[fault.fault](fault.text)
    case 'unitsDiffer':
      return words.unitsDiffer(unit(fault.left), unit(fault.right))
    case 'otherUnit':
      return words.otherUnit(unit(fault.declared), unit(fault.computed))
    case 'cycle':
      return words.cycle(fault.codes.map((code) => `[${code}]`).join(' → '))
  }
}

function pathSentence(fault: string, value: string, { pathFaults: words }: Words): string | undefined {
  if (fault === 'notAPeriod' || fault === 'twice' || fault === 'outOfOrder' || fault === 'notANumber') return words[fault](value)
  return plainIn(words, fault)
}

type Fault = { readonly fault: string; readonly at?: unknown; readonly value?: string }

function faultsIn(help: Readonly<Record<string, unknown>>): readonly Fault[] {
  const { faults } = help
  return Array.isArray(faults) ? (faults as readonly Fault[]) : [] // The server says so: DefinitionFault, TargetPathFault.
}

const listed = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value))

function plainIn(words: object, name: string): string | undefined {
  const found: unknown = Object.entries(words).find(([key]) => key === name)?.[1]
  return typeof found === 'string' ? found : undefined
}
