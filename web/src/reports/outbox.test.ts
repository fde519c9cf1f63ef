import { describe, expect, test } from 'vitest'
import { createOutbox } from '../app/outbox.ts'
import type { Outbox, OutboxWorld, Refusal } from '../app/outbox.ts'
import { conflictingCells, emptyRow, entryBodyOf, mergeRows, putTogether, sameRow, rowTextOf } from './outbox-entries.ts'
import type { EntryBody, RowText } from './outbox-entries.ts'
import { memoryStore } from '../app/outbox-store.ts'

/** A server that keeps revisions, answers a repeated change key alike, and can lose its answer. */
function serverOfEntries() {
  const rows = new Map<string, { value: RowText; revision: number; by: string }>()
  const answered = new Map<string, string>()
  const calls: { changeKey: string; bodies: readonly EntryBody[] }[] = []
  let trouble: 'none' | 'away' | 'answerLost' = 'none'
  const write = (id: string, value: RowText, by: string): void =>
    void rows.set(id, { value, revision: (rows.get(id)?.revision ?? 0) + 1, by })
  const there = (id: string) => rows.get(id) ?? { value: emptyRow, revision: 0, by: '' }

  const send = (changeKey: string, bodies: readonly EntryBody[]) => {
    calls.push({ changeKey, bodies })
    if (trouble === 'away') return Promise.reject(new Error('network'))
    const earlier = answered.get(changeKey)
    if (earlier === undefined) {
      const differing = bodies.filter((body) => there(body.indicatorId).revision !== body.baseRevision)
      if (differing.length > 0)
        return Promise.reject(
          new Conflict(differing.map(({ indicatorId }) => ({ slot: indicatorId, at: '2024-05-12T03:00:00Z', ...there(indicatorId) }))),
        )
      for (const body of bodies) write(body.indicatorId, rowTextOf(body), 'Lan')
      answered.set(changeKey, JSON.stringify(bodies.map(({ indicatorId: slot }) => ({ slot, ...there(slot), at: '2024-05-12T03:32:00Z' }))))
    }
    if (trouble === 'answerLost') return Promise.reject(new Error('network'))
    return Promise.resolve(JSON.parse(answered.get(changeKey) ?? '[]'))
  }
  return { send, write, there, calls, be: (now: typeof trouble) => void (trouble = now) }
}

class Conflict extends Error {
  readonly theirs: Refusal<RowText>['theirs']
  constructor(theirs: Refusal<RowText>['theirs']) {
    super('changedMeanwhile')
    this.theirs = theirs
  }
}

const problem = { type: '', code: 'changedMeanwhile', title: '', status: 409, detail: '', requestId: '' } as const

function desk(server: ReturnType<typeof serverOfEntries>, store = memoryStore()) {
  let keys = 0
  const waits: { milliseconds: number; act: () => void }[] = []
  const world: OutboxWorld<RowText> = {
    store,
    prefix: 'outbox/lan/may/entries',
    newKey: () => `key-${(keys += 1)}-${Math.random()}`,
    refusalOf: (error) => (error instanceof Conflict ? { problem, again: false, theirs: error.theirs } : undefined),
    wait: (milliseconds, act) => {
      waits.push({ milliseconds, act })
      return () => undefined
    },
    alone: (_name, work) => work(),
    announce: () => undefined,
  }
  const outbox: Outbox<RowText> = createOutbox(
    {
      mostPerCall: 500,
      bodyOf: (slot, { value, base }) => entryBodyOf(slot, value, base.value, base.revision),
      isSettled: sameRow,
      merge: mergeRows,
      send: server.send,
    },
    world,
  )
  const letGo = outbox.hold()
  return { outbox, store, waits, letGo }
}

const row = (numerator: string, denominator = '', note = ''): RowText => ({ numerator, denominator, note })
const fresh = { value: emptyRow, revision: 0 }

