import type { Finding } from '@haidang/domain/reports/check-entries'
import { longestWords } from '@haidang/domain/indicators/words'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { Icon } from '../ui/icon.tsx'
import type { Translated } from '../words/catalogue.ts'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import type { reportsVi } from '../words/reports.vi.ts'
import type { Line } from './sheet.ts'

type FindingWords = Translated<typeof reportsVi>['findings']

export function FindingNote({ finding, line, text }: { readonly finding: Finding; readonly line: Line; readonly text: string }) {
  const words = useWords(reportsWords).findings
  return (
    <div className={`finding finding-${finding.severity}`}>
      {finding.severity === 'hint' ? null : <Icon name="warning" size={14} />}
      <span>{findingSentence(finding, line, text, words)}</span>
    </div>
  )
}

export function findingSentence(
  { code, severity, values, other }: Finding,
  line: Pick<Line, 'kind' | 'digits'>,
  text: string,
  words: FindingWords,
  nameOf?: (indicatorId: string) => string,
): string {
  const shown = (name: string): string => {
    const value = values[name]
    if (value === undefined) return ''
    return code === 'jump' && line.kind === 'ratio' ? `${formatDecimal(value, line.digits)}%` : formatDecimal(value)
  }
  switch (code) {
    case 'notANumber':
      return words.notANumber(text)
    case 'numeratorAboveDenominator':
      return words.numeratorAboveDenominator(shown('numerator'), shown('denominator'))
    case 'jump':
      return severity === 'warning'
        ? `${words.jump(shown('from'), shown('to'))} ${words.lookAgain}`
        : words.jump(shown('from'), shown('to'))
    case 'denominatorChanged':
      return words.denominatorChanged(shown('from'), shown('to'))
    case 'sameForPeriods':
      return words.sameForPeriods(values['periods'] ?? '')
    case 'digits':
      return words.digits(shown('numerator'), values['digits'] ?? '')
    case 'related':
      return words.related(
        shown('mine'),
        words.relations[other?.op ?? '='],
        nameOf?.(other?.indicatorId ?? '') ?? words.otherIndicator,
        shown('theirs'),
      )
    case 'wordsTooLong':
      return words.wordsTooLong(shown('length'), formatDecimal(String(longestWords)))
    case 'negative':
    case 'notWhole':
    case 'notYesOrNo':
    case 'zeroDenominator':
    case 'missingNumerator':
    case 'missingDenominator':
      return words[code]
  }
}
