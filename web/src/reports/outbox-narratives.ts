import type { NarrativeSaved, PutNarrative } from '@haidang/api/reports'
import { put } from '../app/fetch.ts'
import type { Lane, Theirs } from '../app/outbox.ts'

export type NarrativeBody = { readonly heading: string; readonly baseRevision: number; readonly text: string }

/** One part of the outline a call; text of two people is never put together by machine. */
export function narrativesLane(reportId: string): Lane<string, NarrativeBody> {
  return {
    mostPerCall: 1,
    bodyOf: (heading, { value, base }) => (value === base.value ? null : { heading, baseRevision: base.revision, text: value }),
    isSettled: (a, b) => a === b,
    merge: (mine, base, theirs) => (theirs === base ? mine : undefined),
    send: async (changeKey, [body]) => {
      if (!body) return []
      const { heading, ...change } = body
      const saved = await put<NarrativeSaved>(`/api/reports/${reportId}/narratives/${heading}`, {
        changeKey,
        ...change,
      } satisfies PutNarrative)
      return [{ slot: saved.heading, value: saved.text, revision: saved.revision, by: saved.savedBy, at: saved.savedAt }]
    },
  }
}

export function theirNarratives(current: unknown): readonly (Theirs<string> & { readonly slot: string })[] {
  if (!isNarrative(current)) return []
  return [{ slot: current.heading, value: current.text, revision: current.revision, by: current.savedBy, at: current.savedAt }]
}

function isNarrative(candidate: unknown): candidate is NarrativeSaved {
  return typeof candidate === 'object' && candidate !== null && 'heading' in candidate && 'text' in candidate
}