describe('sending what was typed', () => {
  test('several rows go in one call and nothing is left behind', async () => {
    const server = serverOfEntries()
    const { outbox, store } = desk(server)
    outbox.put('a', row('412', '655'), fresh)
    outbox.put('b', row('1.234,5'), fresh)
    expect(outbox.state().status).toBe('saving')
    await outbox.flush()
    expect(server.calls).toHaveLength(1)
    expect(server.calls[0]?.bodies[1]).toEqual({ indicatorId: 'b', numerator: '1234.5', denominator: null, note: '', baseRevision: 0 })
    expect(outbox.state()).toMatchObject({ status: 'saved', savedAt: '2024-05-12T03:32:00Z' })
    expect(store.keys()).toEqual([])
  })

  test('what is typed while a call is under way goes in the next, on the new revision', async () => {
    const server = serverOfEntries()
    const { outbox } = desk(server)
    await outbox.flush()
    outbox.put('a', row('4'), fresh)
    const first = outbox.flush()
    outbox.put('a', row('41'), fresh)
    await first
    await outbox.flush()
    expect(server.calls.map(({ bodies }) => [bodies[0]?.numerator, bodies[0]?.baseRevision])).toEqual([
      ['4', 0],
      ['41', 1],
    ])
    expect(server.there('a').value.numerator).toBe('41')
  })

  test('a cell that is not a number stays on this machine and holds back only itself', async () => {
    const server = serverOfEntries()
    const { outbox } = desk(server)
    outbox.put('a', row('bốn trăm', '655'), fresh)
    await outbox.flush()
    expect(server.there('a').value).toEqual(row('', '655'))
    expect(outbox.state().items.get('a')?.value.numerator).toBe('bốn trăm')
    expect(outbox.state().status).toBe('saved')
  })

  test('taking a change back before it left sends nothing', async () => {
    const server = serverOfEntries()
    const { outbox } = desk(server)
    outbox.put('a', row('4'), fresh)
    outbox.put('a', emptyRow, fresh)
    await outbox.flush()
    expect(server.calls).toEqual([])
  })
})

