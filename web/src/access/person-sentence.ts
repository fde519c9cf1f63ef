import { ProblemError } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import type { Translated } from '../words/catalogue.ts'
import type { uiVi } from '../words/ui.vi.ts'

/** A refusal by its own words, everything else by the server's. */
export function personSentence(error: unknown, refusals: Readonly<Record<string, string>>, ui: Translated<typeof uiVi>): string {
  const reason = error instanceof ProblemError && error.problem.code === 'refused' ? error.problem.reason : undefined
  return (reason === undefined ? undefined : refusals[reason]) ?? uiSentence(error, ui).detail
}
