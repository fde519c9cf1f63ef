import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Reading } from '@haidang/domain/plans/reading'
import { readPlan } from './plans/read-plan.ts'
import { readableFromText } from './text/read-text.ts'
import { aYearLater, renamed, renumbered, sameFebruary, unwrapped, wrappedAt, type Transformation } from './testing-transformations.ts'

const documents = resolve(import.meta.dirname, '..')
const shared = process.env['HAIDANG_SHARED']

type Text = { readonly name: string; readonly text: string }

const textsIn = (folder: string): readonly Text[] =>
  readdirSync(folder)
    .filter((file) => /\.(?:txt|md)$/u.test(file))
    .map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8').normalize('NFC') }))

/** Only invariance is asked here, so the held-out documents serve too. */
const texts: readonly Text[] = [
  ...readdirSync(join(documents, 'cases')).flatMap((name) => textsIn(join(documents, 'cases', name)).map(({ text }) => ({ name, text }))),
  ...textsIn(join(documents, 'gold')),
  ...textsIn(join(documents, 'gold/held-out')),
  ...(shared === undefined ? [] : textsIn(join(shared, 'seeds'))),
]

/** What is said, without where: the words of a passage in one spacing and without outline marks. */
function factsOf(text: string): string {
  const { document, citations, indicators, tasks, reporting }: Reading = readPlan(readableFromText(text))
  const words = (some: string) =>
    some
      .replace(/(?:^|\s)(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]+\.)(?=\s)/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim()
  const lines = [
    document,
    ...citations.map(({ type, number, name, date, issuer, relation }) => ({ type, number, name, date, issuer, relation })),
    ...indicators.map(({ text: said, target, deadline, lead }) => ({ said: words(said), target, deadline: deadline?.iso, lead })),
    ...tasks.map(({ text: said, lead, cooperating, deadline }) => ({ said: words(said), lead, cooperating, deadline: deadline?.iso })),
    ...reporting.map(({ who, to, via, frequency, due, cutoff }) => ({ who, to, via, frequency, due, cutoff })),
  ]
  return sameFebruary(lines.map((line) => JSON.stringify(line)).join('\n'))
}

/** The document's own place and people, and two bodies that every office has: read from it, so that no name stands here. */
function renamedIn(text: string): Transformation {
  const { document } = readPlan(readableFromText(text))
  const pairs: (readonly [string, string])[] = [
    ['Nội vụ', 'Tư pháp'],
    ['SNV', 'STP'],
  ]
  if (document.place !== null) pairs.push([document.place, 'Lộc Điền'])
  if (document.signer !== null) pairs.push([document.signer, 'Đoàn Khắc Tuệ'])
  return renamed(pairs)
}

const invariances: Readonly<Record<string, (text: string) => Transformation>> = {
  renumbered: () => renumbered,
  'wrapped at 60': () => wrappedAt(60),
  'wrapped at 72': () => wrappedAt(72),
  'wrapped at 90': () => wrappedAt(90),
  unwrapped: () => unwrapped,
  renamed: renamedIn,
  'a year later': () => aYearLater,
}

/** The lines of facts that are not the same, with what they became. */
function broken(text: string, { text: change, facts = (json) => json }: Transformation): readonly string[] {
  const [expected, got] = [facts(factsOf(text)).split('\n'), factsOf(change(text)).split('\n')]
  return [
    ...expected.filter((line) => !got.includes(line)).map((line) => `- ${line}`),
    ...got.filter((line) => !expected.includes(line)).map((line) => `+ ${line}`),
  ]
}

const verbose = process.env['HAIDANG_VERBOSE']

describe('a text that says the same in another look gives the same facts', () => {
  // Only shrinks: a new failure is a fault, and one that has gone is taken off.
  const known = JSON.parse(readFileSync(join(import.meta.dirname, 'metamorphic-known.json'), 'utf8')) as Record<string, readonly string[]>
  const knownOf = (invariance: string): readonly string[] => known[invariance] ?? []

  test.for(Object.entries(invariances))('%s', ([invariance, transformation]) => {
    const tried = texts.map(({ name, text }) => ({ name, text, change: transformation(text) }))
    const failing = tried.map(({ name, text, change }) => ({ name, lines: broken(text, change) })).filter(({ lines }) => lines.length > 0)
    if (verbose !== undefined) {
      const changed = tried.filter(({ text, change }) => change.text(text) !== text).length
      console.log(`${invariance}: ${changed} of ${texts.length} texts look different, ${failing.length} of them give other facts`)
      for (const { name, lines } of failing)
        console.log(verbose === '2' ? `  ${name}\n    ${lines.join('\n    ')}` : `  ${name}: ${lines.length} lines`)
    }
    const here = texts.map(({ name }) => name).filter((name) => knownOf(invariance).includes(name))
    expect(failing.map(({ name }) => name)).toEqual(here)
  })

  test('every change is seen: most texts look different, and their facts are many', () => {
    for (const [invariance, transformation] of Object.entries(invariances)) {
      if (invariance === 'unwrapped') continue
      expect(texts.filter(({ text }) => transformation(text).text(text) !== text).length).toBeGreaterThan(texts.length / 2)
    }
    expect(texts.flatMap(({ text }) => factsOf(text).split('\n')).length).toBeGreaterThan(400)
  })
})
