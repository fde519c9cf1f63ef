import type { UnitLife } from '@haidang/api/units'
import { formatDay } from '@haidang/domain/periods/day'
import { formatShare, measures } from '@haidang/domain/units/reorganisation'
import { seesRegister } from '../documents/sees-register.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/catalogue.ts'
import { unitsWords } from '../words/units.ts'
import { changeSentence, versionsAround } from './change-sentence.ts'

type Change = UnitLife['changes'][number]
type Line = Change['from'][number]

/** What happened to the unit, the last first; each time what was before, the unit, and what is after. */
export function LifeLine({ life: { changes, versions } }: { readonly life: UnitLife }) {
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
                <h3>{changeSentence(change, versions, words.changes)}</h3>
                <p className="soft small">
                  {words.unit.by} <DocumentName change={change} />
                </p>
                {change.from.length + change.to.length === 0 ? null : <Picture change={change} versions={versions} />}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function DocumentName({ change: { title, documentNumber } }: { readonly change: Change }) {
  const session = useSession()
  if (documentNumber === '') return <span lang="vi">{title}</span>
  return (
    <>
      {seesRegister(session) ? <a href={`/van-ban?tim=${encodeURIComponent(documentNumber)}`}>{documentNumber}</a> : documentNumber}
      {', '}
      <span lang="vi">{title}</span>
    </>
  )
}

/** From left to right: where it came from, the unit, where it went. */
function Picture({ change, versions }: { readonly change: Change; readonly versions: UnitLife['versions'] }) {
  const words = useWords(unitsWords).unit
  const { before, after } = versionsAround(versions, change.on)
  return (
    <div className="life-picture">
      {change.from.length === 0 ? null : (
        <>
          <Side label={words.before} lines={change.from} />
          <Arrow />
        </>
      )}
      <strong className="life-self" lang="vi">
        {(change.to.length > 0 ? before : after)?.name ?? after?.name ?? before?.name}
      </strong>
      {change.to.length === 0 ? null : (
        <>
          <Arrow />
          <Side label={words.after} lines={change.to} />
        </>
      )}
    </div>
  )
}

function Side({ label, lines }: { readonly label: string; readonly lines: readonly Line[] }) {
  return (
    <ul className="life-side" aria-label={label}>
      {lines.map((line) => (
        <li key={line.unit.id}>
          <a href={`/don-vi/${line.unit.id}`} lang="vi">
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
