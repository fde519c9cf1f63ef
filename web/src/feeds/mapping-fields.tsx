import type { FeedPreview, Feeds } from '@haidang/api/feeds'
import type { UnitsOfDay } from '@haidang/api/units'
import { useId } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'
import type { FieldsProps } from './feed-draft.ts'

type MappingFieldsProps = FieldsProps & {
  readonly seen: FeedPreview | undefined
  readonly indicators: Feeds['indicators']
  readonly units: UnitsOfDay['units']
}

/** Which series stand behind which indicator, and which of their codes is which unit. Nothing is guessed from alike names. */
export function MappingFields(props: MappingFieldsProps) {
  const words = useWords(feedsWords).form
  const { draft, onChange, seen } = props
  const series = useId()
  return (
    <section className="feed-part" aria-labelledby="feed-mapping">
      <h2 id="feed-mapping">{words.mapping}</h2>
      <datalist id={series}>
        {seen?.series.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
      <Indicators {...props} series={series} />
      <Select
        label={words.unitsBy}
        options={(['code', 'identifier', 'name', 'listed'] as const).map((by) => ({ value: by, label: words.unitsByOf[by] }))}
        value={draft.unitsBy}
        onChange={(unitsBy) => onChange({ unitsBy })}
      />
      <Codes {...props} />
    </section>
  )
}

function Indicators({ draft, onChange, errorAt, indicators, series }: MappingFieldsProps & { readonly series: string }) {
  const words = useWords(feedsWords).form
  const change = (place: number, part: Partial<(typeof draft.series)[number]>): void =>
    onChange({ series: draft.series.map((one, index) => (index === place ? { ...one, ...part } : one)) })
  const taken = new Set(draft.series.map(({ indicatorId }) => indicatorId))
  const options = indicators.map(({ id, code, name, planTitle }) => ({ value: id, label: `${code} ${name}`.trim(), note: planTitle }))
  return (
    <>
      {draft.series.length === 0 ? <p className="soft">{words.noIndicators}</p> : null}
      {draft.series.map((one, place) => {
        const indicator = indicators.find(({ id }) => id === one.indicatorId)
        const isRatio = indicator === undefined || indicator.kind === 'ratio'
        return (
          <div key={one.indicatorId} className="feed-match">
            <p className="feed-match-name" lang="vi">
              <span className="strong">{indicator === undefined ? words.indicator : `${indicator.code} ${indicator.name}`}</span>
              {indicator?.numeratorLabel ? (
                <span className="soft small"> {[indicator.numeratorLabel, indicator.denominatorLabel].filter(Boolean).join(' / ')}</span>
              ) : null}
            </p>
            <TextField
              required
              list={series}
              label={isRatio ? words.numerator : words.value}
              value={one.numerator}
              onChange={(numerator) => change(place, { numerator })}
              autoComplete="off"
              {...(one.numerator.trim() === '' ? errorAt('series') : {})}
            />
            {isRatio ? (
              <TextField
                list={series}
                label={words.denominator}
                value={one.denominator}
                onChange={(denominator) => change(place, { denominator })}
                autoComplete="off"
              />
            ) : (
              <span />
            )}
            <IconButton
              icon="trash"
              label={words.removeIndicator(indicator?.name ?? words.indicator)}
              onClick={() => onChange({ series: draft.series.filter((_, index) => index !== place) })}
            />
          </div>
        )
      })}
      <Combobox
        label={words.addIndicator}
        options={options.filter(({ value }) => !taken.has(value))}
        value={null}
        onChange={(indicatorId) =>
          indicatorId !== null && onChange({ series: [...draft.series, { indicatorId, numerator: '', denominator: '' }] })
        }
      />
    </>
  )
}

function Codes({ draft, onChange, errorAt, seen, units }: MappingFieldsProps) {
  const words = useWords(feedsWords).form
  const codes = useId()
  const change = (place: number, part: Partial<(typeof draft.listed)[number]>): void =>
    onChange({ listed: draft.listed.map((one, index) => (index === place ? { ...one, ...part } : one)) })
  const options = units.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <h3>{words.listed}</h3>
      <p className="soft">{words.listedAbout}</p>
      <datalist id={codes}>
        {seen?.units.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
      {draft.listed.map((one, place) => (
        // Two lines may say the same code while one is typed.
        <div key={place} className="feed-match feed-match-two">
          <TextField
            list={codes}
            label={words.code}
            value={one.code}
            onChange={(code) => change(place, { code })}
            autoComplete="off"
            {...(one.code.trim() === '' ? errorAt('listed') : {})}
          />
          <Combobox
            label={words.unit}
            options={options}
            value={one.unitId === '' ? null : one.unitId}
            onChange={(unitId) => change(place, { unitId: unitId ?? '' })}
            error={one.unitId === '' ? errorAt('listed').error : undefined}
          />
          <IconButton
            icon="trash"
            label={words.removeCode(one.code)}
            onClick={() => onChange({ listed: draft.listed.filter((_, index) => index !== place) })}
          />
        </div>
      ))}
      <div>
        <Button small icon="plus" onClick={() => onChange({ listed: [...draft.listed, { code: '', unitId: '' }] })}>
          {words.addCode}
        </Button>
      </div>
    </>
  )
}
