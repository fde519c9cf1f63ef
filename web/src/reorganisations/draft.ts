import type { PrepareReorganisation, ReorganisationView } from '@haidang/api/reorganisations'
import { isDay } from '@haidang/domain/periods/day'
import { get, ProblemError, put } from '../app/fetch.ts'
import type { Lane, Theirs } from '../app/outbox.ts'
import { officeNow } from '../app/clock.ts'

export type Draft = PrepareReorganisation
export const draftSlot = 'draft'

export const draftOf = ({ title, documentNumber, effectiveOn, rows, heirs }: Draft): Draft => ({
  title,
  documentNumber,
  effectiveOn,
  rows,
  heirs,
})

export function sameDraft(a: Draft, b: Draft): boolean {
  const isHead = a.title === b.title && a.documentNumber === b.documentNumber && a.effectiveOn === b.effectiveOn
  return isHead && sameRows(a.rows, b.rows) && JSON.stringify(a.heirs) === JSON.stringify(b.heirs)
}

/** Asked at every letter, of ten thousand rows too. */
function sameRows(a: Draft['rows'], b: Draft['rows']): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index] || JSON.stringify(row) === JSON.stringify(b[index]))
}

/** Without a title and a day it is kept here and not sent. */
export const isSendable = ({ title, effectiveOn }: Draft): boolean => title.trim().length >= 3 && isDay(effectiveOn)

/** Both sides where they changed different fields; undefined where a person must choose. */
export function mergeDrafts(mine: Draft, base: Draft, theirs: Draft): Draft | undefined {
  const fields = ['title', 'documentNumber', 'effectiveOn', 'rows', 'heirs'] as const
  const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
  const changedHere = fields.filter((field) => !isSame(mine[field], base[field]))
  const isClash = changedHere.some((field) => !isSame(theirs[field], base[field]) && !isSame(theirs[field], mine[field]))
  return isClash ? undefined : { ...theirs, ...Object.fromEntries(changedHere.map((field) => [field, mine[field]])) }
}

type Body = Draft & { readonly revision: number }

/** The draft goes to the server as one, with the revision that was seen: kept here first, sent by itself. */
export function draftLane(id: string, onView: (view: ReorganisationView) => void): Lane<Draft, Body> {
  return {
    mostPerCall: 1,
    bodyOf: (_slot, { value, base }) =>
      sameDraft(value, base.value) || !isSendable(value) ? null : { ...draftOf(value), revision: base.revision },
    isSettled: sameDraft,
    merge: mergeDrafts,
    send: async (_changeKey, [body]) => {
      if (!body) return []
      const view = await put<ReorganisationView>(`/api/reorganisations/${id}`, body).catch((error: unknown) => whatStandsThere(id, error))
      // As it was typed: a blank at the end is on its way to the next word.
      onView({ ...view, ...draftOf(body) })
      return [{ slot: draftSlot, value: draftOf(body), revision: view.revision, by: null, at: officeNow() }]
    },
  }
}

/** The refusal says that somebody was there before, and not what they typed. */
async function whatStandsThere(id: string, error: unknown): Promise<never> {
  if (!(error instanceof ProblemError) || error.problem.code !== 'changedMeanwhile') throw error
  throw new ProblemError({ ...error.problem, current: await get<ReorganisationView>(`/api/reorganisations/${id}`) })
}

export function theirDraft(current: unknown): readonly (Theirs<Draft> & { readonly slot: string })[] {
  return isView(current) ? [{ slot: draftSlot, value: draftOf(current), revision: current.revision, by: null, at: null }] : []
}

function isView(candidate: unknown): candidate is ReorganisationView {
  return typeof candidate === 'object' && candidate !== null && 'rows' in candidate && 'revision' in candidate
}
