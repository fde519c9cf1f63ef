import { useState } from 'react'

/** What is typed but not saved by a button, kept on this machine per person and place. */
export function useKeptDraft<Value>(key: string): {
  readonly draft: Value | undefined
  readonly keep: (value: Value) => void
  readonly drop: () => void
} {
  const [draft, setDraft] = useState<Value | undefined>(() => read<Value>(key))
  return {
    draft,
    keep: (value) => {
      setDraft(value)
      try {
        localStorage.setItem(key, JSON.stringify(value))
      } catch {
        // No room: the text stays on the page, as in any form.
      }
    },
    drop: () => {
      setDraft(undefined)
      localStorage.removeItem(key)
    },
  }
}

function read<Value>(key: string): Value | undefined {
  const kept = localStorage.getItem(key)
  return kept === null ? undefined : (JSON.parse(kept) as Value) // Written above under this key and by nothing else.
}
