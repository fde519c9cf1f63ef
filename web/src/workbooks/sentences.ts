import { workbookRefusalSchema } from '@haidang/api/workbooks'
import type { WorkbookRefusal } from '@haidang/api/workbooks'
import { ProblemError } from '../app/fetch.ts'
import { formatInstant, formatPeriod } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import type { Translated } from '../words/catalogue.ts'
import type { ownTablesVi } from '../words/own-tables.vi.ts'
import type { reportsVi } from '../words/reports.vi.ts'
import type { uiVi } from '../words/ui.vi.ts'
import type { workbooksVi } from '../words/workbooks.vi.ts'

export type SentenceWords = {
  readonly workbooks: Translated<typeof workbooksVi>
  readonly tables: Translated<typeof ownTablesVi>
  readonly reports: Translated<typeof reportsVi>
  readonly ui: Translated<typeof uiVi>
}

/** Why a workbook was not taken, and of an old copy which lines have changed since. */
export function refusalOf(
  error: unknown,
  fileName: string,
  words: SentenceWords,
): { readonly sentence: string; readonly list: readonly string[] } {
  const only = (sentence: string) => ({ sentence, list: [] })
  if (!(error instanceof ProblemError)) return only(uiSentence(error, words.ui).detail)
  const { code, reason, help } = error.problem
  if (code === 'changedMeanwhile') return only(words.workbooks.refused.changedMeanwhile)
  const refusal = workbookRefusalSchema.safeParse({ refused: reason, ...help })
  if (!refusal.success) return only(uiSentence(error, words.ui).detail)
  return {
    sentence: sentenceOf(refusal.data, fileName, words),
    list: refusal.data.refused === 'oldCopy' ? changedSince(refusal.data, words) : [],
  }
}

function sentenceOf(refusal: WorkbookRefusal, fileName: string, { workbooks: words, tables, reports }: SentenceWords): string {
  const { refused } = words
  switch (refusal.refused) {
    case 'notASpreadsheet':
    case 'notAForm':
    case 'tooMuch':
      return refused[refusal.refused](fileName)
    case 'notATable':
      return tables.refused.notATable(fileName)
    case 'otherHeads':
    case 'badMapping':
      return tables.refused[refusal.refused]
    case 'manyUnits':
    case 'nothingToFill':
      return refused[refusal.refused]
    case 'noFaults':
      return words.sameTitle
    case 'otherOffice':
    case 'otherPlan':
    case 'otherUnit':
      return refused[refusal.refused](refusal.workbook, refusal.here)
    case 'otherPeriod':
      return refused.otherPeriod(formatPeriod(refusal.workbook), formatPeriod(refusal.here))
    case 'planChanged':
      return refused.planChanged(String(refusal.workbook), String(refusal.here))
    case 'formChanged':
      return refused.formChanged(refusal.units.join(', '))
    case 'notEditable':
      return refused.notEditable(
        refusal.units
          .map(({ unit, state }) => words.unitAndState(unit, state === 'locked' ? words.locked : reports.states[state]))
          .join(', '),
      )
    case 'oldCopy':
      return refused.oldCopy(formatInstant(refusal.writtenAt), refusal.cellCount)
  }
}

function changedSince(
  { cells, cellCount }: Extract<WorkbookRefusal, { refused: 'oldCopy' }>,
  { workbooks: words }: SentenceWords,
): readonly string[] {
  const hasUnits = new Set(cells.map(({ unit }) => unit)).size > 1
  const lines = cells.map(({ unit, indicator, changedBy, changedAt }) => {
    const [by, at] = [changedBy ?? words.someone, changedAt === null ? '–' : formatInstant(changedAt)]
    return hasUnits ? words.changedByOfUnit(unit, indicator, by, at) : words.changedBy(indicator, by, at)
  })
  return cellCount > cells.length ? [...lines, words.more(cellCount - cells.length)] : lines
}
