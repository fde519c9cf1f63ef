/** Keeps the newest of so many things; what is kept again is new again. */
export function keepNewest<Thing>(atMost: number): {
  readonly get: (key: string) => Thing | undefined
  readonly set: (key: string, thing: Thing) => void
} {
  const kept = new Map<string, Thing>()
  return {
    get: (key) => kept.get(key),
    set: (key, thing) => {
      kept.delete(key)
      kept.set(key, thing)
      for (const oldest of kept.keys()) {
        if (kept.size <= atMost) return
        kept.delete(oldest)
      }
    },
  }
}
