import './text-changes.css'
import { textChanges } from './text-changes.ts'

/** One text turned into another: struck through what went, underlined what came. Colour only repeats it. */
export function TextChanges({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <span className="text-changes">
      {textChanges(before, after).map(({ kind, text }, index) => {
        const key = `${index}-${kind}`
        if (kind === 'removed') return <del key={key}>{text}</del>
        if (kind === 'added') return <ins key={key}>{text}</ins>
        return <span key={key}>{text}</span>
      })}
    </span>
  )
}
