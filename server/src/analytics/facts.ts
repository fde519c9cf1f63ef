import { targetOf } from '@haidang/api/targets'
import { isComplete, isInWords } from '@haidang/domain/indicators/indicator'
import type { Figure, Indicator, Target } from '@haidang/domain/indicators/indicator'
import { owedCell } from '@haidang/domain/consolidation/cells'
import type { OwedCell } from '@haidang/domain/consolidation/cells'
import type { Instant } from '@haidang/domain/periods/day'
import type { Tx } from '../platform/transaction.ts'
import { figuresKnownAt, formsOf, handedInAt } from '../scoreboard/store.ts'
import { approvedWords, figureLists, owingUnits, waitingReports } from './store.ts'
import type { FigureLists } from './store.ts'
import type { Tree } from './tree.ts'

/** Of some periods of a plan and some of its indicators (as they are defined in the period): who owed what, and what came of it. */
export type Facts = { readonly owed: (indicator: Indicator, period: string) => readonly NumberedCell[] }
export type NumberedCell = OwedCell & { readonly number: number }

export type FactsQuestion = {
  readonly tenantId: number
  readonly regimeIds: readonly string[]
  readonly periods: readonly string[]
  readonly indicatorIds: readonly string[]
  /** Only of these units; null for all. */
  readonly unitIds: readonly string[] | null
  readonly idOf: (number: number) => string
  /** Those of the indicators that are answered in words. */
  readonly inWords: readonly string[]
}

/** A form: the target of each indicator that is owed by it. */
type Form = ReadonlyMap<string, Target | undefined>
type Owing = { readonly form: Form; readonly numbers: readonly number[] }

const key = (indicatorId: string, period: string): string => `${indicatorId} ${period}`

/** By what is known now. */
export async function factsNow(tx: Tx, question: FactsQuestion): Promise<Facts> {
  const { tenantId, regimeIds, periods, indicatorIds, unitIds, idOf, inWords } = question
  const owingRows = await owingUnits(tx, tenantId, regimeIds, periods, unitIds)
  const forms = new Map<string, Form>()
  for (const { formKey, form } of owingRows) if (form !== null) forms.set(formKey, readForm(form))
  const owing = Map.groupBy(
    owingRows.map(({ period, formKey, units }) => ({
      period,
      form: forms.get(formKey) ?? new Map<string, Target>(),
      numbers: numbersIn(units),
    })),
    ({ period }) => period,
  )
  const waiting = await waitingReports(tx, tenantId, regimeIds, periods, indicatorIds)
  const handedIn = new Map<string, Map<number, Figure>>()
  const returned = new Set<string>()
  for (const { period, number, state, indicatorId, numerator, denominator, words } of waiting) {
    if (state === 'returned') returned.add(`${period} ${number}`)
    else if (indicatorId !== null) addTo(handedIn, key(indicatorId, period), number, figureOf(numerator, denominator, words))
  }
  const figures = new Map(
    (await figureLists(tx, tenantId, indicatorIds, periods, unitIds)).map((lists) => [
      key(lists.indicatorId, lists.period),
      readLists(lists),
    ]),
  )
  const said = new Map<string, Map<number, Figure>>()
  for (const { indicatorId, period, number, words } of inWords.length === 0
    ? []
    : await approvedWords(tx, tenantId, inWords, periods, unitIds))
    addTo(said, key(indicatorId, period), number, { words })
  return {
    owed: (indicator, period) => {
      const approved = (isInWords(indicator.kind) ? said : figures).get(key(indicator.id, period))
      const submitted = handedIn.get(key(indicator.id, period))
      return cellsOf(indicator, owing.get(period) ?? [], idOf, (number) => ({
        approved: approved?.get(number),
        isHandedIn: isComplete(indicator, submitted?.get(number)),
        isReturned: returned.has(`${period} ${number}`),
      }))
    },
  }
}

