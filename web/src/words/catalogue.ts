import { useLanguage } from './language.ts'
import type { Language } from './language.ts'

/** The shape of a translation: every Vietnamese word has its English one, with the same parameters. A missing one fails the type check. */
export type Translated<T> = {
  readonly [K in keyof T]: T[K] extends (...given: infer Given) => string
    ? (...given: Given) => string
    : T[K] extends string
      ? string
      : Translated<T[K]>
}

export type Catalogue<T> = Readonly<Record<Language, Translated<T>>>

/** One feature's words: Vietnamese first, English beside it. */
export function catalogue<T>(vi: T & Translated<T>, en: Translated<T>): Catalogue<T> {
  return { vi, en }
}

export function useWords<T>(words: Catalogue<T>): Translated<T> {
  return words[useLanguage()]
}
