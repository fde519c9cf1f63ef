import type { Translated } from '../words/catalogue.ts'
import type { uiVi } from '../words/ui.vi.ts'
import { AwayError, ProblemError } from './fetch.ts'

export type Sentence = { readonly title: string; readonly detail: string }

/** The server's words where it gave some; ours for a lost network or a fault of the page. */
export function uiSentence(error: unknown, words: Translated<typeof uiVi>): Sentence {
  if (error instanceof ProblemError) return { title: error.problem.title, detail: error.problem.detail }
  if (error instanceof AwayError) return { title: words.offlineTitle, detail: words.offlineDetail }
  return { title: words.failureTitle, detail: words.failureDetail }
}
