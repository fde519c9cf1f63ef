import type { Passage } from '@haidang/domain/plans/reading'

/** A text with the words that were asked for in their places. */
export function MarkedText({ text, marks }: { readonly text: string; readonly marks: readonly Passage[] }) {
  const parts = marks.map(({ start, end }, index) => ({
    plain: text.slice(marks[index - 1]?.end ?? 0, start),
    marked: text.slice(start, end),
    start,
  }))
  return (
    <>
      {parts.map(({ plain, marked, start }) => (
        <span key={start}>
          {plain}
          <mark>{marked}</mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </>
  )
}
