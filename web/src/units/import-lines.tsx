import './units.css'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useWords } from '../words/catalogue.ts'
import { unitsWords } from '../words/units.ts'

/** Of one sort of fault or finding so many are shown one by one. */
const shownAtMost = 20

/** Faults or findings of a file, the first of them one by one. `total`: where not all have come. */
export function Lines({ lines, total = lines.length }: { readonly lines: readonly string[]; readonly total?: number }) {
  const words = useWords(unitsWords).importing
  const more = total - Math.min(lines.length, shownAtMost)
  if (lines.length === 0) return null
  return (
    <ul className="import-lines">
      {lines.slice(0, shownAtMost).map((line, index) => (
        <li key={`${index} ${line}`}>{line}</li>
      ))}
      {more > 0 ? <li>{words.more(formatDecimal(String(more)))}</li> : null}
    </ul>
  )
}
