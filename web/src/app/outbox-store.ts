/** What the outbox keeps on this machine: one key an item, so that two tabs never overwrite each other's rows. */
export type KeptStore = {
  readonly get: (key: string) => string | null
  /** False when the machine refuses to keep it (no room, storage forbidden). */
  readonly set: (key: string, value: string) => boolean
  readonly remove: (key: string) => void
  readonly keys: () => readonly string[]
}

/**
 * Local storage rather than IndexedDB: a write is done when the call returns, so a tab that is killed in the middle of a word has
 * lost nothing, and every tab reads the same rows. What the machine refuses to keep (a table of thousands of rows) stays in this tab until it is sent.
 */
export function browserStore(kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = localStorage): KeptStore {
  const refused = new Map<string, string>()
  return {
    get: (key) => refused.get(key) ?? kept.getItem(key),
    set: (key, value) => {
      try {
        kept.setItem(key, value)
        refused.delete(key)
        return true
      } catch {
        kept.removeItem(key)
        refused.set(key, value)
        return false
      }
    },
    remove: (key) => {
      refused.delete(key)
      kept.removeItem(key)
    },
    keys: () => [...new Set([...Object.keys(kept), ...refused.keys()])],
  }
}

export function memoryStore(kept: Map<string, string> = new Map()): KeptStore {
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => {
      kept.set(key, value)
      return true
    },
    remove: (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
  }
}
