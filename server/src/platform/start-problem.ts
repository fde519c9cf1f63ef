import type { Words } from '@haidang/api/problem-words'

/** Something that keeps the program from starting and that a person can put right: one sentence in each language, no stack. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem'
  readonly vietnamese: string
  readonly english: string

  constructor({ vi, en }: Words, cause?: unknown) {
    super(`${vi}\n${en}`, { cause })
    this.vietnamese = vi
    this.english = en
  }
}

/** The two sentences of an error that has them; undefined for a failure, whose stack is then worth reading. */
export function sentencesOf(error: unknown): Words | undefined {
  if (!(error instanceof Error) || !('vietnamese' in error) || !('english' in error)) return undefined
  return { vi: String(error.vietnamese), en: String(error.english) }
}
