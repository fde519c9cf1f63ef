import './said.css'
import { NoValue } from './state-pill.tsx'

/** An answer in words, whole and by its own lines, also in a column of numbers; nothing answered is missing as a number is. */
export const Said = ({ words, why }: { readonly words: string | undefined; readonly why?: string }) =>
  words === undefined ? <NoValue {...(why === undefined ? {} : { why })} /> : <span className="said">{words}</span>

/** The answers of several units, each under its name; of one unit that holds no other, its own alone. */
export function Answers({
  of,
  isNamed,
}: {
  readonly of: readonly { readonly unit: { readonly id: string; readonly shortName: string }; readonly words: string }[]
  readonly isNamed: boolean
}) {
  if (!isNamed || of.length === 0) return <Said words={of[0]?.words} />
  return (
    <ul className="plain-list">
      {of.map(({ unit, words }) => (
        <li key={unit.id}>
          <strong>{unit.shortName}</strong>
          <Said words={words} />
        </li>
      ))}
    </ul>
  )
}
