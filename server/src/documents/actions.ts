import type {
  Cited,
  Citing,
  DocumentLine,
  DocumentList,
  PlanComparison,
  RegisteredDocument,
  searchDocumentsSchema,
} from '@haidang/api/documents'
import type { Language } from '@haidang/api/problem-words'
import { wireTarget } from '@haidang/api/targets'
import { canSeeDraft } from '@haidang/domain/access/roles'
import { comparePlans as compare } from '@haidang/domain/plans/compare-plans'
import type { ComparedIndicator, Fate } from '@haidang/domain/plans/compare-plans'
import { foldedWords, isSameIssuer, namesDocument, numberKey, wholeNumber } from '@haidang/domain/plans/document-number'
import type { z } from 'zod'
import { indicatorsOfPlan } from '../indicators/store.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { markWords, shownPiece } from './mark-words.ts'
import {
  canGuessWords,
  citationsIn,
  citationsOf,
  entryRow,
  foundRows,
  passageOf,
  planRow,
  refOf,
  refsOf,
  sharesFound,
  tasksOfPlan,
} from './store.ts'
import type { CitationRow, EntryRow, FoundRow, PlanRow, Search, Share } from './store.ts'
import { recognisedPages } from '../platform/recognised-pages.ts'

export type Question = z.infer<typeof searchDocumentsSchema>

const pageLength = 25

/** A page of the register. Where nothing has every word whole, what comes close is shown and said to be that. */
export const searchDocuments = (call: Call, question: Question, language: Language): Promise<DocumentList> =>
  inReading(call, async (tx) => {
    if (!canSeeDraft(call.viewer)) throw problem('notAllowed')

    const strict = searchOf(question)
    const words = question.q.trim()
    if (words !== '' && strict.words.length === 0) return { documents: [], total: 0, next: null, isLoose: false, kinds: [], years: [] }

    const found = await sharesFound(tx, call, strict, false)
    const isLoose = words !== '' && found.length === 0
    const [search, canGuess] = isLoose ? [{ ...strict, isLoose }, await canGuessWords(tx)] : [strict, false]
    const shares = isLoose ? await sharesFound(tx, call, search, canGuess) : found
    const rows = await foundRows(tx, call, search, { from: question.from, limit: pageLength, canGuess })
    const { total, kinds, years } = countsOf(shares, question)
    const next = question.from + rows.length
    return {
      documents: rows.map((row) => lineOf(row, search, language)),
      total,
      next: next < total && rows.length > 0 ? next : null,
      isLoose,
      kinds,
      years,
    }
  })

/** A document with what it stands on and what stands on it. */
export const openDocument = (call: Call, id: string): Promise<RegisteredDocument> =>
  inReading(call, async (tx) => {
    const entry = await entryRow(tx, call, id)
    const plan = entry.planId === null ? null : await planRow(tx, call, entry.planId)
    return {
      ...refOf(entry),
      signer: entry.signer,
      signerRole: entry.signerRole,
      receivedAt: entry.receivedAt,
      receivedBy: entry.receivedBy,
      importId: entry.importId,
      file: entry.fileName === null || entry.fileSize === null ? null : { name: entry.fileName, size: entry.fileSize },
      text: entry.text === null ? null : { text: entry.text, blocks: blocksOf(entry) },
      plan: plan === null ? null : planIn(plan),
      cites: await citedBy(tx, call, entry),
      citedBy: await citing(tx, call, entry),
    }
  })

/** A plan laid beside another: as a rule the one that it replaces. */
export const comparePlans = (call: Call, id: string, beforeId: string): Promise<PlanComparison> =>
  inReading(call, async (tx) => {
    const [after, before] = [await planRow(tx, call, id), await planRow(tx, call, beforeId)]
    const contentOf = async ({ id: planId }: PlanRow) => ({
      indicators: await indicatorsOfPlan(tx, call.tenantId, planId),
      tasks: await tasksOfPlan(tx, call, planId),
    })
    const { indicators, tasks } = compare(await contentOf(before), await contentOf(after))
    return {
      before: comparedPlan(before),
      after: comparedPlan(after),
      indicators: indicators.map((fate) => onBothSides(fate, wireIndicator)),
      tasks: tasks.map((fate) =>
        onBothSides(fate, ({ id: taskId, text, leadText, deadlineText }) => ({ id: taskId, text, leadText, deadlineText })),
      ),
    }
  })

/** A query that begins with a figure may be a number: "968 / QĐ - UBND", "số 968", "968/qd". */
function searchOf({ q, kind, year }: Question): Search {
  const number = /^\s*(?:s[ốo]\s*:?\s*)?(\d.*)$/iu.exec(q.normalize('NFC'))?.[1]
  const key = number === undefined ? '' : numberKey(number)
  return { words: foldedWords(q).slice(0, 12), numberKey: key === '' ? undefined : key, kind, year, isLoose: false }
}

