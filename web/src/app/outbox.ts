import type { Problem } from '@haidang/api/problem'
import type { KeptStore } from './outbox-store.ts'

/** What stands on the server. */
export type Base<Value> = { readonly value: Value; readonly revision: number }
/** What somebody else has put there meanwhile. */
export type Theirs<Value> = Base<Value> & { readonly by: string | null; readonly at: string | null }
/** What was typed here and is not known to be on the server. `theirs`: a person must choose. */
export type Pending<Value> = { readonly value: Value; readonly base: Base<Value>; readonly theirs?: Theirs<Value> }
export type Saved<Value> = Base<Value> & { readonly slot: string; readonly by: string | null; readonly at: string | null }

/** How one kind of thing goes to the server. */
export type Lane<Value, Body> = {
  readonly mostPerCall: number
  /** What to send for a slot; `null` while nothing in it can be sent (the same as there, or not readable as a number). */
  readonly bodyOf: (slot: string, pending: Pending<Value>) => Body | null
  /** Nothing left to keep: what is typed is what is there. */
  readonly isSettled: (value: Value, there: Value) => boolean
  /** One call. Answers what stands there now; throws a `Refusal` or anything else for "no answer, try again". */
  readonly send: (changeKey: string, bodies: readonly Body[]) => Promise<readonly Saved<Value>[]>
  /** Both sides put together where they changed different parts; `undefined` where a person must choose. */
  readonly merge: (mine: Value, base: Value, theirs: Value) => Value | undefined
}

/** The server answered no. With `theirs` somebody was there before; with `again` it could not just now. */
export type Refusal<Value> = {
  readonly problem: Problem
  readonly again: boolean
  readonly theirs: readonly (Theirs<Value> & { readonly slot: string })[]
}
export type Sent<Value> = readonly Saved<Value>[] | { readonly refusal: Refusal<Value> }

export type OutboxStatus = 'saved' | 'saving' | 'away' | 'refused'
export type OutboxState<Value> = {
  readonly status: OutboxStatus
  readonly items: ReadonlyMap<string, Pending<Value>>
  readonly savedAt: string | null
  readonly problem: Problem | undefined
  /** False once this machine has refused to keep something. */
  readonly isKept: boolean
}

export type OutboxWorld<Value> = {
  readonly store: KeptStore
  /** Separates people, reports and kinds from each other. */
  readonly prefix: string
  readonly newKey: () => string
  readonly refusalOf: (error: unknown) => Refusal<Value> | undefined
  readonly wait: (milliseconds: number, then: () => void) => () => void
  /** One tab at a time. */
  readonly alone: <Answer>(name: string, work: () => Promise<Answer>) => Promise<Answer>
  /** Tells the other tabs; they call `reread`. */
  readonly announce: (saved: readonly Saved<Value>[]) => void
}

export type Outbox<Value> = {
  readonly put: (slot: string, value: Value, there: Base<Value>) => void
  readonly resolve: (slot: string, whose: 'mine' | 'theirs') => void
  /** The same with a value put together of both. */
  readonly resolveTo: (slot: string, value: Value) => void
  readonly flush: () => Promise<void>
  /**
   * Sends what stands here, then has `act` done before anything typed since: an act on many slots must not lose one of them to the letter
   * typed while it was under way. `undefined`, and nothing done, where something that stood here could not be sent.
   */
  readonly flushThen: <Answer>(act: () => Promise<Answer>) => Promise<Answer | undefined>
  readonly reread: (saved: readonly Saved<Value>[]) => void
  readonly discard: () => void
  readonly state: () => OutboxState<Value>
  readonly subscribe: (listener: () => void) => () => void
  readonly onSaved: (listener: (saved: readonly Saved<Value>[]) => void) => () => void
  /** Sends by itself only while a page shows it: nobody's rows may leave under the name of whoever signs in next. Answers the way to let go. */
  readonly hold: () => () => void
}

type Batch<Body> = { readonly changeKey: string; readonly slots: readonly string[]; readonly bodies: readonly Body[] }
const pauseAfterTyping = 400
const longestPause = 30_000