/** By what was known at a moment: what came back then is not told apart from what had not come. */
export async function factsKnownAt(
  tx: Tx,
  { tenantId, regimeIds, periods, indicatorIds, unitIds }: FactsQuestion,
  tree: Tree,
  knownAt: Instant,
): Promise<Facts> {
  const wanted = unitIds === null ? undefined : new Set(unitIds)
  const asked = new Set(indicatorIds)
  const owing = new Map<string, Owing[]>()
  const figures = new Map<string, Map<number, Figure>>()
  const waiting = new Map<string, ReadonlySet<string>>()
  const forms = new Map<string, Form>()
  for (const regimeId of regimeIds) {
    const of = { tenantId, regimeId }
    for (const { period, unitId, form } of await formsOf(tx, of, periods, { knownAt })) {
      const number = tree.numberOf(unitId)
      if (number === undefined || wanted?.has(unitId) === false) continue
      const text = JSON.stringify(form)
      const read = forms.get(text) ?? readForm(form)
      forms.set(text, read)
      const units = owing.get(period) ?? []
      owing.set(period, units)
      units.push({ form: read, numbers: [number] })
    }
    for (const { period, indicatorId, unitId, numerator, denominator, words } of await figuresKnownAt(
      tx,
      tenantId,
      regimeId,
      periods,
      knownAt,
    )) {
      const number = tree.numberOf(unitId)
      if (number !== undefined && asked.has(indicatorId))
        addTo(figures, key(indicatorId, period), number, figureOf(numerator, denominator, words))
    }
    for (const { period, unitId, withoutFigure } of await handedInAt(tx, tenantId, regimeId, periods, knownAt))
      waiting.set(`${period} ${tree.numberOf(unitId) ?? ''}`, new Set(withoutFigure))
  }
  return {
    owed: (indicator, period) =>
      cellsOf(indicator, owing.get(period) ?? [], tree.idOf, (number) => ({
        approved: figures.get(key(indicator.id, period))?.get(number),
        isHandedIn: waiting.get(`${period} ${number}`)?.has(indicator.id) === false,
        isReturned: false,
      })),
  }
}

function cellsOf(
  indicator: Indicator,
  owing: readonly Owing[],
  idOf: (number: number) => string,
  standing: (number: number) => Pick<Parameters<typeof owedCell>[1], 'approved' | 'isHandedIn' | 'isReturned'>,
): readonly NumberedCell[] {
  const cells = new Map<number, NumberedCell>()
  for (const { form, numbers } of owing) {
    if (!form.has(indicator.id)) continue
    const target = form.get(indicator.id)
    for (const number of numbers)
      cells.set(number, { number, ...owedCell(indicator, { unitId: idOf(number), target, ...standing(number) }) })
  }
  return [...cells.values()]
}

function readForm(form: unknown): Form {
  if (!Array.isArray(form)) return new Map()
  return new Map(
    form.map((line: { readonly indicatorId: string; readonly target?: unknown }) => [
      line.indicatorId,
      line.target === undefined || line.target === null ? undefined : targetOf(line.target),
    ]),
  )
}

const figureOf = (numerator: string | null | undefined, denominator: string | null | undefined, words?: string | null): Figure => ({
  ...(numerator === null || numerator === undefined ? {} : { numerator }),
  ...(denominator === null || denominator === undefined ? {} : { denominator }),
  ...(words === null || words === undefined ? {} : { words }),
})

const numbersIn = (list: string): readonly number[] => list.split(',').map(Number)

function readLists({ at, numerators, denominators }: FigureLists): ReadonlyMap<number, Figure> {
  if (at === '') return new Map()
  const [above, below] = [numerators.split('","'), denominators.split('","')]
  const quantity = (text: string | undefined): string | null => (text === 'null' || text === undefined ? null : text)
  return new Map(numbersIn(at).map((number, index) => [number, figureOf(quantity(above[index]), quantity(below[index]))]))
}

function addTo(map: Map<string, Map<number, Figure>>, place: string, number: number, figure: Figure): void {
  const of = map.get(place) ?? new Map<number, Figure>()
  map.set(place, of)
  of.set(number, figure)
}