/** Beside a chosen kind stand the numbers of the other kinds, of the chosen year; and the other way round. */
function countsOf(shares: readonly Share[], { kind, year }: Question): Pick<DocumentList, 'total' | 'kinds' | 'years'> {
  const ofYear = shares.filter((share) => year === undefined || share.year === year)
  const ofKind = shares.filter((share) => kind === undefined || share.kind === kind)
  const sumBy = (list: readonly Share[], key: (share: Share) => string | null): ReadonlyMap<string, number> => {
    const sums = new Map<string, number>()
    for (const share of list) {
      const name = key(share)
      if (name !== null) sums.set(name, (sums.get(name) ?? 0) + share.count)
    }
    return sums
  }
  return {
    total: ofYear.filter((share) => kind === undefined || share.kind === kind).reduce((sum, { count }) => sum + count, 0),
    kinds: [...sumBy(ofYear, (share) => share.kind)].map(([name, count]) => ({ kind: name, count })).toSorted((a, b) => b.count - a.count),
    years: [...sumBy(ofKind, (share) => share.year)]
      .map(([name, count]) => ({ year: name, count }))
      .toSorted((a, b) => b.year.localeCompare(a.year)),
  }
}

function lineOf(row: FoundRow, { words, isLoose }: Search, language: Language): DocumentLine {
  const { importId, fileName, fileSize, receivedAt, receivedBy, open, total, failure } = row
  const piece = row.piece === null ? null : shownPiece(row.piece, { isCut: row.isCut, length: 280 })
  const marks = piece === null ? [] : markWords(piece, words, isLoose)
  return {
    ...refOf(row),
    importId,
    fileName,
    fileSize,
    receivedAt,
    receivedBy,
    open,
    total,
    failure: failure?.[language] ?? null,
    pages: recognisedPages(importId),
    found: { title: markWords(row.title, words, isLoose), text: piece === null || marks.length === 0 ? null : { piece, marks } },
  }
}

async function citedBy(tx: Tx, call: Call, entry: EntryRow): Promise<Cited[]> {
  const citations = await citationsIn(tx, call, entry.id)
  const keys = [...new Set(citations.flatMap((citation) => citation.numberKey ?? []))]
  const known = (await refsOf(tx, call, { keys })).filter(({ id }) => id !== entry.id)
  const cited = citations.map((citation): Cited => {
    const named = known.filter((document) => namesDocument(citation, { ...document, date: document.issuedOn }))
    const { relation, type, number, date, issuer, passage } = citation
    return {
      relation,
      type,
      number,
      date,
      issuer,
      passage,
      source: passageOf(citation),
      document: named.find((document) => isSameIssuer(issuer, document.issuer)) ?? named[0] ?? null,
    }
  })
  return onceEach(cited, ({ relation, number, date, document, passage }) =>
    [relation, document?.id ?? (number === null ? passage : `${numberKey(number)} ${date ?? ''}`)].join(' '),
  )
}

async function citing(tx: Tx, call: Call, entry: EntryRow): Promise<Citing[]> {
  if (entry.numberKey === null) return []
  const self = { number: wholeNumber(entry.number, entry.symbol) ?? null, date: entry.issuedOn, issuer: entry.issuer }
  const meant = (citation: CitationRow): boolean => citation.entryId !== entry.id && namesDocument(citation, self)
  const citations = (await citationsOf(tx, call, entry.numberKey)).filter(meant)
  const documents = await refsOf(tx, call, { ids: [...new Set(citations.map(({ entryId }) => entryId))] })
  const found = documents.flatMap((document) =>
    citations.filter(({ entryId }) => entryId === document.id).map(({ relation, passage }): Citing => ({ relation, passage, document })),
  )
  return onceEach(found, ({ relation, document }) => `${relation} ${document.id}`)
}

/** A document that is named on every page is one line, at its first place. */
function onceEach<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Thing[] {
  const seen = new Set<string>()
  return things.filter((thing) => !seen.has(keyOf(thing)) && seen.add(keyOf(thing)))
}

const blocksOf = ({ blocks }: EntryRow): NonNullable<RegisteredDocument['text']>['blocks'] =>
  (blocks ?? []).map(({ rows, ...block }) => ({ ...block, ...(rows === undefined ? {} : { rows: rows.map((cells) => [...cells]) }) }))

const planIn = ({ id, title, issuedOn, indicatorCount, taskCount }: PlanRow): RegisteredDocument['plan'] => ({
  id,
  title,
  issuedOn,
  indicatorCount,
  taskCount,
})

const comparedPlan = ({ id, title, issuedOn, number, symbol, documentId }: PlanRow): PlanComparison['before'] => ({
  id,
  title,
  number: wholeNumber(number, symbol) ?? null,
  issuedOn,
  documentId,
})

const wireIndicator = ({ id, code, name, target }: ComparedIndicator) => ({ id, code, name, target: wireTarget(target) })

function onBothSides<Thing, Sent, Difference extends string>(fate: Fate<Thing, Difference>, send: (thing: Thing) => Sent) {
  switch (fate.fate) {
    case 'added':
      return { fate: fate.fate, after: send(fate.after) }
    case 'dropped':
      return { fate: fate.fate, before: send(fate.before) }
    case 'kept':
      return { fate: fate.fate, before: send(fate.before), after: send(fate.after) }
    case 'changed':
      return { fate: fate.fate, before: send(fate.before), after: send(fate.after), differs: [...fate.differs] }
  }
}
