import type { Day } from '../periods/day.ts'
import { addDays } from '../periods/day.ts'
import { addDecimals, compareDecimals, formatDecimal, multiplyDecimals, subtractDecimals } from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import { unitAt, unitsOn } from './unit.ts'
import type { Unit, UnitHead } from './unit.ts'

/** What a part of a unit is measured by: the part of its people, land, dossiers or households, or what the document declares. */
export const measures = ['population', 'area', 'dossiers', 'households', 'declared'] as const
export type Measure = (typeof measures)[number]

/** By each measure that is known the share of the old unit, from 0 (its land went, its people did not) to 1. */
export type Shares = Readonly<Partial<Record<Measure, Decimal>>>

/**
 * From an old unit to one that holds it, or a part of it, from the day on. A unit that goes on and gives a part away has no edge to itself: what
 * it keeps is what the others did not get.
 */
export type LineageEdge = {
  readonly from: string
  readonly to: string
  readonly extent: 'whole' | 'part'
  readonly shares?: Shares
  /** Where the table or document says it, to name it by. */
  readonly line?: number
}

/** What holds of a unit from a day on. */
export type UnitFacts = Omit<Unit, 'validFrom' | 'validTo'> & {
  /** Where the table says it, to name it by. */
  readonly line?: number
}

/** What changes of a unit by a decision of its own, while it stays what and where it is; null: it has none any more. */
export type Particulars = { readonly identifier?: string | null; readonly head?: UnitHead | null }

/**
 * A change of units on one day, by a document. Merges, splits, transfers, renamings, changes of kind or parent, foundings and abolitions are all
 * said by three things: what holds from the day on of a unit (new or not), which units end, and where the old ones went.
 */
export type Reorganisation = {
  readonly id: string
  readonly effectiveOn: Day
  readonly becomes: readonly UnitFacts[]
  readonly ends: readonly string[]
  readonly edges: readonly LineageEdge[]
  /** It comes on top of what other changes make hold on its day, and not of the day before. */
  readonly onTop?: true
}

/** What makes a reorganisation impossible; nothing of it is applied. `line` is the edge's, `unitId` the unit that it is about. */
export type ReorganisationFault = { readonly unitId: string; readonly line?: number } & (
  | { readonly fault: 'unknownUnit' | 'notStanding' | 'successorNotStanding' | 'edgeTwice' | 'edgeToItself' | 'wholeNotAlone' }
  | { readonly fault: 'shareOutOfRange' | 'sharesNotOne'; readonly measure: Measure; readonly sum: Decimal }
  | { readonly fault: 'ownAncestor' | 'parentNotStanding' | 'changedLater' | 'toldTwice' }
  | { readonly fault: 'codeTaken' | 'identifierTaken'; readonly code: string; readonly otherId: string }
)

/** What a person must see before it is applied: each is lawful, and each has misled somebody. */
export type ReorganisationTrap = { readonly unitId: string } & (
  | { readonly trap: 'codePassesOn' | 'identifierPassesOn'; readonly code: string; readonly fromId: string }
  | { readonly trap: 'nameOfAnother'; readonly name: string; readonly fromId: string }
  | { readonly trap: 'sharesMissing' | 'endsWithoutSuccessor' | 'noLargestSuccessor' }
)

/** The versions of units after a reorganisation; those before its day stay as they are. For one that `reorganisationFaults` finds nothing in. */
export function reorganised(versions: readonly Unit[], { effectiveOn, becomes, ends }: Reorganisation): readonly Unit[] {
  const told = new Set([...ends, ...becomes.map(({ id }) => id)])
  const isClosed = (unit: Unit): boolean => told.has(unit.id) && unit.validFrom < effectiveOn && (unit.validTo ?? endOfTime) > effectiveOn
  return [
    ...versions
      .filter(({ id, validFrom }) => !told.has(id) || validFrom !== effectiveOn)
      .map((unit) => (isClosed(unit) ? { ...unit, validTo: effectiveOn } : unit)),
    ...becomes.map(({ line: _line, ...facts }) => ({ ...facts, validFrom: effectiveOn })),
  ]
}

