type Look<Seen> = () => Promise<Seen>
type Looking<Seen> = { readonly seen: Promise<Seen>; next?: { look: Look<Seen>; readonly seen: Promise<Seen> } }

/**
 * Lets many who ask the same thing of the same pool at once share what one look at the database sees: who comes while a look is under way shares
 * the next one, so nobody is told a state older than the question.
 */
export function sharedLooks<Seen>(): (pool: object, key: string, look: Look<Seen>) => Promise<Seen> {
  /** By the pool that they use: tests have many offices in one process. */
  const ofPools = new WeakMap<object, Map<string, Looking<Seen>>>()

  function begin(of: Map<string, Looking<Seen>>, key: string, look: Look<Seen>): Promise<Seen> {
    const looking: Looking<Seen> = { seen: look() }
    of.set(key, looking)
    const end = (): void => void (looking.next === undefined && of.delete(key))
    looking.seen.then(end, end)
    return looking.seen
  }

  return (pool, key, look) => {
    const of = ofPools.get(pool) ?? new Map<string, Looking<Seen>>()
    ofPools.set(pool, of)
    const underWay = of.get(key)
    if (underWay === undefined) return begin(of, key, look)
    if (underWay.next === undefined) {
      const beginNext = (): Promise<Seen> => begin(of, key, next.look)
      const next = { look, seen: underWay.seen.then(beginNext, beginNext) }
      underWay.next = next
    }
    underWay.next.look = look // The last to come knows best what time it is.
    return underWay.next.seen
  }
}
