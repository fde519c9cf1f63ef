import type { EntriesSaved } from '@haidang/api/reports'
import type { Ward } from './office.ts'
import type { Change, Ledger } from './ledger.ts'

export type Writers = {
  readonly inFlight: () => number
  /** Refused, though nothing was wrong with it. */
  readonly failures: readonly string[]
  /** What the program said where it could not: status and code. */
  readonly outages: readonly string[]
  readonly stop: () => Promise<void>
}

/** Every ward types on, cell after cell, each change under its own key, until stopped or until the line breaks. */
export function startWriters(wards: readonly Ward[], ledger: Ledger): Writers {
  let stopping = false
  let inFlight = 0
  const failures: string[] = []
  const outages: string[] = []
  const write = async (ward: Ward, change: Change): Promise<'acknowledged' | 'broken'> => {
    ledger.begins(change)
    inFlight += 1
    try {
      const { indicatorId, value, baseRevision, changeKey } = change
      const reply = await ward.person.send('PUT', `/api/reports/${ward.reportId}/entries`, {
        changeKey,
        entries: [{ indicatorId, numerator: String(value), denominator: '1000000000', note: '', baseRevision }],
      })
      const text = await reply.text()
      if (reply.ok) {
        const saved = JSON.parse(text) as EntriesSaved
        ledger.acknowledged(change, saved.entries[0]?.revision ?? 0)
        return 'acknowledged'
      }
      // 5xx: the program says that it could not, but not whether; the same change is sent again after the restart.
      if (reply.status >= 500) {
        outages.push(`${reply.status} ${/"code":"(\w+)"/u.exec(text)?.[1] ?? text.slice(0, 80)}`)
        return 'broken'
      }
      ledger.refused(change)
      failures.push(`${ward.unit}: ${reply.status} ${text}`)
      return 'broken'
    } catch {
      return 'broken'
    } finally {
      inFlight -= 1
    }
  }

  const type = async (ward: Ward): Promise<void> => {
    for (let turn = 0; !stopping; turn += 1) {
      const indicatorId = ward.indicatorIds[turn % ward.indicatorIds.length]
      if (indicatorId === undefined) return
      const cell = { reportId: ward.reportId, indicatorId }
      const unsettled = ledger.unsettled(cell)
      const last = ledger.last(cell)
      const change = unsettled ?? {
        ...cell,
        value: (last?.value ?? 0) + 1,
        changeKey: crypto.randomUUID(),
        baseRevision: last?.revision ?? 0,
      }
      if ((await write(ward, change)) === 'broken') return
    }
  }
  const all = Promise.all(wards.map(type))
  return {
    inFlight: () => inFlight,
    failures,
    outages,
    stop: async () => {
      stopping = true
      await all
    },
  }
}
