import type { ReadDocument } from '@haidang/domain/plans/reading'
import type { Counts } from './figures.ts'
import type { GoldDocument, GoldMeeting } from './gold.ts'
import { partners, sameUnit } from './same-unit.ts'
import { containment, likeness, plain, sameWords, withoutMarks } from './words.ts'
import type { Mistake } from './score-items.ts'

/** `fields` counts those with one value; `lists` the lines of recipients and attendees. */
export type DocumentScore = { readonly fields: Counts; readonly lists: Counts; readonly mistakes: readonly Mistake[] }

const firstDigits = (number: string | null | undefined) => /\d+/u.exec(number ?? '')?.[0].replace(/^0+(?=\d)/u, '') ?? ''
const symbolKey = (symbol: string) =>
  withoutMarks(symbol)
    .toUpperCase()
    .replace(/[^A-Z0-9&]/gu, '')

export function scoreDocument(gold: GoldDocument, read: ReadDocument): DocumentScore {
  const verdicts = { ...fieldVerdicts(gold, read), ...(gold.meeting ? meetingVerdicts(gold.meeting, read.meeting) : {}) }
  const isMeetingMadeUp = gold.meeting === undefined && Boolean(read.meeting?.chair ?? read.meeting?.date)
  const all = Object.entries({ ...verdicts, ...(isMeetingMadeUp ? { 'meeting (there is none)': false } : {}) })
  const lists = [
    [gold.recipients, read.recipients],
    [gold.meeting?.attendees ?? [], gold.meeting ? (read.meeting?.attendees ?? []) : []],
  ] as const
  return {
    fields: { right: all.filter(([, isRight]) => isRight).length, read: all.length, gold: all.length },
    lists: {
      right: lists.reduce((sum, [goldLines, readLines]) => sum + partners(goldLines, readLines, sameLine), 0),
      read: lists.reduce((sum, [, readLines]) => sum + readLines.length, 0),
      gold: lists.reduce((sum, [goldLines]) => sum + goldLines.length, 0),
    },
    mistakes: all.flatMap(([name, isRight]) =>
      isRight ? [] : [{ what: `wrong ${name}`, about: `${shown(gold, name)} read as ${shown(read, name)}` }],
    ),
  }
}

/** Fields that the gold leaves open (no place, no role of the signer) are not asked. */
function fieldVerdicts(gold: GoldDocument, read: ReadDocument): Readonly<Record<string, boolean>> {
  const { symbol, place, signerRole } = gold
  return {
    type: [gold.type, ...(gold.typeAlt ?? [])].some((type) => plain(type) === plain(read.type)),
    number:
      gold.number === null
        ? firstDigits(read.number) === ''
        : [gold.number, ...(gold.numberAlt ?? [])].some((number) => firstDigits(number) === firstDigits(read.number)),
    ...(symbol === null ? {} : { symbol: symbolKey(symbol) === symbolKey(read.symbol ?? (read.number ?? '').replace(/^\s*\d*/u, '')) }),
    date: gold.date === read.date,
    issuer:
      gold.issuer === null
        ? read.issuer === null
        : [gold.issuer, ...(gold.issuerAlt ?? [])].some((issuer) => sameUnit(issuer, read.issuer)),
    ...(place === null ? {} : { place: sameWords(place, read.place) }),
    title: gold.title === null ? read.title === null : likeness(gold.title, read.title) >= 0.85,
    signer: plain(gold.signer) === plain(read.signer),
    ...(signerRole === null
      ? {}
      : { signerRole: plain([read.signerRole ?? '', ...read.signerAuthority].join(' ')).includes(plain(signerRole)) }),
  }
}

function meetingVerdicts(gold: GoldMeeting, read: ReadDocument['meeting']): Readonly<Record<string, boolean>> {
  const { chairRole, place, subject } = gold
  const readSubject = read?.subject ?? ''
  return {
    'meeting.date': gold.date === (read?.date ?? null),
    'meeting.chair': sameWords(gold.chair, read?.chair, 0.8),
    ...(chairRole === null ? {} : { 'meeting.chairRole': sameWords(chairRole, read?.chairRole, 0.5) }),
    ...(place === null ? {} : { 'meeting.place': sameWords(place, read?.place) }),
    ...(subject === null ? {} : { 'meeting.subject': likeness(subject, readSubject) >= 0.5 || containment(subject, readSubject) >= 0.7 }),
  }
}

const sameLine = (one: string, other: string): boolean => plain(one) === plain(other) || likeness(one, other) >= 0.75

function shown(document: object, name: string): string {
  let value: unknown = document
  for (const key of name.split(' ')[0]?.split('.') ?? [])
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return JSON.stringify(value ?? null).slice(0, 110)
}
