import type { Boundaries } from '@haidang/api/boundaries'
import { formatDay } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { drawnPositions } from '@haidang/domain/units/boundary-drawing'
import { useMemo, useState } from 'react'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { LinkButton } from '../ui/button.tsx'
import { GroundMap } from '../ui/map.tsx'
import type { MapShape } from '../ui/map.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { unitsWords } from '../words/units.ts'
import { ImportBoundaries } from './import-boundaries.tsx'
import { addressOf, mapAt, unitAddress } from './question.ts'
import type { Question } from './question.ts'

type Shape = Boundaries['shapes'][number]

/** The map of a day with its list: of the highest units, or of those under one. */
export function UnitsMap({
  question,
  on,
  hasBelow,
}: {
  readonly question: Question
  readonly on: string
  readonly hasBelow: (unitId: string) => boolean
}) {
  const map = useQuery<Boundaries>(mapAt({ ...question, on }))
  if (map.data) return <MapAndList map={map.data} question={question} hasBelow={hasBelow} />
  return map.loading ? <Skeleton rows={10} /> : <ProblemState error={map.error} onRetry={() => void map.reload()} />
}

function MapAndList({
  map,
  question,
  hasBelow,
}: {
  readonly map: Boundaries
  readonly question: Question
  readonly hasBelow: (unitId: string) => boolean
}) {
  const words = useWords(unitsWords).map
  const [chosen, setChosen] = useState<string | null>(null)
  const shapes = useMapShapes(map)
  const { parent, without } = map
  const day = formatDay(map.on)
  const shape = map.shapes.find(({ unit }) => unit.id === chosen)
  const title = parent === null ? words.title(day) : words.titleWithin(parent.name, day)
  const back = parent === null ? null : <LinkButton href={addressOf({ ...question, within: undefined })}>{words.whole}</LinkButton>
  // What is in force only from a later day would not be seen here.
  const seeFrom = (from: string): void => (from > map.on ? navigate(addressOf({ ...question, on: from, within: undefined })) : undefined)
  const take = map.can.import ? <ImportBoundaries on={map.on} onDone={seeFrom} /> : null
  if (shapes.length === 0)
    return (
      <EmptyState
        title={words.emptyTitle(day)}
        action={
          <div className="units-map-head">
            {back}
            {take}
          </div>
        }
      >
        {map.can.import ? words.emptyForAdministrator : words.emptyDetail}
      </EmptyState>
    )
  return (
    <section className="units-map" aria-labelledby="units-map">
      <div className="units-map-head">
        <h2 id="units-map">{title}</h2>
        {back}
        {take}
      </div>
      <div className="units-map-picture">
        <GroundMap
          label={title}
          shapes={shapes}
          chosen={new Set(chosen === null ? [] : [chosen])}
          onChoose={(id) => setChosen(id === chosen ? null : id)}
        />
        <Sources shapes={map.shapes} />
      </div>
      <div className="units-map-side">
        {shape ? <Chosen shape={shape} question={question} isOpenable={hasBelow(shape.unit.id)} /> : <p className="soft">{words.choose}</p>}
        <h3 className="units-map-count">{words.list(formatDecimal(String(map.shapes.length)))}</h3>
        <ul className="units-map-list">
          {map.shapes.map(({ unit, code, state }) => (
            <li key={unit.id}>
              <button
                type="button"
                className="units-map-unit"
                aria-pressed={unit.id === chosen}
                onClick={() => setChosen(unit.id === chosen ? null : unit.id)}
              >
                <span lang="vi">{unit.name}</span>
                <span className="soft small figures">{code}</span>
                {state === 'own' ? null : <span className="soft small">{words.states[state]}</span>}
              </button>
            </li>
          ))}
        </ul>
        {without.length === 0 ? null : (
          <p className="small">
            {words.without(formatDecimal(String(without.length)))}{' '}
            <span lang="vi">
              {without
                .slice(0, namedAtMost)
                .map(({ name }) => name)
                .join(', ')}
            </span>
            {without.length > namedAtMost ? ` ${words.andMore(formatDecimal(String(without.length - namedAtMost)))}` : '.'}
          </p>
        )}
      </div>
    </section>
  )
}

/** The units of a map as they are drawn; what its boundary is worth is said with its name. */
export function useMapShapes(map: Boundaries): readonly MapShape[] {
  const { states } = useWords(unitsWords).map
  return useMemo(
    () =>
      map.shapes.map(({ unit, state, rings }) => ({
        id: unit.id,
        label: state === 'own' ? unit.name : `${unit.name} (${states[state]})`,
        shortLabel: unit.shortName,
        rings: drawnPositions(map, rings),
        isHatched: state !== 'own' && state !== 'below',
      })),
    [map, states],
  )
}

/** Of the units without a boundary so many are named. */
const namedAtMost = 10

function Chosen({
  shape: { unit, code, state },
  question,
  isOpenable,
}: {
  readonly shape: Shape
  readonly question: Question
  readonly isOpenable: boolean
}) {
  const words = useWords(unitsWords).map
  return (
    <div className="units-map-chosen" role="status">
      <a href={unitAddress(unit.id, question)} lang="vi" className="strong">
        {unit.name}
      </a>
      {code === null ? null : <span className="soft small figures">{words.code(code)}</span>}
      <StatePill tone={state === 'own' ? 'plain' : state === 'older' ? 'warn' : 'accent'}>{words.states[state]}</StatePill>
      {isOpenable ? <LinkButton href={addressOf({ ...question, within: unit.id })}>{words.inside}</LinkButton> : null}
    </div>
  )
}

/** Who published what is drawn: nobody should take a sketch for the official line. */
function Sources({ shapes }: { readonly shapes: readonly Shape[] }) {
  const words = useWords(unitsWords).map
  const sources = [...new Set(shapes.flatMap(({ sources: of }) => of.map(({ source }) => source)))]
  const shown = sources.slice(0, 3).join('; ')
  return (
    <p className="soft small">
      {words.source} <span lang="vi">{sources.length > 3 ? `${shown}; …` : shown}</span>.
    </p>
  )
}