/** A change of a unit's head or identifier alone: on top of whatever holds of the unit on the day. */
export function particularsChange(
  versions: readonly Unit[],
  { id, effectiveOn, unitId, ...told }: { readonly id: string; readonly effectiveOn: Day; readonly unitId: string } & Particulars,
): Reorganisation {
  const standing = unitAt(versions, unitId, effectiveOn) ?? versions.findLast((unit) => unit.id === unitId)
  // Of a unit that nobody knows (any more) the faults say so.
  const unit = standing ?? { id: unitId, name: unitId, shortName: unitId, group: 'ward', validFrom: effectiveOn }
  const { validFrom: _from, validTo: _to, identifier: had, head: headed, ...facts } = unit
  const identifier = told.identifier === undefined ? had : told.identifier
  const head = told.head === undefined ? headed : told.head
  const becomes = { ...facts, ...(identifier ? { identifier } : {}), ...(head ? { head } : {}) }
  return { id, effectiveOn, becomes: [becomes], ends: [], edges: [], onTop: true }
}

/** The day whose register a reorganisation changes. */
const dayChanged = ({ effectiveOn, onTop }: Reorganisation): Day => (onTop ? effectiveOn : addDays(effectiveOn, -1))

/** Later than any day that is written. */
const endOfTime = '9999-12-31'

/** Everything that is wrong with a reorganisation of these units; with nothing wrong it can be applied. */
export function reorganisationFaults(versions: readonly Unit[], event: Reorganisation): readonly ReorganisationFault[] {
  const { effectiveOn, becomes, ends } = event
  const known = new Set(versions.map(({ id }) => id))
  const day = dayChanged(event)
  const before = new Map(unitsOn(versions, day).map((unit) => [unit.id, unit]))
  const faults: ReorganisationFault[] = []

  const told = new Set<string>()
  for (const { id } of becomes) {
    if (told.has(id)) faults.push({ fault: 'toldTwice', unitId: id })
    told.add(id)
    if (known.has(id) && !before.has(id)) faults.push({ fault: 'notStanding', unitId: id })
    if (event.onTop && !known.has(id)) faults.push({ fault: 'unknownUnit', unitId: id })
  }
  for (const id of ends) {
    if (told.has(id)) faults.push({ fault: 'toldTwice', unitId: id })
    told.add(id)
    if (!known.has(id)) faults.push({ fault: 'unknownUnit', unitId: id })
    else if (!before.has(id)) faults.push({ fault: 'notStanding', unitId: id })
  }
  const isLater = ({ validFrom, validTo }: Unit): boolean => validFrom > day || (validTo !== undefined && validTo > day)
  const changedLater = new Set(versions.filter((unit) => told.has(unit.id) && isLater(unit)).map(({ id }) => id))
  faults.push(...[...changedLater].map((unitId) => ({ fault: 'changedLater', unitId }) as const))

  const after = reorganised(versions, event)
  const onDay = new Map(unitsOn(after, effectiveOn).map((unit) => [unit.id, unit]))
  faults.push(...edgeFaults(event, { known, before, onDay }), ...placeFaults(event, onDay), ...bearerFaults(event, after))
  return faults
}

type Standing = ReadonlyMap<string, Unit>

function edgeFaults(
  { edges, becomes }: Reorganisation,
  { known, before, onDay }: { readonly known: ReadonlySet<string>; readonly before: Standing; readonly onDay: Standing },
): readonly ReorganisationFault[] {
  const faults: ReorganisationFault[] = []
  const founded = new Set(becomes.map(({ id }) => id))
  const seen = new Set<string>()
  for (const { from, to, line } of edges) {
    const place = at(line)
    if (from === to) faults.push({ fault: 'edgeToItself', unitId: from, ...place })
    if (!known.has(from)) faults.push({ fault: 'unknownUnit', unitId: from, ...place })
    else if (!before.has(from)) faults.push({ fault: 'notStanding', unitId: from, ...place })
    if (!known.has(to) && !founded.has(to)) faults.push({ fault: 'unknownUnit', unitId: to, ...place })
    else if (!onDay.has(to)) faults.push({ fault: 'successorNotStanding', unitId: to, ...place })
    const key = `${from} ${to}`
    if (seen.has(key)) faults.push({ fault: 'edgeTwice', unitId: from, ...place })
    seen.add(key)
  }
  for (const [from, leaving] of Map.groupBy(edges, (edge) => edge.from)) faults.push(...shareFaults(from, leaving, onDay.has(from)))
  return faults
}

