import { useEffect, useState, useSyncExternalStore } from 'react'
import { AwayError, ProblemError } from './fetch.ts'
import { createOutbox } from './outbox.ts'
import type { Lane, Outbox, OutboxState, OutboxWorld, Refusal, Saved, Theirs } from './outbox.ts'
import { browserStore } from './outbox-store.ts'

type TheirsOf<Value> = (current: unknown) => readonly (Theirs<Value> & { readonly slot: string })[]
type Word<Value> = { readonly prefix: string; readonly saved: readonly Saved<Value>[] }

const root = 'haidang.outbox'

export function outboxPrefix(accountId: string, reportId: string, lane: string): string {
  return `${root}/${accountId}/${reportId}/${lane}`
}

/** Reports of a person with something that has not reached the server from this machine. */
export function unsentReports(accountId: string): readonly string[] {
  const start = `${root}/${accountId}/`
  const reports = browserStore()
    .keys()
    .flatMap((key) => (key.startsWith(start) && key.includes('/item/') ? [key.slice(start.length).split('/')[0] ?? ''] : []))
  return [...new Set(reports)]
}

/** An outbox of this browser tab; it lives as long as the page that shows it. */
export function useOutbox<Value, Body>(
  prefix: string,
  makeLane: () => Lane<Value, Body>,
  theirsOf: TheirsOf<Value>,
): { readonly outbox: Outbox<Value>; readonly state: OutboxState<Value> } {
  const [{ outbox, channel }] = useState(() => openOutbox(prefix, makeLane(), theirsOf))
  const state = useSyncExternalStore(outbox.subscribe, outbox.state)

  useEffect(() => {
    const heard = ({ data }: MessageEvent<Word<Value>>): void => {
      if (data.prefix === prefix) outbox.reread(data.saved)
    }
    const tryNow = (): void => void outbox.flush()
    channel.addEventListener('message', heard)
    window.addEventListener('online', tryNow)
    document.addEventListener('visibilitychange', tryNow)
    window.addEventListener('pagehide', tryNow)
    const letGo = outbox.hold()
    return () => {
      channel.removeEventListener('message', heard)
      window.removeEventListener('online', tryNow)
      document.removeEventListener('visibilitychange', tryNow)
      window.removeEventListener('pagehide', tryNow)
      letGo()
    }
  }, [channel, outbox, prefix])

  return { outbox, state }
}

function openOutbox<Value, Body>(
  prefix: string,
  lane: Lane<Value, Body>,
  theirsOf: TheirsOf<Value>,
): { readonly outbox: Outbox<Value>; readonly channel: BroadcastChannel } {
  const channel = new BroadcastChannel(root)
  const world: OutboxWorld<Value> = {
    store: browserStore(),
    prefix,
    newKey: () => crypto.randomUUID(),
    refusalOf: (error) => refusalOf(error, theirsOf),
    wait: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds)
      return () => clearTimeout(timer)
    },
    alone: (name, work) => navigator.locks.request(name, work),
    announce: (saved) => channel.postMessage({ prefix, saved } satisfies Word<Value>),
  }
  return { outbox: createOutbox(lane, world), channel }
}

/** Only what the server says about this change is a refusal; a lost network, a busy or signed-out server is a reason to wait. */
export function refusalOf<Value>(error: unknown, theirsOf: TheirsOf<Value>): Refusal<Value> | undefined {
  if (error instanceof AwayError || !(error instanceof ProblemError)) return undefined
  const { problem } = error
  const again = problem.status >= 500 || problem.status === 401 || problem.status === 408 || problem.status === 429
  return { problem, again, theirs: problem.code === 'changedMeanwhile' ? theirsOf(problem.current) : [] }
}
