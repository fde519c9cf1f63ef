/** One thing a person did: a cell typed, or a whole block pasted. Undone as it was done. */
export type CellChange<Field extends string = string> = {
  readonly slot: string
  readonly field: Field
  readonly before: string
  readonly after: string
}
export type Step = readonly CellChange[]
export type History = { readonly past: readonly Step[]; readonly future: readonly Step[] }

export const emptyHistory: History = { past: [], future: [] }
const longestPast = 200

/** Records a step; changes that change nothing are not one. */
export function record(history: History, step: Step): History {
  const changed = step.filter(({ before, after }) => before !== after)
  return changed.length === 0 ? history : { past: [...history.past, changed].slice(-longestPast), future: [] }
}

export function undo(history: History): { readonly history: History; readonly step: Step } | undefined {
  const step = history.past.at(-1)
  if (!step) return undefined
  const back = step.map((change) => ({ ...change, before: change.after, after: change.before }))
  return { history: { past: history.past.slice(0, -1), future: [step, ...history.future] }, step: back }
}

export function redo(history: History): { readonly history: History; readonly step: Step } | undefined {
  const [step, ...future] = history.future
  return step ? { history: { past: [...history.past, step], future }, step } : undefined
}