/** What is wrong with the edges of one unit that are recorded anew; a unit that stands on the day can hold it. */
export function edgesFaults(
  from: string,
  leaving: readonly LineageEdge[],
  { goesOn, standing }: { readonly goesOn: boolean; readonly standing: ReadonlySet<string> },
): readonly ReorganisationFault[] {
  const twice = leaving.filter(({ to }, index) => leaving.findIndex((other) => other.to === to) !== index)
  return [
    ...leaving.flatMap(({ to }): readonly ReorganisationFault[] =>
      to === from ? [{ fault: 'edgeToItself', unitId: from }] : standing.has(to) ? [] : [{ fault: 'successorNotStanding', unitId: to }],
    ),
    ...twice.map(() => ({ fault: 'edgeTwice', unitId: from }) as const),
    ...shareFaults(from, leaving, goesOn),
  ]
}

/** Whether edges say the same of where a unit went, in whatever order and writing. */
export function areSameEdges(a: readonly LineageEdge[], b: readonly LineageEdge[]): boolean {
  const isSame = (one: LineageEdge, other: LineageEdge): boolean =>
    one.from === other.from &&
    one.to === other.to &&
    one.extent === other.extent &&
    measures.every((measure) => {
      const [share, otherShare] = [one.shares?.[measure], other.shares?.[measure]]
      return share === undefined || otherShare === undefined ? share === otherShare : compareDecimals(share, otherShare) === 0
    })
  return a.length === b.length && a.every((one) => b.some((other) => isSame(one, other)))
}

/** A whole unit goes to one; parts by a measure are all of an ended unit, and not more than all of one that goes on. */
function shareFaults(from: string, leaving: readonly LineageEdge[], goesOn: boolean): readonly ReorganisationFault[] {
  const faults: ReorganisationFault[] = []
  const whole = leaving.find(({ extent }) => extent === 'whole')
  if (whole && (leaving.length > 1 || goesOn)) faults.push({ fault: 'wholeNotAlone', unitId: from, ...at(whole.line) })
  for (const measure of measures) {
    const shares = leaving.flatMap(({ shares: given, line }) => (given?.[measure] === undefined ? [] : [{ share: given[measure], line }]))
    for (const { share, line } of shares)
      if (compareDecimals(share, '0') < 0 || compareDecimals(share, '1') > 0)
        faults.push({ fault: 'shareOutOfRange', unitId: from, measure, sum: share, ...at(line) })
    if (shares.length < leaving.length || shares.length === 0) continue
    const sum = addDecimals(...shares.map(({ share }) => share))
    const compared = compareDecimals(sum, '1')
    if (goesOn ? compared > 0 : compared !== 0) {
      faults.push({ fault: 'sharesNotOne', unitId: from, measure, sum, ...at(shares.at(-1)?.line) })
    }
  }
  return faults
}

/** Whose parent is no unit of the day or stands below it. */
function placeFaults({ becomes }: Reorganisation, onDay: Standing): readonly ReorganisationFault[] {
  const faults: ReorganisationFault[] = []
  const lines = new Map(becomes.map(({ id, line }) => [id, line]))
  for (const unit of onDay.values()) {
    if (unit.parentId !== undefined && !onDay.has(unit.parentId))
      faults.push({ fault: 'parentNotStanding', unitId: unit.id, ...at(lines.get(unit.id)) })
    if (isOwnAncestor(unit, onDay)) faults.push({ fault: 'ownAncestor', unitId: unit.id, ...at(lines.get(unit.id)) })
  }
  return faults
}

/** Who bears from the day on the code or identifier that another bears on that day or will bear. */
function bearerFaults({ effectiveOn, becomes }: Reorganisation, after: readonly Unit[]): readonly ReorganisationFault[] {
  const told = new Set(becomes.map(({ id }) => id))
  const others = after.filter(({ id, validTo }) => !told.has(id) && (validTo === undefined || validTo > effectiveOn))
  return borne.flatMap(({ field, taken: fault }) => {
    const bearers = new Map(others.flatMap(({ id, [field]: code }) => (code === undefined ? [] : [[code, id]])))
    return becomes.flatMap(({ id, line, [field]: code }): readonly ReorganisationFault[] => {
      if (code === undefined) return []
      const otherId = bearers.get(code)
      bearers.set(code, id)
      return otherId === undefined ? [] : [{ fault, unitId: id, code, otherId, ...at(line) }]
    })
  })
}

