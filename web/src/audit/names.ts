import type { Scoreboard } from '@haidang/api/consolidation'
import type { People } from '@haidang/api/people'
import { formatDay } from '@haidang/domain/periods/day'
import { isPeriod } from '@haidang/domain/periods/period'
import { useMemo } from 'react'
import { formatInstant, formatPeriod } from '../app/format.ts'
import { useQuery } from '../app/query.ts'
import { useWords } from '../words/catalogue.ts'
import { auditWords } from '../words/audit.ts'
import { tasksWords } from '../words/tasks.ts'

export type Names = {
  readonly ofStream: (stream: string) => string
  readonly ofAction: (action: string) => string
  readonly ofKey: (key: string) => string
  /** A value in which ids have become names. */
  readonly ofValue: (value: string) => string
}

/** Periods, days and instants as they are written on paper. */
function dated(value: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/u.test(value)) return formatDay(value)
  if (value.length > 4 && isPeriod(value)) return formatPeriod(value)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(value) ? formatInstant(value) : undefined
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu

/** Units, indicators and people by their names; what has none keeps its id. */
export function useNames(): Names {
  const words = useWords(auditWords)
  const tasks = useWords(tasksWords)
  const board = useQuery<Scoreboard>('/api/scoreboard').data
  const people = useQuery<People>('/api/people').data
  return useMemo(() => {
    const byId = new Map<string, string>([
      ...(people?.people ?? []).flatMap(({ id, name, unit }) => [[unit.id, unit.name] as const, [id, name] as const]),
      ...(board?.units ?? []).map(({ unit }) => [unit.id, unit.name] as const),
      ...(board?.indicators ?? []).map(({ id, name }) => [id, name] as const),
    ])
    const known = (of: Readonly<Record<string, string>>, key: string): string | undefined => (Object.hasOwn(of, key) ? of[key] : undefined)
    const named = (text: string): string => text.replaceAll(uuid, (id) => byId.get(id) ?? id)
    const plain = (value: string): string => known(words.values, value) ?? known(tasks.states, value) ?? dated(value) ?? named(value)
    return {
      ofStream: (stream) =>
        known(words.streams, stream) ?? (stream.startsWith('unit:') ? (byId.get(stream.slice(5)) ?? stream.slice(5)) : stream),
      ofAction: (action) => known(words.actions, action) ?? action,
      ofKey: (key) => known(words.keys, key) ?? named(key),
      ofValue: plain,
    }
  }, [board, people, tasks, words])
}
