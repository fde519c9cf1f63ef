import type { FeedFigure } from '@haidang/api/reports'
import { compareDecimals, subtractDecimals } from '@haidang/domain/quantities/decimal'
import type { Line } from './sheet.ts'

type Typed = { readonly numerator: string | null; readonly denominator: string | null }

export type FeedStanding = {
  readonly said: FeedFigure
  /** `untyped`: nobody has typed a part of it yet. */
  readonly is: 'taken' | 'same' | 'differs' | 'untyped'
  /** How far the typed figure is from the feed's, where both have the part and they are not alike. */
  readonly numeratorBy: string | null
  readonly denominatorBy: string | null
}

/** What stands of other systems beside a figure: each feed with what it says, and how far the hand value is from it. */
export function feedStandings({ feeds, taken, entry }: Pick<Line, 'feeds' | 'taken' | 'entry'>, typed: Typed): readonly FeedStanding[] {
  return feeds.map((said) => {
    const parts = [
      [said.numerator, typed.numerator],
      [said.denominator, typed.denominator],
    ] as const
    const [numeratorBy, denominatorBy] = parts.map(([theirs, ours]) => distance(theirs, ours))
    const isLess = parts.some(([theirs, ours]) => theirs !== null && ours === null)
    const isAway = (numeratorBy ?? null) !== null || (denominatorBy ?? null) !== null
    // Who took it over and then typed over it has made another figure; until that is saved the entry is still the old one.
    const isTaken = taken?.revision === entry.revision && taken.system === said.system
    return {
      said,
      is: isAway ? 'differs' : isLess ? 'untyped' : isTaken ? 'taken' : 'same',
      numeratorBy: numeratorBy ?? null,
      denominatorBy: denominatorBy ?? null,
    }
  })
}

function distance(theirs: string | null, ours: string | null): string | null {
  return theirs === null || ours === null || compareDecimals(theirs, ours) === 0 ? null : subtractDecimals(ours, theirs)
}

/** Feeds that could fill a cell at once: the newest of each row where nothing is typed. */
export const fillable = (
  rows: readonly { readonly line: Line; readonly checked: { readonly isBlank: boolean } }[],
): readonly { readonly line: Line; readonly said: FeedFigure }[] =>
  rows.flatMap(({ line, checked }) => {
    const [said] = line.feeds
    return checked.isBlank && said !== undefined ? [{ line, said }] : []
  })
