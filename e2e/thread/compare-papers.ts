import { readFile } from 'node:fs/promises'
import { checkDecree30 } from '@haidang/documents/decree30/check-report'
import type { Scoreboard } from '@haidang/api/consolidation'
import type { Plan } from '@haidang/api/imports'
import type { Report, Snapshot } from '@haidang/api/reports'
import { expect } from '@playwright/test'
import { percentOf, sumOf, vietnamese } from '../support/arithmetic.ts'
import { figuresInPaper, figuresInSheet, keyOf } from '../support/issued-papers.ts'
import type { Counted, Printed } from '../support/issued-papers.ts'
import type { Person } from '../support/person.ts'

type Indicator = Plan['indicators'][number]
type Figure = { readonly numerator: string | null; readonly denominator: string | null }
type Attainment = Snapshot['figures'][number]['attainment']
type Reported = {
  readonly unit: string
  readonly figures: ReadonlyMap<string, Figure & { readonly result: string | null; readonly attainment: Attainment }>
}

const dash = '–'
const inWords: Readonly<Record<Attainment, string>> = { reached: 'Đạt', notReached: 'Chưa đạt', noData: 'Chưa có số liệu' }
const inLetters: Readonly<Record<Attainment, string>> = { reached: 'Đ', notReached: 'C', noData: dash }

/** Opens the issued papers and holds every figure in them against what was approved. */
export async function comparePapers(
  server: Person,
  plan: Plan,
  reportIds: readonly string[],
  files: { readonly docx: string; readonly xlsx: string },
  said: { readonly summary: string; readonly number: string },
): Promise<void> {
  const [docx, xlsx] = [await readFile(files.docx), await readFile(files.xlsx)]
  expect(checkDecree30(docx), 'the form of Decree 30').toEqual([])
  const paper = figuresInPaper(docx)
  const sheet = await figuresInSheet(xlsx)
  const reported = await Promise.all(reportIds.map((id) => approvedOf(server, id)))
  const board = await server.get<Scoreboard>('/api/scoreboard?period=2024-05')
  const shortNames = new Map(plan.units.map(({ id, shortName }) => [id, shortName]))

  expect([...paper.city.keys()].toSorted(), 'one line an indicator').toEqual(plan.indicators.map(({ name }) => name).toSorted())
  const owed = plan.indicators.flatMap(({ name, unitIds }) => unitIds.map((id) => keyOf(name, shortNames.get(id) ?? id)))
  expect([...paper.units.keys()].toSorted(), 'one place for each indicator of each unit').toEqual(owed.toSorted())

  const wrong: unknown[] = []
  const hold = (where: string, has: unknown, should: unknown): void => {
    if (JSON.stringify(has) !== JSON.stringify(should)) wrong.push({ where, has, should })
  }
  for (const indicator of plan.indicators) {
    const { id, name } = indicator
    const city = cityFigure(indicator, reported, board)
    hold(`paper, city: ${name}`, paper.city.get(name), printed(indicator, city, inWords))
    hold(`sheet, city: ${name}`, sheet.city.get(name), counted(indicator, city))
    for (const unitId of indicator.unitIds) {
      const key = keyOf(name, shortNames.get(unitId) ?? unitId)
      const figure = reported.find(({ unit }) => unit === unitId)?.figures.get(id) ?? {
        numerator: null,
        denominator: null,
        result: null,
        attainment: 'noData',
      }
      hold(`approved: ${key}`, asNumber(figure.result), asNumber(resultOf(indicator, figure)))
      hold(`paper: ${key}`, paper.units.get(key), printedOfUnit(indicator, figure))
      hold(
        `sheet: ${key}`,
        sheet.units.get(key),
        counted(indicator.kind === 'unitCount' ? { ...indicator, unitOfMeasure: '' } : indicator, figure),
      )
    }
  }
  expect(wrong).toEqual([])
  expect([...paper.city.values()].filter(({ result }) => result !== dash).length, 'the comparison compared something').toBeGreaterThan(5)

  for (const text of [said.summary, said.number, 'Đã mở thêm 02 điểm hỗ trợ nộp hồ sơ.', 'Cộng sót một khu phố'])
    expect(paper.text).toContain(text)
  for (const { unitIds } of plan.indicators) expect(unitIds.length).toBeGreaterThan(0)
  const silent = plan.units.filter(({ id, group }) => group !== 'committee' && !reported.some(({ unit }) => unit === id))
  expect(silent).toHaveLength(38)
  for (const { name } of silent) expect(paper.text, 'who is missing is named').toContain(name.replace(/ thành phố Vũng Tàu$/u, ''))
}

/** The newest approved version, as it was frozen. */
async function approvedOf(server: Person, reportId: string): Promise<Reported> {
  const { unit, versions } = await server.get<Report>(`/api/reports/${reportId}`)
  const newest = Math.max(...versions.map(({ version }) => version))
  const { figures } = await server.get<Snapshot>(`/api/reports/${reportId}/versions/${newest}`)
  return { unit: unit.id, figures: new Map(figures.map((figure) => [figure.indicatorId, figure])) }
}

