import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { get } from './fetch.ts'

type Kept = { readonly data?: unknown; readonly error?: unknown; readonly loading: boolean }
type Turn = { done: Promise<void> }

const kept = new Map<string, Kept>()
const inFlight = new Map<string, Turn>()
/** How many pages show what stands at an address. */
const inView = new Map<string, number>()
const listeners = new Set<() => void>()
const nothing: Kept = { loading: true }

export type Query<T> = {
  readonly data: T | undefined
  readonly error: unknown
  /** True on the first load only; a reload keeps showing what is there. */
  readonly loading: boolean
  readonly reload: () => Promise<void>
  readonly setData: (change: (data: T) => T) => void
}

/** What stands at an address of the API: shown at once from memory, then fresh. `null` asks nothing. */
export function useQuery<T>(path: string | null): Query<T> {
  const entry = useSyncExternalStore(subscribe, () => (path === null ? nothing : (kept.get(path) ?? nothing)))
  useEffect(() => {
    if (path === null) return undefined
    inView.set(path, (inView.get(path) ?? 0) + 1)
    void load(path)
    return () => {
      const left = (inView.get(path) ?? 1) - 1
      if (left > 0) inView.set(path, left)
      else inView.delete(path)
    }
  }, [path])
  const reload = useCallback(() => (path === null ? Promise.resolve() : load(path, true)), [path])
  const setData = useCallback(
    (change: (data: T) => T) => {
      const data = path === null ? undefined : kept.get(path)?.data
      if (path !== null && data !== undefined) keep(path, { data: change(data as T), loading: false }) // Only this path's own reply is kept under it.
    },
    [path],
  )
  return {
    data: entry.data as T | undefined,
    error: entry.error,
    loading: entry.loading && entry.data === undefined && path !== null,
    reload,
    setData,
  }
}

/** After an act that changes other pages: what is in view loads anew, the rest is forgotten. */
export function refreshQueries(prefix: string): void {
  for (const path of [...kept.keys()].filter((one) => one.startsWith(prefix))) {
    if (inView.has(path)) void load(path, true)
    else kept.delete(path)
  }
}

export function forgetQueries(): void {
  kept.clear()
  inFlight.clear()
  notify()
}

export type Mutation<Input, Reply> = {
  readonly run: (input: Input) => Promise<Reply | undefined>
  readonly busy: boolean
  readonly error: unknown
  readonly reset: () => void
}

/** An act: busy while it runs, its error kept for the screen; `run` answers undefined when it failed. */
export function useMutation<Input, Reply>(act: (input: Input) => Promise<Reply>): Mutation<Input, Reply> {
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: unknown }>({ busy: false, error: undefined })
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  const run = useCallback(async (input: Input) => {
    setState({ busy: true, error: undefined })
    try {
      const reply = await latest.current(input)
      setState({ busy: false, error: undefined })
      return reply
    } catch (error) {
      setState({ busy: false, error })
      return undefined
    }
  }, [])
  const reset = useCallback(() => setState({ busy: false, error: undefined }), [])
  return { run, ...state, reset }
}

function load(path: string, anew = false): Promise<void> {
  const running = inFlight.get(path)
  if (running && !anew) return running.done
  const turn = { done: Promise.resolve() }
  inFlight.set(path, turn)
  turn.done = answer(path, turn)
  return turn.done
}

/** Only the latest asking may answer: an older reply that comes later is dropped. */
async function answer(path: string, turn: Turn): Promise<void> {
  const before = kept.get(path)
  try {
    const data = await get<unknown>(path)
    if (inFlight.get(path) === turn) keep(path, { data, loading: false })
  } catch (error) {
    if (inFlight.get(path) === turn) keep(path, { ...(before?.data === undefined ? {} : { data: before.data }), error, loading: false })
  } finally {
    if (inFlight.get(path) === turn) inFlight.delete(path)
  }
}

function keep(path: string, entry: Kept): void {
  kept.set(path, entry)
  notify()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function notify(): void {
  for (const listener of listeners) listener()
}
