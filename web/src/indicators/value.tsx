import type { IndicatorPage as Page } from '@haidang/api/indicators'
import { isOneAnswer } from '@haidang/domain/indicators/indicator'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { formatQuantity } from '../app/format.ts'
import { NoValue } from '../ui/state-pill.tsx'
import { useWords } from '../words/catalogue.ts'
import { scoreboardWords } from '../words/scoreboard.ts'

export const Amount = ({ value }: { readonly value: string | null }) => (value === null ? <NoValue /> : <>{formatDecimal(value)}</>)

export function Value({
  value,
  kind,
  definition,
}: {
  readonly value: string | null
  readonly kind: Page['kind']
  readonly definition: Page['definition']
}) {
  const words = useWords(scoreboardWords)
  if (value === null) return <NoValue />
  if (isOneAnswer(kind)) return <>{value === '0' ? words.no : words.yes}</>
  return <>{valueText(value, definition)}</>
}

/** A level or result in the indicator's own measure, at its own digits. */
export const valueText = (value: string, { digits, unitOfMeasure }: Page['definition']): string =>
  formatQuantity(value, digits, unitOfMeasure)
