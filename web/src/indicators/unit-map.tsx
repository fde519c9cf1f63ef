import '../units/units.css'
import type { Boundaries } from '@haidang/api/boundaries'
import type { IndicatorPage as Page } from '@haidang/api/indicators'
import { formatDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { formatTarget } from '../app/format.ts'
import { useQuery } from '../app/query.ts'
import { GroundMap } from '../ui/map.tsx'
import type { GroundTone, MapShape } from '../ui/map.tsx'
import { AttainmentPill } from '../ui/state-pill.tsx'
import { useMapShapes } from '../units/units-map.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { scoreboardWords } from '../words/scoreboard.ts'
import { Value, valueText } from './value.tsx'

type UnitRow = Page['units'][number]

const tones: Readonly<Record<UnitRow['attainment'], GroundTone>> = { reached: 'good', notReached: 'bad', noData: 'none' }
const marks: Readonly<Record<UnitRow['attainment'], string>> = { reached: '✓', notReached: '✗', noData: '–' }

/** The units on the map of the period's last day, each by whether it reached what is asked of it; the table beside it has the same. */
export function UnitMap({ page, within = null }: { readonly page: Page; readonly within?: string | null }) {
  const map = useQuery<Boundaries>(boundariesOf(page, within))
  if (map.data === undefined) return null
  const { shapes } = map.data
  if (shapes.some(({ unit }) => page.units.some((row) => row.unit.id === unit.id))) return <Drawn map={map.data} page={page} />
  const [area, ...others] = shapes.filter(({ unit }) => unit.group === 'area')
  // Where no boundaries of these units are known there is no map, and the table says all.
  if (area === undefined) return null
  return others.length === 0 ? <UnitMap page={page} within={area.unit.id} /> : <Areas map={map.data} page={page} />
}

const boundariesOf = ({ unitsOn, lens }: Page, within: string | null): string => {
  const query = new URLSearchParams({
    on: unitsOn,
    ...(lens === null || lens.knownAt === null ? {} : { knownAt: lens.knownAt }),
    ...(within === null ? {} : { parent: within }),
  })
  return `/api/units/boundaries?${query.toString()}`
}

/** The levels above, to be opened one at a time. */
function Areas({ map, page }: { readonly map: Boundaries; readonly page: Page }) {
  const words = useWords(indicatorsWords).map
  const [opened, setOpened] = useState<string | null>(null)
  const shapes = useMapShapes(map)
  return (
    <>
      <figure className="indicator-map">
        <figcaption>{words.areas}</figcaption>
        <GroundMap
          label={words.areas}
          shapes={shapes}
          chosen={new Set(opened === null ? [] : [opened])}
          onChoose={(id) => setOpened(id === opened ? null : id)}
        />
      </figure>
      {opened === null ? null : <UnitMap page={page} within={opened} />}
    </>
  )
}

function Drawn({ map, page }: { readonly map: Boundaries; readonly page: Page }) {
  const words = useWords(indicatorsWords).map
  const board = useWords(scoreboardWords)
  const [chosen, setChosen] = useState<string | null>(null)
  const rows = new Map(page.units.map((row) => [row.unit.id, row]))
  const kind = page.kind === 'unitCount' ? 'yesNo' : page.kind
  const said = ({ result, attainment }: UnitRow): string => {
    if (result === null) return board.noData
    const answer = kind === 'yesNo' || kind === 'milestone' ? (result === '0' ? board.no : board.yes) : valueText(result, page.definition)
    return attainment === 'noData' ? answer : `${answer}, ${board[attainment].toLowerCase()}`
  }
  const shapes = useMapShapes(map).map((shape): MapShape => {
    const row = rows.get(shape.id)
    if (row === undefined) return { ...shape, label: words.notAsked(shape.label), isHatched: false, tone: 'plain' }
    return {
      ...shape,
      label: words.of(shape.label, said(row)),
      shortLabel: `${shape.shortLabel} ${marks[row.attainment]}`,
      isHatched: row.result === null,
      tone: tones[row.attainment],
    }
  })
  const row = chosen === null ? undefined : rows.get(chosen)
  return (
    <figure className="indicator-map">
      <figcaption>{words.title(formatDay(map.on))}</figcaption>
      <GroundMap
        label={words.title(formatDay(map.on))}
        shapes={shapes}
        chosen={new Set(chosen === null ? [] : [chosen])}
        onChoose={(id) => setChosen(id === chosen ? null : id)}
      />
      <p className="soft small">{words.key}</p>
      {row === undefined ? null : (
        <p className="indicator-map-chosen" role="status">
          <a href={row.reportId === null ? `/don-vi/${row.unit.id}` : `/bao-cao/${row.reportId}`} lang="vi">
            {row.unit.name}
          </a>
          <strong className="figures">
            <Value value={row.result} kind={kind} definition={page.definition} />
          </strong>
          <AttainmentPill attainment={row.attainment} />
          {row.target === null ? null : <span className="figures">{formatTarget(row.target)}</span>}
          {row.rank === null ? null : <span className="figures">{words.rank(String(row.rank), String(page.units.length))}</span>}
        </p>
      )}
    </figure>
  )
}