/** A ratio is reckoned here, from the units' own figures; of the rest the board says what the database holds. */
function cityFigure(
  { id, kind, digits, target }: Indicator,
  reported: readonly Reported[],
  board: Scoreboard,
): Figure & { readonly result: string | null; readonly attainment: Attainment } {
  const line = board.indicators.find((indicator) => indicator.id === id)
  if (line === undefined) throw new Error(`The board has no line for ${id}.`)
  const { numerator, denominator, result, attainment } = line
  if (kind !== 'ratio') return { numerator, denominator, result, attainment }
  const both = reported.flatMap(({ figures }) => {
    const figure = figures.get(id)
    return figure === undefined || figure.numerator === null || figure.denominator === null
      ? []
      : [{ numerator: figure.numerator, denominator: figure.denominator }]
  })
  if (both.length === 0) return { numerator: null, denominator: null, result: null, attainment: 'noData' }
  const own = { numerator: sumOf(both.map((one) => one.numerator)), denominator: sumOf(both.map((one) => one.denominator)) }
  expect([numerator, denominator].map(Number), `${line.name}: the board adds as the papers do`).toEqual(
    [own.numerator, own.denominator].map(Number),
  )
  const share = percentOf(own.numerator, own.denominator, digits)
  const reached =
    target.value === null ? 'noData' : isReached((Number(own.numerator) * 100) / Number(own.denominator), target) ? 'reached' : 'notReached'
  return { ...own, result: share, attainment: reached }
}

function isReached(share: number, { op, value, value2 }: Indicator['target']): boolean {
  const wanted = Number(value)
  if (op === '<=') return share <= wanted
  if (op === '<') return share < wanted
  if (op === '>') return share > wanted
  return op === 'range' ? share >= wanted && share <= Number(value2) : share >= wanted
}

const figuresText = ({ numerator, denominator }: Figure): string => {
  if (numerator === null && denominator === null) return dash
  return denominator === null
    ? vietnamese(numerator ?? '')
    : `${numerator === null ? dash : vietnamese(numerator)}/${vietnamese(denominator)}`
}

const resultOf = ({ kind, digits }: Indicator, { numerator, denominator }: Figure): string | null => {
  if (kind === 'ratio') return numerator === null || denominator === null ? null : percentOf(numerator, denominator, digits)
  return numerator
}

function printed(
  { kind, unitOfMeasure }: Indicator,
  city: Figure & { readonly result: string | null; readonly attainment: Attainment },
  judged: typeof inWords,
): Printed {
  const isMissing = city.result === null && city.attainment === 'noData'
  const result = city.result === null ? dash : `${vietnamese(city.result)}${unitOfMeasure === '%' ? '%' : ''}`
  const milestone = { reached: 'Hoàn thành', notReached: 'Chưa hoàn thành', noData: dash }[city.attainment]
  return {
    figures: kind === 'milestone' || (!isMissing && city.denominator === null) ? '' : figuresText(city),
    result: kind === 'milestone' ? milestone : result,
    attainment: judged[city.attainment],
  }
}

function printedOfUnit(indicator: Indicator, figure: Figure & { readonly attainment: Attainment }): Printed {
  const result = resultOf(indicator, figure)
  const percent = indicator.kind !== 'unitCount' && indicator.unitOfMeasure === '%' ? '%' : ''
  return {
    figures: indicator.kind === 'ratio' ? figuresText(figure) : '',
    result:
      indicator.kind === 'milestone'
        ? { reached: 'Hoàn thành', notReached: 'Chưa hoàn thành', noData: dash }[figure.attainment]
        : result === null
          ? dash
          : `${vietnamese(result)}${percent}`,
    attainment: inLetters[figure.attainment],
  }
}

const asNumber = (text: string | null): number | null => (text === null ? null : Number(text))

/** In the workbook a figure is a number and a percentage a fraction. */
function counted(indicator: Indicator, figure: Figure & { readonly result?: string | null; readonly attainment: Attainment }): Counted {
  const result = figure.result === undefined ? resultOf(indicator, figure) : figure.result
  const isPercent = indicator.unitOfMeasure === '%'
  const share = result === null ? null : isPercent ? Number(`${result}e-2`) : Number(result)
  const attainment = figure.attainment === 'noData' ? null : inWords[figure.attainment]
  if (indicator.kind === 'milestone') {
    const words = { reached: 'Hoàn thành', notReached: 'Chưa hoàn thành', noData: null }[figure.attainment]
    return { numerator: null, denominator: null, result: words, attainment }
  }
  return { numerator: asNumber(figure.numerator), denominator: asNumber(figure.denominator), result: share, attainment }
}