/**
 * Keeps every change on this machine before anything else, then sends it by itself. A batch keeps its change key until the server has
 * answered it, so sending it again after a lost answer, a reload or a killed tab changes nothing twice.
 */
export function createOutbox<Value, Body>(lane: Lane<Value, Body>, world: OutboxWorld<Value>): Outbox<Value> {
  const { store, prefix } = world
  const itemPrefix = `${prefix}/item/`
  const batchKey = `${prefix}/batch`
  const listeners = new Set<() => void>()
  const savedListeners = new Set<(saved: readonly Saved<Value>[]) => void>()
  let failures = 0
  let cancelTimer: () => void = () => {}
  let running: Promise<void> | undefined
  let queued: Promise<void> | undefined
  let users = 0
  let state: OutboxState<Value> = { status: 'saved', items: readItems(), savedAt: null, problem: undefined, isKept: true }
  if (state.items.size > 0) state = { ...state, status: statusAtRest() }

  function put(slot: string, value: Value, there: Base<Value>): void {
    const earlier = state.items.get(slot)
    const base = earlier?.base ?? there
    const isBack = !earlier?.theirs && lane.isSettled(value, base.value) && !isUnderWay(slot)
    if (isBack) drop(slot)
    else keep(slot, { value, base, ...(earlier?.theirs ? { theirs: earlier.theirs } : {}) })
    show({ status: statusAtRest(), problem: undefined })
    world.announce([])
    schedule(pauseAfterTyping)
  }

  function resolve(slot: string, whose: 'mine' | 'theirs'): void {
    const item = state.items.get(slot)
    if (item?.theirs) resolveTo(slot, whose === 'mine' ? item.value : item.theirs.value)
  }

  function resolveTo(slot: string, value: Value): void {
    const theirs = state.items.get(slot)?.theirs
    if (!theirs) return
    tell([{ slot, ...theirs }])
    if (lane.isSettled(value, theirs.value)) drop(slot)
    else keep(slot, { value, base: { value: theirs.value, revision: theirs.revision } })
    show({ status: statusAtRest() })
    world.announce([])
    schedule(0)
  }

  /** Done when everything that stood here at the call has been tried; a call under way is waited for, then what came after goes. */
  function flush(): Promise<void> {
    cancelTimer()
    if (running) {
      queued ??= running.then(() => {
        queued = undefined
        return flush()
      })
      return queued
    }
    running = world.alone(prefix, sendAll).finally(() => {
      running = undefined
    })
    return running
  }

  async function flushThen<Answer>(act: () => Promise<Answer>): Promise<Answer | undefined> {
    const standing = [...state.items.keys()]
    await flush()
    while (running) await running
    if (standing.some((slot) => state.items.has(slot))) return undefined
    const acting = world.alone(prefix, act)
    running = acting
      .then(
        () => {},
        () => {},
      )
      .finally(() => {
        running = undefined
      })
    return acting
  }

  async function sendAll(): Promise<void> {
    show({ items: readItems() })
    for (let batch = nextBatch(); batch; batch = nextBatch()) {
      show({ status: 'saving' })
      try {
        settle(await lane.send(batch.changeKey, batch.bodies))
        failures = 0
      } catch (error) {
        if (!goesOnAfter(error)) return
      }
    }
    show({ status: statusAtRest() })
  }

  /** Whether the next batch may be tried at once. */
  function goesOnAfter(error: unknown): boolean {
    const refusal = world.refusalOf(error)
    if (!refusal || refusal.again) {
      failures += 1
      show({ status: 'away', problem: refusal?.problem })
      schedule(Math.min(longestPause, 1000 * 2 ** (failures - 1)))
      return false
    }
    store.remove(batchKey)
    if (refusal.theirs.length === 0) {
      show({ status: 'refused', problem: refusal.problem })
      return false
    }
    for (const theirs of refusal.theirs) meet(theirs)
    show({ items: readItems() })
    return true
  }

  function meet({ slot, ...theirs }: Theirs<Value> & { readonly slot: string }): void {
    const item = state.items.get(slot)
    if (!item) return
    const merged = lane.isSettled(item.value, theirs.value) ? theirs.value : lane.merge(item.value, item.base.value, theirs.value)
    const base = { value: theirs.value, revision: theirs.revision }
    if (merged === undefined) return keep(slot, { ...item, theirs })
    tell([{ slot, ...theirs }])
    if (lane.isSettled(merged, theirs.value)) drop(slot)
    else keep(slot, { value: merged, base })
  }

  function settle(saved: readonly Saved<Value>[]): void {
    store.remove(batchKey)
    for (const { slot, value, revision } of saved) {
      const item = readItem(slot)
      if (!item) continue
      if (lane.isSettled(item.value, value)) drop(slot)
      else keep(slot, { ...item, base: { value, revision } })
    }
    tell(saved)
    const at = saved.map((one) => one.at).findLast((one) => one !== null) ?? state.savedAt
    show({ savedAt: at, problem: undefined })
    world.announce(saved)
  }

  /** The batch that was under way when the page went, else what there is to send now. */
  function nextBatch(): Batch<Body> | undefined {
    const left = store.get(batchKey)
    if (left !== null) return JSON.parse(left) as Batch<Body> // Written a few lines below and by nothing else.
    const sendable = [...readItems()].flatMap(([slot, item]) => {
      const body = item.theirs ? null : lane.bodyOf(slot, item)
      return body === null ? [] : [{ slot, body }]
    })
    if (sendable.length === 0) return undefined
    const now = sendable.slice(0, lane.mostPerCall)
    const batch = { changeKey: world.newKey(), slots: now.map(({ slot }) => slot), bodies: now.map(({ body }) => body) }
    store.set(batchKey, JSON.stringify(batch))
    return batch
  }

  function isUnderWay(slot: string): boolean {
    const left = store.get(batchKey)
    return left !== null && (JSON.parse(left) as Batch<Body>).slots.includes(slot)
  }

  function statusAtRest(): OutboxStatus {
    const isWaiting = [...state.items].some(([slot, item]) => !item.theirs && lane.bodyOf(slot, item) !== null)
    return isWaiting ? 'saving' : 'saved'
  }

  function schedule(milliseconds: number): void {
    cancelTimer()
    if (users > 0) cancelTimer = world.wait(milliseconds, () => void flush())
  }

  /** Another tab wrote or saved. */
  function reread(saved: readonly Saved<Value>[]): void {
    show({ items: readItems() })
    if (saved.length > 0) tell(saved)
    if (state.status !== 'away') show({ status: statusAtRest() })
  }

  function discard(): void {
    for (const slot of state.items.keys()) store.remove(itemPrefix + slot)
    store.remove(batchKey)
    show({ items: readItems(), status: 'saved', problem: undefined })
    world.announce([])
  }

  function keep(slot: string, item: Pending<Value>): void {
    const isKept = store.set(itemPrefix + slot, JSON.stringify(item))
    show({ items: new Map(state.items).set(slot, item), ...(isKept ? {} : { isKept: false }) })
  }

  function drop(slot: string): void {
    store.remove(itemPrefix + slot)
    const items = new Map(state.items)
    items.delete(slot)
    show({ items })
  }

  function readItem(slot: string): Pending<Value> | undefined {
    const kept = store.get(itemPrefix + slot)
    return kept === null ? undefined : (JSON.parse(kept) as Pending<Value>) // Written by `keep` and by nothing else.
  }

  function readItems(): ReadonlyMap<string, Pending<Value>> {
    const slots = store.keys().flatMap((key) => (key.startsWith(itemPrefix) ? [key.slice(itemPrefix.length)] : []))
    return new Map(
      slots.flatMap((slot) => {
        const item = readItem(slot)
        return item ? [[slot, item] as const] : []
      }),
    )
  }

  function show(change: Partial<OutboxState<Value>>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function tell(saved: readonly Saved<Value>[]): void {
    for (const listener of savedListeners) listener(saved)
  }

  return {
    put,
    resolve,
    resolveTo,
    flush,
    flushThen,
    reread,
    discard,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onSaved: (listener) => {
      savedListeners.add(listener)
      return () => savedListeners.delete(listener)
    },
    hold: () => {
      users += 1
      void flush()
      return () => {
        void flush()
        users -= 1
        if (users === 0) cancelTimer()
      }
    },
  }
}
