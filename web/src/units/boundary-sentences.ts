import type { BoundariesImported } from '@haidang/api/boundaries'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import type { BoundaryFaultKind } from '@haidang/domain/units/boundary'
import type { MatchFault } from '@haidang/domain/units/match-boundaries'
import { ProblemError } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import type { Translated } from '../words/catalogue.ts'
import type { uiVi } from '../words/ui.vi.ts'
import type { unitsVi } from '../words/units.vi.ts'

type Words = Translated<typeof unitsVi>['importing']
type Fields = Readonly<Record<string, unknown>>

/** Why a map file was not taken in: a sentence, and place by place what is wrong in it. */
export type MapRefused = { readonly sentence: string; readonly lines: readonly string[]; readonly total: number }

export function mapRefusal(error: unknown, words: Words, ui: Translated<typeof uiVi>): MapRefused {
  const plain = { sentence: uiSentence(error, ui).detail, lines: [], total: 0 }
  if (!(error instanceof ProblemError)) return plain
  const { reason, help = {} } = error.problem
  if (reason === 'unreadableMap') return { ...plain, sentence: wordOf(words.unreadable, help['fault']) ?? plain.sentence }
  if (reason === 'noMatch') return { ...plain, sentence: words.noMatch(listOf(help['properties']).map(String).join(', ')) }
  if (reason === 'overlapping') return { ...plain, sentence: words.overlapsLeft }
  if (reason !== 'featuresAtFault') return plain
  const lines = listOf(help['faults']).map((fault) => faultLine(fault as Fields, words)) // The server's MapFault.
  return { sentence: words.featuresAtFault(formatDecimal(String(help['total']))), lines, total: Number(help['total']) }
}

export const findingSentence = ({ units, squareMetres, at }: BoundariesImported['overlaps'][number], words: Words): string =>
  words.finding(units.map(({ name }) => name).join(', '), formatDecimal((squareMetres / 10_000).toFixed(2)), placeOf(at, words))

function faultLine({ number, label, fault, at }: Fields, words: Words): string {
  const kinds: Readonly<Record<MatchFault['fault'] | BoundaryFaultKind | 'notAPolygon', string>> = words.faults
  const said = wordOf(kinds, fault) ?? String(fault)
  const place = Array.isArray(at) ? placeOf(at.map(Number), words) : undefined
  return words.fault(String(number), String(label), place === undefined ? said : `${said} (${place})`)
}

const placeOf = ([lon = 0, lat = 0]: readonly number[], words: Words): string =>
  words.place(formatDecimal(lon.toFixed(5)), formatDecimal(lat.toFixed(5)))

const wordOf = (words: Readonly<Record<string, string>>, key: unknown): string | undefined =>
  Object.entries(words).find(([name]) => name === key)?.[1]

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