/** What is of one unit on any day, and of another on the next. */
const borne = [
  { field: 'code', taken: 'codeTaken', passesOn: 'codePassesOn' },
  { field: 'identifier', taken: 'identifierTaken', passesOn: 'identifierPassesOn' },
] as const

const at = (line: number | undefined): { readonly line?: number } => (line === undefined ? {} : { line })

function isOwnAncestor(unit: Unit, onDay: Standing): boolean {
  const passed = new Set<string>()
  for (let at: Unit | undefined = unit; at?.parentId !== undefined && !passed.has(at.id); at = onDay.get(at.parentId)) {
    if (at.parentId === unit.id) return true
    passed.add(at.id)
  }
  return false
}

/** What to show with a preview of a reorganisation that has no faults. */
export function reorganisationTraps(versions: readonly Unit[], event: Reorganisation): readonly ReorganisationTrap[] {
  const before = unitsOn(versions, dayChanged(event))
  const bearers = borne.map(({ field, passesOn }) => ({
    field,
    passesOn,
    of: new Map(before.flatMap(({ id, [field]: code }) => (code === undefined ? [] : [[code, id]]))),
  }))
  const byId = new Map(before.map((unit) => [unit.id, unit]))
  const ended = new Set(event.ends)
  const byName = Map.groupBy(
    before.filter(({ id }) => ended.has(id)),
    ({ name, parentId }) => `${parentId ?? ''} ${nameOnly(name)}`,
  )
  const leaving = Map.groupBy(event.edges, ({ from }) => from)
  const cameFrom = new Map([...Map.groupBy(event.edges, ({ to }) => to)].map(([to, edges]) => [to, new Set(edges.map(({ from }) => from))]))

  const traps: ReorganisationTrap[] = []
  for (const facts of event.becomes) {
    const { id, name } = facts
    for (const { field, passesOn: trap, of } of bearers) {
      const code = facts[field]
      const fromId = code === undefined ? undefined : of.get(code)
      if (code !== undefined && fromId !== undefined && fromId !== id) traps.push({ trap, unitId: id, code, fromId })
    }
    // Names come back all over the country; who is misled is who knew the neighbours.
    const olds = cameFrom.get(id) ?? new Set([id])
    const places = new Set([...olds].flatMap((old) => byId.get(old)?.parentId ?? []))
    for (const place of places)
      for (const other of byName.get(`${place} ${nameOnly(name)}`) ?? [])
        if (other.id !== id && !olds.has(other.id)) traps.push({ trap: 'nameOfAnother', unitId: id, name, fromId: other.id })
  }
  for (const id of ended) if (!leaving.has(id)) traps.push({ trap: 'endsWithoutSuccessor', unitId: id })
  for (const [from, edges] of leaving) {
    if (edges.some(({ extent }) => extent === 'whole')) continue
    if (measureOf(edges) === undefined) traps.push({ trap: 'sharesMissing', unitId: from })
    else if (ended.has(from) && successorOf(event, from) === undefined) traps.push({ trap: 'noLargestSuccessor', unitId: from })
  }
  return traps
}

/** "Xã Nguyễn Nghiêm" and "phường Nguyễn Nghiêm" are taken for each other by their name alone. */
const nameOnly = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/^(?:ubnd |ủy ban nhân dân )?(?:phường|xã|thị trấn|đặc khu|quận|huyện|thị xã|thành phố|tỉnh) /u, '')

/** The first measure by which every one of these edges has a share, the asked one before all others. */
export function measureOf(edges: readonly LineageEdge[], asked?: Measure): Measure | undefined {
  const isGiven = (measure: Measure): boolean => edges.every(({ shares }) => shares?.[measure] !== undefined)
  return [...(asked === undefined ? [] : [asked]), ...measures].find(isGiven)
}

/**
 * Who takes over what an ended unit has open: its only successor, or the one with the largest share. Undefined where there is none, or none is
 * largest: then a person says who.
 */
