import type { Consolidation, ConsolidationEdits } from '@haidang/api/consolidation'
import { officeNow } from '../app/clock.ts'
import { put } from '../app/fetch.ts'
import type { Lane, Theirs } from '../app/outbox.ts'
import { isSendable, mergeEdits, sameEdits } from './edits.ts'

export const editsSlot = 'edits'
type Body = { readonly baseRevision: number; readonly edits: ConsolidationEdits }

/** The officer's edits go to the server as one, like a report's text: kept here first, sent by themselves. */
export function editsLane(id: string): Lane<ConsolidationEdits, Body> {
  return {
    mostPerCall: 1,
    bodyOf: (_slot, { value, base }) =>
      sameEdits(value, base.value) || !isSendable(value) ? null : { baseRevision: base.revision, edits: value },
    isSettled: sameEdits,
    merge: (mine, base, theirs) => {
      const { edits, conflicts } = mergeEdits(mine, base, theirs)
      return conflicts.length === 0 ? edits : undefined
    },
    send: async (changeKey, [body]) => {
      if (!body) return []
      const { revision } = await put<{ revision: number }>(`/api/consolidations/${id}/edits`, { changeKey, ...body })
      return [{ slot: editsSlot, value: body.edits, revision, by: null, at: officeNow() }]
    },
  }
}

export function theirEdits(current: unknown): readonly (Theirs<ConsolidationEdits> & { readonly slot: string })[] {
  return isEdited(current) ? [{ slot: editsSlot, value: current.edits, revision: current.revision, by: null, at: null }] : []
}

function isEdited(candidate: unknown): candidate is Pick<Consolidation, 'edits' | 'revision'> {
  return typeof candidate === 'object' && candidate !== null && 'edits' in candidate && 'revision' in candidate
}
