import type { AuditLines } from '@haidang/api/consolidation'
import { useEffect, useState } from 'react'
import { get } from '../app/fetch.ts'
import { useLatest } from '../app/use-latest.ts'

export type Line = AuditLines['lines'][number]

type Held = {
  readonly lines: readonly Line[]
  readonly streams: readonly string[]
  readonly next: string | null
  readonly error: unknown
  readonly busy: boolean
}
const nothing: Held = { lines: [], streams: [], next: null, error: undefined, busy: true }

/** The newest lines of a stream or of all, and the older ones as they are asked for. */
export function useLines(stream: string | null): Held & { readonly more: () => void; readonly again: () => void } {
  const [held, setHeld] = useState<Held>(nothing)
  const load = useLatest(async (before: string | null, isCurrent: () => boolean): Promise<void> => {
    setHeld((now) => ({ ...now, busy: true, error: undefined, ...(before === null ? { lines: [], next: null } : {}) }))
    const query = new URLSearchParams({ limit: '50', ...(stream === null ? {} : { stream }), ...(before === null ? {} : { before }) })
    try {
      const reply = await get<AuditLines>(`/api/audit/lines?${query}`)
      if (isCurrent())
        setHeld((now) => ({
          ...reply,
          lines: before === null ? reply.lines : [...now.lines, ...reply.lines],
          error: undefined,
          busy: false,
        }))
    } catch (error) {
      if (isCurrent()) setHeld((now) => ({ ...now, error, busy: false }))
    }
  })
  useEffect(() => {
    let current = true
    void load(null, () => current)
    return () => {
      current = false
    }
  }, [load, stream])
  return {
    ...held,
    more: () => void load(held.next, () => true),
    again: () => void load(held.lines.length > 0 ? held.next : null, () => true),
  }
}
