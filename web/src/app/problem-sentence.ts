import type { Problem } from '@haidang/api/problem'
import type { Translated } from '../words/catalogue.ts'
import type { uiVi } from '../words/ui.vi.ts'
import { AwayError, ProblemError } from './fetch.ts'

export type Sentence = { readonly title: string; readonly detail: string }

/** The server's words where it gave some; ours for a lost network or a fault of the page. */
export function uiSentence(error: unknown, words: Translated<typeof uiVi>): Sentence {
  if (error instanceof ProblemError) return { title: error.problem.title, detail: detailOf(error.problem, words) }
  if (error instanceof AwayError) return { title: words.offlineTitle, detail: words.offlineDetail }
  return { title: words.failureTitle, detail: words.failureDetail }
}

/** A refused file's sentence names the kinds that are taken, as people know them. */
function detailOf({ code, detail, help }: Problem, words: Translated<typeof uiVi>): string {
  const allowed = code === 'fileKindRefused' ? help?.['allowed'] : undefined
  if (!Array.isArray(allowed)) return detail
  const kinds = Object.entries(words.fileKinds).flatMap(([kind, name]) => (allowed.includes(kind) ? [name] : []))
  return kinds.length === 0 ? detail : `${detail} ${words.kindsTaken(kinds.join(', '))}`
}
