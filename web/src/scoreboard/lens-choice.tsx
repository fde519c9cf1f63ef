import type { Lenses } from '@haidang/api/lenses'
import type { Scoreboard } from '@haidang/api/consolidation'
import { formatDay } from '@haidang/domain/periods/day'
import { shortPeriod } from '../app/format.ts'
import { KnownChoice } from '../app/known-choice.tsx'
import { setQuery } from '../app/router.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { useWords } from '../words/catalogue.ts'
import { scoreboardWords } from '../words/scoreboard.ts'
import { knownDays, lensNames, unitsOfToday } from './lens.ts'
import type { BoardLens } from './lens.ts'

/** On which units and by what was known when; quiet while nothing was reorganised and nobody asks. */
export function LensChoice({ lenses, lens }: { readonly lenses: Lenses | undefined; readonly lens: BoardLens }) {
  const words = useWords(scoreboardWords).lens
  const day = lens.on ?? lens.knownOn
  const hasUnits = lens.isAsItIs || (lenses?.changes.length ?? 0) > 0
  return (
    <section className="board-lens" aria-label={words.label}>
      <div className="board-lens-line screen-only">
        {hasUnits ? (
          <div className="board-lens-units">
            <span aria-hidden="true">{words.units}:</span>
            <FilterChips
              label={words.units}
              chips={[
                { value: 'then', label: words.asItWas },
                { value: unitsOfToday, label: day === null ? words.asItIs : words.asOn(formatDay(day)) },
              ]}
              value={lens.isAsItIs ? unitsOfToday : 'then'}
              onChange={(value) => setQuery(lensNames.units, value === unitsOfToday ? value : null)}
            />
          </div>
        ) : null}
        {lenses === undefined && lens.knownOn === null ? null : <KnownChoice days={lenses && knownDays(lenses)} knownOn={lens.knownOn} />}
      </div>
      <Sentences lenses={lenses} lens={lens} />
    </section>
  )
}

/** What the lens means, in a sentence; nothing of the board of every day. */
function Sentences({ lenses, lens }: { readonly lenses: Lenses | undefined; readonly lens: BoardLens }) {
  const words = useWords(scoreboardWords).lens
  const changes = lenses?.changes ?? []
  const day = lens.on ?? lens.knownOn ?? lenses?.today
  const sentences = [
    ...(lens.isAsItIs && day !== undefined ? [words.meansAsItIs(formatDay(day))] : []),
    ...(!lens.isAsItIs && changes.length > 0
      ? [words.meansAsItWas(changes.map(({ on, documentNumber }) => `${formatDay(on)} (${documentNumber})`).join(', '))]
      : []),
    ...(lens.knownOn === null ? [] : [words.meansKnown(formatDay(lens.knownOn))]),
  ]
  return sentences.length === 0 ? null : <p className="soft small">{sentences.join(' ')}</p>
}

/** Who is with nobody: named under the table, and counted nowhere. */
export function WithNobody({ of, on }: { readonly of: NonNullable<Scoreboard['lens']>['withNobody']; readonly on: string }) {
  const words = useWords(scoreboardWords).lens
  if (of.length === 0) return null
  return (
    <div className="board-nobody">
      <p>{words.withNobody(formatDay(on))}</p>
      <ul>
        {of.map(({ unit, because, periods }) => (
          <li key={`${unit.id} ${because}`}>
            <strong>{unit.name}</strong>: {words.because[because]} <span className="soft figures">({monthsText(periods)})</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function monthsText(periods: readonly string[]): string {
  const [first = ''] = periods
  const last = periods.at(-1) ?? first
  return first === last ? shortPeriod(first) : `${shortPeriod(first)} – ${shortPeriod(last)}`
}

export const Estimated = () => {
  const words = useWords(scoreboardWords).lens
  return <span className="estimated">{words.estimated}</span>
}
