import { useCallback, useState } from 'react'

/** Doubts that this person has looked at, on this machine: the document's doubts themselves stay with the plan. */
export function useSeenDoubts(importId: string): {
  readonly seen: ReadonlySet<string>
  readonly see: (id: string, isSeen: boolean) => void
} {
  const key = `haidang.doubts/${importId}`
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => remembered(key))
  const see = useCallback(
    (id: string, isSeen: boolean) =>
      setSeen((before) => {
        const next = new Set(before)
        if (isSeen) next.add(id)
        else next.delete(id)
        try {
          localStorage.setItem(key, JSON.stringify([...next]))
        } catch {
          // Without storage the mark lasts as long as the page.
        }
        return next
      }),
    [key],
  )
  return { seen, see }
}

function remembered(key: string): ReadonlySet<string> {
  const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
  return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [])
}