describe('an act on many things', () => {
  test('comes after what was typed before it and before what was typed since', async () => {
    const server = serverOfEntries()
    const { outbox } = desk(server)
    outbox.put('a', row('412', '655'), fresh)
    let answer = () => {}
    const acting = outbox.flushThen(async () => {
      await new Promise<void>((resolve) => (answer = resolve))
      return server.calls.length
    })
    await expect.poll(() => server.calls.length).toBe(1)
    outbox.put('b', row('7'), fresh)
    const flushing = outbox.flush()
    answer()
    expect(await acting, 'calls by the end of the act').toBe(1)
    await flushing
    expect(server.calls.map(({ bodies }) => bodies.map(({ indicatorId }) => indicatorId))).toEqual([['a'], ['b']])
  })

  test('is not done while something typed before it cannot go; what is typed goes on after one that failed', async () => {
    const server = serverOfEntries()
    const { outbox } = desk(server)
    outbox.put('a', row('412', '655'), fresh)
    server.be('away')
    expect(await outbox.flushThen(() => Promise.reject(new Error('not to be done')))).toBeUndefined()
    server.be('none')
    await expect(outbox.flushThen(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    outbox.put('b', row('7'), fresh)
    await outbox.flush()
    expect(outbox.state().items.size).toBe(0)
  })
})

describe('when the server is away', () => {
  test('it says so, keeps everything and tries again later and later', async () => {
    const server = serverOfEntries()
    const { outbox, waits } = desk(server)
    server.be('away')
    outbox.put('a', row('412'), fresh)
    await outbox.flush()
    await outbox.flush()
    expect(outbox.state().status).toBe('away')
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([400, 1000, 2000])
    server.be('none')
    await outbox.flush()
    expect(outbox.state().status).toBe('saved')
    expect(server.there('a')).toMatchObject({ revision: 1, value: row('412') })
  })

  test('once its page is gone it sends nothing more by itself', async () => {
    const server = serverOfEntries()
    const { outbox, waits, letGo } = desk(server)
    server.be('away')
    outbox.put('a', row('412'), fresh)
    await outbox.flush()
    const before = waits.length
    letGo()
    await outbox.flush()
    expect(waits).toHaveLength(before)
    expect(outbox.state().items.size).toBe(1)
  })

  test('a lost answer is asked for again with the same key, and nothing is written twice', async () => {
    const server = serverOfEntries()
    const { outbox } = desk(server)
    server.be('answerLost')
    outbox.put('a', row('412'), fresh)
    await outbox.flush()
    outbox.put('a', row('413'), fresh)
    server.be('none')
    await outbox.flush()
    expect(server.calls[0]?.changeKey).toBe(server.calls[1]?.changeKey)
    expect(server.there('a')).toMatchObject({ revision: 2, value: row('413') })
    expect(outbox.state().items.size).toBe(0)
  })

  test('a killed tab loses nothing: the next one finds the rows and the unanswered batch', async () => {
    const server = serverOfEntries()
    const { outbox, store } = desk(server)
    server.be('answerLost')
    outbox.put('a', row('412'), fresh)
    await outbox.flush()
    outbox.put('b', row('7'), fresh)

    server.be('none')
    const next = desk(server, store).outbox
    expect(next.state().items.get('b')?.value.numerator).toBe('7')
    await next.flush()
    expect(server.there('a')).toMatchObject({ revision: 1, value: row('412') })
    expect(server.there('b').value.numerator).toBe('7')
    expect(store.keys()).toEqual([])
  })
})

describe('when somebody else was there', () => {
  test('different cells of a row are put together without asking', async () => {
    const server = serverOfEntries()
    const { outbox } = desk(server)
    server.write('a', row('', '655'), 'Hùng')
    outbox.put('a', row('412'), fresh)
    await outbox.flush()
    expect(server.there('a').value).toEqual(row('412', '655'))
    expect(outbox.state().items.size).toBe(0)
  })

  test('the same cell is shown with both values, the other rows go through', async () => {
    const server = serverOfEntries()
    const { outbox } = desk(server)
    server.write('a', row('400'), 'Hùng')
    outbox.put('a', row('412'), fresh)
    outbox.put('b', row('7'), fresh)
    await outbox.flush()
    expect(outbox.state().items.get('a')).toMatchObject({ value: row('412'), theirs: { value: row('400'), by: 'Hùng' } })
    expect(server.there('b').value.numerator).toBe('7')
    expect(server.there('a').value.numerator).toBe('400')

    outbox.resolve('a', 'mine')
    await outbox.flush()
    expect(server.there('a')).toMatchObject({ revision: 2, value: row('412') })
  })

  test('taking theirs forgets mine and tells the page', async () => {
    const server = serverOfEntries()
    const { outbox } = desk(server)
    const told: string[] = []
    outbox.onSaved((saved) => told.push(...saved.map(({ value }) => value.numerator)))
    server.write('a', row('400'), 'Hùng')
    outbox.put('a', row('412'), fresh)
    await outbox.flush()
    outbox.resolve('a', 'theirs')
    expect(told).toEqual(['400'])
    expect(outbox.state().items.size).toBe(0)
  })
})

test('a refusal that nothing here can mend is shown, and what was typed stays', async () => {
  const server = serverOfEntries()
  const kept = memoryStore()
  const { outbox } = desk({ ...server, send: () => Promise.reject(new Conflict([])) }, kept)
  outbox.put('a', row('412'), fresh)
  await outbox.flush()
  expect(outbox.state()).toMatchObject({ status: 'refused', problem })
  expect(kept.keys()).toHaveLength(1)
})

test('choosing a side for one cell takes back nothing that only the other side had changed', () => {
  const text = (numerator: string, denominator: string, note = '') => ({ numerator, denominator, note })
  const [mine, base, theirs] = [text('11', '20', 'của tôi'), text('10', '20'), text('12', '25')]
  expect(conflictingCells(mine, base, theirs)).toEqual(['numerator'])
  expect(putTogether(mine, base, theirs, { numerator: 'mine' })).toEqual(text('11', '25', 'của tôi'))
  expect(putTogether(mine, base, theirs, { numerator: 'theirs' })).toEqual(text('12', '25', 'của tôi'))
  const both = text('12', '26')
  expect(conflictingCells(text('11', '21'), base, both)).toEqual(['numerator', 'denominator'])
  expect(putTogether(text('11', '21'), base, both, { numerator: 'mine', denominator: 'theirs' })).toEqual(text('11', '26'))
})
