import { chainStart, lineHash } from '@haidang/domain/audit/chain'
import type { Instant } from '@haidang/domain/periods/day'
import type { Fault, FaultKind } from './faults.ts'
import { sha256 } from './roots.ts'

export type StoredLine = {
  readonly stream: string
  readonly seq: number
  readonly at: Instant
  readonly actor_id: string | null
  readonly action: string
  readonly subject: string
  readonly payload: string
  readonly hash: Buffer
}

/** What a payload says of itself. */
type Told = {
  readonly stream: unknown
  readonly seq: number
  readonly at: unknown
  readonly action: unknown
  readonly subject: unknown
  readonly actorId: unknown
  readonly line: TellingLine
}
type TellingLine = { readonly stream: string; readonly seq: number; readonly [field: string]: unknown }

export type StreamCheck = {
  readonly add: (line: StoredLine) => Promise<void>
  /** After the last line: does the stream's head agree? Undefined when the head row is gone. */
  readonly end: (head: { readonly seq: number; readonly hash: string } | undefined) => readonly Fault[]
}

/**
 * Reads one stream line by line. After a fault it goes on from what stands there, so that one wrong line is one fault and the next one
 * is found too. `writtenLater` tells whether a line that says it was number `seq` stands further on.
 */
export function checkStream(stream: string, writtenLater: (seq: number) => Promise<number | undefined>): StreamCheck {
  const faults: Fault[] = []
  const report = (kind: FaultKind, seq: number | null) => faults.push({ stream, seq, kind })

  /** What the next line may be chained to: the hash that stands there and, where that is wrong, the one that should. */
  let previous: readonly string[] = [chainStart]
  let lastSeq = 0
  /** How far the numbers stand from those that were written: a renumbered stream is told once, not at every line. */
  let shift = 0
  let disorderUntil = -1

  return {
    add: async (line) => {
      const hash = line.hash.toString('hex')
      let follows = true
      if (line.seq !== lastSeq + 1) {
        report('removed', lastSeq + 1)
        follows = false
      }
      const told = read(line.payload)
      const begins = previous
      previous = [hash]
      lastSeq = line.seq
      if (told === undefined) return void report('changed', line.seq)
      if (told.stream !== stream) return void report('inserted', line.seq)
      // What stands between two lines that changed places cannot be told apart from them, nor what the next one was chained to.
      if (line.seq <= disorderUntil) return
      if (line.seq === disorderUntil + 1) follows = false

      if (line.seq - told.seq !== shift) {
        follows = false
        const expected = line.seq - shift
        const elsewhere = told.seq > expected ? await writtenLater(expected) : undefined
        if (elsewhere !== undefined) {
          disorderUntil = elsewhere
          return void report('reordered', line.seq)
        }
        report(told.seq > expected ? 'removed' : 'inserted', Math.min(expected, told.seq))
        shift = line.seq - told.seq
      }
      if (follows && !begins.some((begin) => isLinked(begin, told, line.payload, hash))) {
        report('changed', line.seq)
        previous = [hash, ...begins.map((begin) => lineHash(begin, told.line, sha256))]
      } else if (!columnsAgree(line, told)) report('columnsDiffer', line.seq)
    },
    end: (head) => {
      if (head === undefined) report('removed', null)
      else if (head.seq > lastSeq) report('tailCut', lastSeq + 1)
      else if (head.seq < lastSeq) report('inserted', head.seq + 1)
      else if (head.hash !== previous[0] && !faults.some(({ seq }) => seq === lastSeq)) report('changed', lastSeq)
      return faults
    },
  }
}

/** The hash is right, and the text is the one canonical text and no other way to write the same. */
function isLinked(previous: string, { line }: Told, payload: string, hash: string): boolean {
  let hashed = ''
  const expected = lineHash(previous, line, (text) => {
    hashed = text
    return sha256(text)
  })
  return expected === hash && hashed === `${previous}\n${payload}`
}

const columnsAgree = (line: StoredLine, told: Told): boolean =>
  told.action === line.action &&
  told.subject === line.subject &&
  told.actorId === line.actor_id &&
  typeof told.at === 'string' &&
  Date.parse(told.at) === Date.parse(line.at)

function read(payload: string): Told | undefined {
  try {
    const line: unknown = JSON.parse(payload)
    if (!isLine(line)) return undefined
    const { stream, seq, at, action, subject, actor } = line
    return {
      stream,
      seq,
      at,
      action,
      subject,
      actorId: typeof actor === 'object' && actor !== null && 'id' in actor ? actor.id : undefined,
      line,
    }
  } catch {
    // Not JSON any more: changed.
    return undefined
  }
}

const isLine = (value: unknown): value is TellingLine =>
  typeof value === 'object' &&
  value !== null &&
  'stream' in value &&
  typeof value.stream === 'string' &&
  'seq' in value &&
  typeof value.seq === 'number'
