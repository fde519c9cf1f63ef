import type { Boundaries } from '@haidang/api/boundaries'
import { formatDay } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useState } from 'react'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { GroundMap } from '../ui/map.tsx'
import { Select } from '../ui/select.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { useMapShapes } from '../units/units-map.tsx'
import { useWords } from '../words/catalogue.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import { unitsWords } from '../words/units.ts'

type MapProps = {
  readonly on: string
  readonly chosen: ReadonlySet<string>
  readonly hasBelow: (unitId: string) => boolean
  readonly onToggle: (unitId: string) => void
}

/** Units are chosen on the ground: of the highest level, or of those under one. What has no boundary is in the list. */
export function UnitsOnMap(props: MapProps) {
  const [within, setWithin] = useState<string | null>(null)
  const map = useQuery<Boundaries>(`/api/units/boundaries?on=${props.on}${within === null ? '' : `&parent=${within}`}`)
  if (map.data) return <OneMap {...props} map={map.data} onWithin={setWithin} />
  return map.loading ? <Skeleton rows={8} /> : <ProblemState error={map.error} onRetry={() => void map.reload()} />
}

function OneMap({
  map,
  chosen,
  hasBelow,
  onToggle,
  onWithin,
}: MapProps & { readonly map: Boundaries; readonly onWithin: (id: string | null) => void }) {
  const words = useWords(reorganisationsWords).hand
  const register = useWords(unitsWords).map
  const shapes = useMapShapes(map)
  const { parent, without } = map
  const day = formatDay(map.on)
  const inside = map.shapes.filter(({ unit }) => hasBelow(unit.id))
  const back =
    parent === null ? null : (
      <Button small onClick={() => onWithin(null)}>
        {register.whole}
      </Button>
    )
  if (shapes.length === 0)
    return (
      <EmptyState title={register.emptyTitle(day)} action={back}>
        {words.mapEmpty}
      </EmptyState>
    )
  return (
    <div className="by-hand-map">
      {parent === null ? null : (
        <p className="by-hand-map-head">
          <span lang="vi">{parent.name}</span> {back}
        </p>
      )}
      {inside.length === 0 ? null : (
        <Select
          label={words.inside}
          options={[{ value: '', label: words.insideNone }, ...inside.map(({ unit: { id, name } }) => ({ value: id, label: name }))]}
          value=""
          onChange={(id) => onWithin(id === '' ? null : id)}
        />
      )}
      <GroundMap
        label={parent === null ? register.title(day) : register.titleWithin(parent.name, day)}
        shapes={shapes}
        chosen={chosen}
        onChoose={onToggle}
      />
      {without.length === 0 ? null : <p className="small">{words.mapWithout(formatDecimal(String(without.length)))}</p>}
    </div>
  )
}
