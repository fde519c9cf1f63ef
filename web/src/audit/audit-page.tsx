import './audit.css'
import { Fragment, useState } from 'react'
import { ProblemState } from '../app/problem-state.tsx'
import { setQuery } from '../app/router.tsx'
import { useSession } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Icon } from '../ui/icon.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { TextChanges } from '../ui/text-changes.tsx'
import { auditWords } from '../words/audit.ts'
import { useWords } from '../words/catalogue.ts'
import { useNames } from './names.ts'
import type { Names } from './names.ts'
import { shortMoment } from './moment.ts'
import { readDetail } from './read-detail.ts'
import type { Told } from './read-detail.ts'
import { useLines } from './use-lines.ts'
import type { Line } from './use-lines.ts'
import { Verification } from './verification.tsx'

export function AuditPage({ stream }: { readonly stream: string | null }) {
  const words = useWords(auditWords)
  const names = useNames()
  const { can } = useSession()
  const { lines, streams, next, error, busy, more, again } = useLines(stream)
  const isEmpty = !busy && error === undefined && lines.length === 0
  return (
    <div className="audit">
      <PageHead title={words.title} facts={<span>{words.about}</span>} />
      {can.readAudit ? <Verification names={names} /> : null}
      {can.readAudit ? (
        <div className="audit-filter screen-only">
          <Combobox
            label={words.stream}
            placeholder={words.all}
            options={streams
              .map((one) => ({ value: one, label: names.ofStream(one) }))
              .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'))}
            value={stream}
            onChange={(one) => setQuery('mach', one)}
          />
          {stream === null ? null : (
            <Button look="quiet" icon="close" onClick={() => setQuery('mach', null)}>
              {words.all}
            </Button>
          )}
        </div>
      ) : null}
      {isEmpty ? <EmptyState title={words.emptyTitle}>{words.emptyDetail}</EmptyState> : null}
      {lines.length > 0 ? <Lines lines={lines} names={names} withStream={stream === null} /> : null}
      {busy && lines.length === 0 ? <Skeleton rows={12} /> : null}
      {error === undefined ? null : <ProblemState error={error} onRetry={again} />}
      {lines.length > 0 ? (
        <p className="row screen-only">
          <span className="soft figures">{words.shown(lines.length)}</span>
          {next === null ? (
            <span className="soft">{words.noMore}</span>
          ) : (
            <Button busy={busy} onClick={more}>
              {busy ? words.loadingOlder : words.older}
            </Button>
          )}
        </p>
      ) : null}
    </div>
  )
}

function Lines({ lines, names, withStream }: { readonly lines: readonly Line[]; readonly names: Names; readonly withStream: boolean }) {
  const words = useWords(auditWords)
  const [open, setOpen] = useState<string | null>(null)
  const heads = [words.columns.at, words.columns.who, words.columns.what, ...(withStream ? [words.columns.where] : []), words.columns.place]
  return (
    <div className="table-frame">
      <table className="table audit-lines">
        <caption className="visually-hidden">{words.title}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={head === words.columns.place ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const key = `${line.stream}#${line.seq}`
            const isOpen = open === key
            return (
              <Fragment key={key}>
                <tr className={isOpen ? 'audit-open' : undefined}>
                  <td className="nowrap" data-label={words.columns.at}>
                    {shortMoment(line.at)}
                  </td>
                  <td data-label={words.columns.who}>
                    {line.actor}
                    {line.onBehalfOf === null ? null : (
                      <div className="soft small">
                        {line.onBehalfOf.name === null
                          ? words.asHead(line.onBehalfOf.unit)
                          : words.onBehalfOf(line.onBehalfOf.name, line.onBehalfOf.unit)}
                      </div>
                    )}
                    {line.askedBy === null ? null : <div className="soft small">{words.askedBy(line.askedBy)}</div>}
                    {isOpen && line.actorPost !== null ? <div className="soft small">{line.actorPost}</div> : null}
                  </td>
                  <th scope="row">
                    <button type="button" className="audit-what" aria-expanded={isOpen} onClick={() => setOpen(isOpen ? null : key)}>
                      <Icon name={isOpen ? 'down' : 'next'} size={14} />
                      <span>{names.ofAction(line.action)}</span>
                      <span className="soft audit-gist">{gistOf(line, names)}</span>
                    </button>
                  </th>
                  {withStream ? <td data-label={words.columns.where}>{names.ofStream(line.stream)}</td> : null}
                  <td className="number" data-label={words.columns.place}>
                    {line.seq}
                  </td>
                </tr>
                {isOpen ? (
                  <tr className="audit-detail">
                    <td colSpan={heads.length}>
                      <Detail line={line} names={names} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** What tells most about a line comes first. */
const telling = ['reason', 'fileName', 'period', 'title', 'fullName']

/** The most telling thing in a line, short. */
function gistOf(line: Line, names: Names): string {
  const told = readDetail(line.detail)
  const first = telling.map((key) => told.find(({ path }) => path.at(-1) === key)).find((one) => one !== undefined) ?? told[0]
  if (!first) return ''
  const name = first.path.map(names.ofKey).join(', ')
  if ('value' in first) return `${name} ${shorten(names.ofValue(first.value))}`
  return first.before.length + first.after.length > 60
    ? name
    : `${name}: ${names.ofValue(first.before) || '–'} → ${names.ofValue(first.after) || '–'}`
}

/** A digest tells nobody anything beyond its beginning; the whole of it stands in the detail. */
const shorten = (text: string): string => {
  const most = /^[0-9a-f]{32,}$/u.test(text) ? 12 : 60
  return text.length > most ? `${text.slice(0, most)}…` : text
}
const mostRows = 60

function Detail({ line, names }: { readonly line: Line; readonly names: Names }) {
  const words = useWords(auditWords)
  const told = readDetail(line.detail)
  return (
    <div className="audit-told">
      {told.length === 0 ? <p className="soft">{words.nothing}</p> : null}
      <dl>
        {told.slice(0, mostRows).map((one, index) => (
          <div key={`${index}-${one.path.join('/')}`}>
            <dt>{one.path.map(names.ofKey).join(' › ')}</dt>
            <dd>
              <Value told={one} names={names} />
            </dd>
          </div>
        ))}
      </dl>
      {told.length > mostRows ? <p className="soft">{words.more(told.length - mostRows)}</p> : null}
      <p className="soft small audit-hash">
        {words.subject} <code>{line.subject}</code>
        <br />
        {words.raw} <code>{line.hash}</code>
      </p>
    </div>
  )
}

function Value({ told, names }: { readonly told: Told; readonly names: Names }) {
  const words = useWords(auditWords)
  if ('value' in told)
    return told.value === '' ? <span className="soft">{words.empty}</span> : <span className="audit-text">{names.ofValue(told.value)}</span>
  const [before, after] = [names.ofValue(told.before), names.ofValue(told.after)]
  if (before.length > 40 && after.length > 40) return <TextChanges before={before} after={after} />
  return (
    <span className="audit-pair">
      {before === '' ? <span className="soft">{words.empty}</span> : <del>{before}</del>} <span aria-hidden="true">→</span>{' '}
      {after === '' ? <span className="soft">{words.empty}</span> : <ins>{after}</ins>}
    </span>
  )
}