export function successorOf({ edges }: Pick<Reorganisation, 'edges'>, unitId: string, asked?: Measure): string | undefined {
  const leaving = edges.filter(({ from }) => from === unitId)
  if (leaving.length <= 1) return leaving[0]?.to
  const measure = measureOf(leaving, asked)
  if (measure === undefined) return undefined
  const [first, second] = leaving.toSorted((a, b) => compareDecimals(b.shares?.[measure] ?? '0', a.shares?.[measure] ?? '0'))
  const isLargest = compareDecimals(first?.shares?.[measure] ?? '0', second?.shares?.[measure] ?? '0') > 0
  return isLargest ? first?.to : undefined
}

/** Who takes over from each ended unit: whom a person named for it, else its only or largest successor; left out where there is none. */
export function heirsOf(
  event: Pick<Reorganisation, 'ends' | 'edges'>,
  chosen: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  return new Map(
    event.ends.flatMap((unitId) => {
      const heir = chosen[unitId] ?? successorOf(event, unitId)
      return heir === undefined ? [] : [[unitId, heir] as const]
    }),
  )
}

/** "0.4251" as "42,51%". */
export const formatShare = (share: Decimal): string => `${formatDecimal(multiplyDecimals(share, '100'))}%`

/** What a unit that goes on keeps for itself, by a measure by which all that it gives away has a share. */
export function keptShare(leaving: readonly LineageEdge[], measure: Measure): Decimal {
  return subtractDecimals('1', addDecimals(...leaving.map(({ shares }) => shares?.[measure] ?? '0')))
}

export const changeKinds = [
  'merged',
  'split',
  'partGiven',
  'renamed',
  'kindChanged',
  'parentChanged',
  'headChanged',
  'identifierChanged',
  'particularsChanged',
  'abolished',
  'founded',
  'changed',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** In one word what a reorganisation of these units does to one of them, for its life line. */
export function changeOf(versions: readonly Unit[], event: Reorganisation, unitId: string): ChangeKind | undefined {
  const leaving = event.edges.filter(({ from }) => from === unitId)
  const coming = event.edges.filter(({ to }) => to === unitId)
  const facts = event.becomes.find(({ id }) => id === unitId)
  const was = unitAt(versions, unitId, dayChanged(event))
  if (event.ends.includes(unitId)) {
    const [only] = leaving
    if (only === undefined) return 'abolished'
    if (leaving.length > 1) return 'split'
    const stood = unitAt(versions, only.to, addDays(event.effectiveOn, -1)) !== undefined
    return stood || event.edges.some(({ from, to }) => to === only.to && from !== unitId) ? 'merged' : 'changed'
  }
  if (leaving.length > 0) return 'partGiven'
  if (coming.length > 1 || (was && coming.length > 0)) return 'merged'
  if (coming.length === 1) return coming[0]?.extent === 'whole' ? 'changed' : 'founded'
  if (facts === undefined) return undefined
  if (was === undefined) return 'founded'
  if (was.kind !== facts.kind) return 'kindChanged'
  if (was.name !== facts.name) return 'renamed'
  if (was.parentId !== facts.parentId) return 'parentChanged'
  if (was.code !== facts.code) return 'changed'
  const isHead = !isSameHead(was.head, facts.head)
  const isIdentifier = was.identifier !== facts.identifier
  if (isHead && isIdentifier) return 'particularsChanged'
  return isHead ? 'headChanged' : isIdentifier ? 'identifierChanged' : 'changed'
}

/** The units of which a reorganisation of these changes the head or the identifier, and nothing else. */
export function particularsChanged(versions: readonly Unit[], event: Reorganisation): ReadonlySet<string> {
  const before = new Map(unitsOn(versions, dayChanged(event)).map((unit) => [unit.id, unit]))
  return new Set(
    event.becomes.flatMap((facts) => {
      const was = before.get(facts.id)
      const isElse = fieldsOfPlace.some((field) => was?.[field] !== facts[field])
      return was === undefined || isElse || (was.identifier === facts.identifier && isSameHead(was.head, facts.head)) ? [] : [facts.id]
    }),
  )
}
const fieldsOfPlace = ['name', 'shortName', 'group', 'kind', 'code', 'parentId'] as const

const isSameHead = (a: UnitHead | undefined, b: UnitHead | undefined): boolean => a?.name === b?.name && a?.post === b?.post
