import { ProblemError } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import type { Translated } from '../words/catalogue.ts'
import type { feedsVi } from '../words/feeds.vi.ts'
import type { uiVi } from '../words/ui.vi.ts'

/** Why the server did not do it, in the words of these pages where they have some. */
export function refusalSentence(error: unknown, { refusals }: Translated<typeof feedsVi>, ui: Translated<typeof uiVi>): string {
  const { detail } = uiSentence(error, ui)
  const reason = error instanceof ProblemError ? error.problem.reason : undefined
  return Object.entries(refusals).find(([name]) => name === reason)?.[1] ?? detail
}
