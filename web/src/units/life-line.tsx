import type { UnitLife } from '@haidang/api/units'
import { formatDay } from '@haidang/domain/periods/day'
import { formatShare, measures } from '@haidang/domain/units/reorganisation'
import { seesRegister } from '../documents/sees-register.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/catalogue.ts'
import { unitsWords } from '../words/units.ts'
import { changeSentence } from './change-sentence.ts'
import { headText } from './head-text.ts'
import { unitAddress } from './question.ts'
import type { Times } from './question.ts'

type Change = UnitLife['changes'][number]
type Line = Change['from'][number]

/** What happened to the unit, the last first; each time what was before, the unit, and what is after. */
export function LifeLine({ life: { changes }, knownOn }: { readonly life: UnitLife; readonly knownOn: Times['knownOn'] }) {
  const words = useWords(unitsWords)
  return (
    <section aria-labelledby="life">
      <h2 id="life">{words.unit.lifeLine}</h2>
      {changes.length === 0 ? (
        <p className="soft">{words.unit.noChange}</p>
      ) : (
        <ol className="life">
          {changes.toReversed().map((change) => (
            <li key={change.reorganisationId} className="life-change">
              <p className="life-day figures">
                <strong>{formatDay(change.on)}</strong>
              </p>
              <div className="life-told">
                <h3>{changeSentence(change, words.changes)}</h3>
                <p className="soft small">
                  {words.unit.by} <DocumentName change={change} />
                </p>
                <Facts change={change} />
                {change.from.length + change.to.length === 0 ? null : <Picture change={change} knownOn={knownOn} />}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

/** Code, identifier and head, as far as they are others than before. */
function Facts({ change: { before, after } }: { readonly change: Change }) {
  const words = useWords(unitsWords).unit.facts
  if (after === null) return null
  const changed = (['code', 'identifier', 'head'] as const).flatMap((field) => {
    const [was, is] = [textOf(before, field), textOf(after, field)]
    return was === is ? [] : [{ field, was, is }]
  })
  if (changed.length === 0) return null
  return (
    <dl className="life-facts">
      {changed.map(({ field, was, is }) => (
        <div key={field}>
          <dt>{words[field]}:</dt>
          <dd>
            {is === '' ? words.none[field] : <span lang="vi">{is}</span>}
            {was === '' ? null : (
              <>
                {' '}
                <span className="soft small">({words.before(was)})</span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function textOf(version: Change['before'], field: 'code' | 'identifier' | 'head'): string {
  if (field !== 'head') return version?.[field] ?? ''
  return version?.head ? headText(version.head) : ''
}

/** What made the change: its document in the register, and what it did to all units. */
function DocumentName({ change: { reorganisationId, title, documentNumber } }: { readonly change: Change }) {
  const session = useSession()
  const told = (
    <a href={`/don-vi/sap-xep/${reorganisationId}`} lang="vi">
      {title}
    </a>
  )
  if (documentNumber === '') return told
  return (
    <>
      {seesRegister(session) ? <a href={`/van-ban?tim=${encodeURIComponent(documentNumber)}`}>{documentNumber}</a> : documentNumber}
      {', '}
      {told}
    </>
  )
}

/** From left to right: where it came from, the unit, where it went. */
function Picture({ change, knownOn }: { readonly change: Change; readonly knownOn: Times['knownOn'] }) {
  const words = useWords(unitsWords).unit
  const { before, after } = change
  return (
    <div className="life-picture">
      {change.from.length === 0 ? null : (
        <>
          <Side label={words.before} lines={change.from} knownOn={knownOn} />
          <Arrow />
        </>
      )}
      <strong className="life-self" lang="vi">
        {(change.to.length > 0 ? before : after)?.name ?? after?.name ?? before?.name}
      </strong>
      {change.to.length === 0 ? null : (
        <>
          <Arrow />
          <Side label={words.after} lines={change.to} knownOn={knownOn} />
        </>
      )}
    </div>
  )
}

function Side({ label, lines, knownOn }: { readonly label: string; readonly lines: readonly Line[]; readonly knownOn: Times['knownOn'] }) {
  return (
    <ul className="life-side" aria-label={label}>
      {lines.map((line) => (
        <li key={line.unit.id}>
          <a href={unitAddress(line.unit.id, { on: null, knownOn })} lang="vi">
            {line.unit.name}
          </a>
          <Extent line={line} />
        </li>
      ))}
    </ul>
  )
}

/** "toàn bộ", or "một phần: 42,5% dân số, 30% diện tích" with the word that it is an estimate. */
function Extent({ line: { extent, shares } }: { readonly line: Line }) {
  const all = useWords(unitsWords)
  const words = all.unit
  const told = measures.flatMap((measure) => {
    const share = shares[measure]
    return share === undefined ? [] : [`${formatShare(share)} ${all.measures[measure]}`]
  })
  if (extent === 'whole') return <span className="soft small">{words.whole}</span>
  if (told.length === 0) return <span className="soft small">{words.unknownPart}</span>
  return (
    <span className="soft small figures" title={words.estimatedExplained}>
      {words.part}: {told.join(', ')} <em className="life-estimated">{words.estimated}</em>
    </span>
  )
}

/** Says nothing that the headings do not say; on the phone it points down. */
function Arrow() {
  return (
    <svg className="life-arrow" viewBox="0 0 28 20" aria-hidden="true" focusable="false">
      <path d="M1 10h24M18 3l7 7-7 7" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
