import type { Cited, DocumentRef, RegisteredDocument } from '@haidang/api/documents'
import type { ReactNode } from 'react'
import { printedDayText } from '../plans/read-text.ts'
import { StatePill } from '../ui/state-pill.tsx'
import { useWords } from '../words/catalogue.ts'
import { documentsWords } from '../words/documents.ts'
import { capitalised, stateTones } from './document-name.ts'

/** From what binds most to what is only named. */
const order = ['supersedes', 'amends', 'implements', 'basis', 'mentions'] as const
/** A plan stands on dozens of papers: more than these are folded away. */
const shownAtOnce = 6

/** What the document stands on, the document, what stands on it: read from left to right, on the phone from top to bottom. */
export function Relations({ document }: { readonly document: RegisteredDocument }) {
  const all = useWords(documentsWords)
  const words = all.document
  const { cites, citedBy, plan, kind, number, issuedOn, title } = document
  return (
    <section aria-labelledby="relations">
      <h2 id="relations">{words.relations}</h2>
      <div className="relations">
        <div className="relations-side">
          <h3>{words.standsOn}</h3>
          {cites.length === 0 ? <p className="soft">{words.standsOnNothing}</p> : null}
          {order.map((relation) => (
            <Group key={relation} name={words.cites[relation]} count={cites.filter((one) => one.relation === relation).length}>
              {/* Those that can be opened come first. */}
              {cites
                .filter((one) => one.relation === relation)
                .toSorted((a, b) => Number(b.document !== null) - Number(a.document !== null))
                .map((one) => (
                  <CitedLine key={`${one.passage} ${one.number ?? ''} ${one.date ?? ''}`} cited={one} document={document} />
                ))}
            </Group>
          ))}
        </div>
        <Arrow />
        <div className="relations-self">
          <span className="soft small">{words.self}</span>
          <strong>{number ?? all.register.noNumber}</strong>
          <span className="small">
            {capitalised(kind === '' ? all.unknownKind : kind)}
            {issuedOn === null ? '' : `, ${printedDayText(issuedOn)}`}
          </span>
          <span className="relations-title small" lang="vi">
            {title}
          </span>
        </div>
        <Arrow />
        <div className="relations-side">
          <h3>{words.standsHere}</h3>
          {plan === null && citedBy.length === 0 ? <p className="soft">{words.nothingStandsHere}</p> : null}
          {plan === null ? null : (
            <Group name={words.issuedPlan} count={1}>
              <li>
                <a href={`/ke-hoach/${plan.id}`}>{plan.title}</a>
                <div className="soft small">{words.planCounts(String(plan.indicatorCount), String(plan.taskCount))}</div>
              </li>
            </Group>
          )}
          {order.map((relation) => {
            const found = citedBy.filter((one) => one.relation === relation)
            return (
              <Group key={relation} name={words.citedBy[relation]} count={found.length}>
                {found.map((one) => (
                  <li key={one.document.id}>
                    <DocumentLink document={one.document} />
                    {relation === 'supersedes' && one.document.planId !== null && plan !== null ? (
                      <a className="relations-compare small screen-only" href={`/ke-hoach/${one.document.planId}/so-voi/${plan.id}`}>
                        {words.compareWithNew}
                      </a>
                    ) : null}
                  </li>
                ))}
              </Group>
            )
          })}
        </div>
      </div>
    </section>
  )
}

function Group({ name, count, children }: { readonly name: string; readonly count: number; readonly children: ReactNode }) {
  const words = useWords(documentsWords).document
  const lines = [children].flat()
  if (count === 0) return null
  return (
    <div className="relations-group">
      <h4>
        {name} {count > 1 ? <span className="soft figures">({count})</span> : null}
      </h4>
      <ul>{lines.slice(0, shownAtOnce)}</ul>
      {lines.length > shownAtOnce ? (
        <details>
          <summary>{words.more(String(lines.length - shownAtOnce))}</summary>
          <ul>{lines.slice(shownAtOnce)}</ul>
        </details>
      ) : null}
    </div>
  )
}

function CitedLine({ cited, document }: { readonly cited: Cited; readonly document: RegisteredDocument }) {
  const words = useWords(documentsWords).document
  const { plan, text } = document
  const { source, type, number, date, issuer, passage } = cited
  const name = [capitalised(type), number].filter(Boolean).join(' ')
  return (
    <li>
      {cited.document === null ? (
        <>
          <span lang="vi">{name === '' ? passage : name}</span>
          <div className="soft small">
            {[date === null ? '' : printedDayText(date), issuer ?? '', words.notHere].filter(Boolean).join(', ')}
            <Place />
          </div>
        </>
      ) : (
        <>
          <DocumentLink document={cited.document} place={<Place />} />
          {cited.relation === 'supersedes' && cited.document.planId !== null && plan !== null ? (
            <a className="relations-compare small screen-only" href={`/ke-hoach/${plan.id}/so-voi/${cited.document.planId}`}>
              {words.compareWithOld}
            </a>
          ) : null}
        </>
      )}
    </li>
  )

  function Place() {
    if (source === null || text === null) return null
    return (
      <span className="screen-only">
        {' · '}
        <a href={`/van-ban/${document.id}?tu=${source.start}&den=${source.end}`} aria-label={words.placeOf(name)}>
          {words.place}
        </a>
      </span>
    )
  }
}

function DocumentLink({ document, place }: { readonly document: DocumentRef; readonly place?: ReactNode }) {
  const all = useWords(documentsWords)
  const { id, number, title, issuedOn, issuer, state } = document
  return (
    <>
      <a href={`/van-ban/${id}`} lang="vi">
        {number === null ? null : <strong>{number} </strong>}
        {title}
      </a>
      <div className="soft small">
        {[issuedOn === null ? '' : printedDayText(issuedOn), issuer ?? ''].filter(Boolean).join(', ')}
        {place}
      </div>
      {state === 'issued' ? null : <StatePill tone={stateTones[state]}>{all.states[state]}</StatePill>}
    </>
  )
}

/** Says nothing that the headings do not say; on the phone it points down. */
function Arrow() {
  return (
    <svg className="relations-arrow" viewBox="0 0 28 20" aria-hidden="true" focusable="false">
      <path d="M1 10h24M18 3l7 7-7 7" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
