/** Cells that the reviewer marked, by indicator, each with what to correct. */
export type Marks = Readonly<Record<string, string>>

export function withMark(marks: Marks, indicatorId: string, reason: string | null): Marks {
  const { [indicatorId]: _, ...others } = marks
  return reason === null ? others : { ...others, [indicatorId]: reason }
}

/** What goes out with the return: only cells with a reason are named. */
export function namedCells(marks: Marks): readonly { readonly indicatorId: string; readonly reason: string }[] {
  return Object.entries(marks).map(([indicatorId, reason]) => ({ indicatorId, reason: reason.trim() }))
}
