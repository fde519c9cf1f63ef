import type { Notice, Notices, NoticesRead } from '@haidang/api/notices'
import { useEffect, useRef, useState } from 'react'
import { useNow } from '../app/clock.ts'
import { post } from '../app/fetch.ts'
import { formatDeadline, formatInstant, formatPeriod, timeAgo, timeLeft } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { useWords } from '../words/catalogue.ts'
import { noticesWords } from '../words/notices.ts'

const tones: Record<Notice['moment'], Tone> = { soon: 'warn', today: 'warn', after: 'bad', moved: 'accent', silent: 'bad' }

/** The reminders, newest first. Shown is read: what was new when the list opened stays marked until it is closed. */
export function NoticeList({ onFollow }: { readonly onFollow: () => void }) {
  const words = useWords(noticesWords)
  const { data, error, reload } = useQuery<Notices>('/api/notices')
  const isFresh = useMarkAsRead()
  if (error !== undefined && !data) return <ProblemState error={error} onRetry={() => void reload()} />
  if (!data || !isFresh) return <Skeleton />
  if (data.notices.length === 0) return <EmptyState title={words.emptyTitle}>{words.emptyDetail}</EmptyState>
  return (
    <>
      <ul className="notices" aria-label={words.title}>
        {data.notices.map((notice) => (
          <Line key={notice.key} notice={notice} onFollow={onFollow} />
        ))}
      </ul>
      <p className="soft small">{words.about}</p>
    </>
  )
}

function Line({ notice, onFollow }: { readonly notice: Notice; readonly onFollow: () => void }) {
  const words = useWords(noticesWords)
  const now = useNow()
  const { about, moment, at, readAt, settled, href } = notice
  return (
    <li>
      <a className={readAt === null ? 'notice notice-new' : 'notice'} href={href} onClick={onFollow}>
        <span className="notice-head">
          {settled ? (
            <StatePill tone="good">{words.settled[about]}</StatePill>
          ) : (
            <StatePill tone={tones[moment]}>{words.moments[moment]}</StatePill>
          )}
          {readAt === null ? <span className="notice-mark">{words.isNew}</span> : null}
          <span className="notice-at soft small" title={formatInstant(at)}>
            {words.told(timeAgo(at, now))}
          </span>
        </span>
        {about === 'calendar' ? <Moves notice={notice} /> : <Due notice={notice} />}
      </a>
    </li>
  )
}

function Due({ notice: { about, title, period, dueAt, count, settled } }: { readonly notice: Notice }) {
  const words = useWords(noticesWords)
  const now = useNow()
  const due = about === 'task' ? formatDeadline(dueAt) : formatInstant(dueAt)
  return (
    <>
      <span className="strong">{period === null ? title : words.report(formatPeriod(period))}</span>
      {count === null || settled ? null : <span className="small">{words.unitsMissing(count)}</span>}
      <span className="small figures">
        {about === 'feed' ? words.silentSince(due) : words.due(due)}
        {settled || about === 'feed' ? '' : ` · ${timeLeft(dueAt, now)}`}
      </span>
      {period === null ? null : <span className="soft small">{title}</span>}
      {about === 'feed' ? <span className="soft small">{words.feed}</span> : null}
    </>
  )
}

/** Which dues moved with the calendar, from when to when. */
function Moves({ notice: { title, moves } }: { readonly notice: Notice }) {
  const words = useWords(noticesWords)
  return (
    <>
      <span className="strong">{words.movedTitle(title)}</span>
      {moves.map((move) => (
        <span key={move.href} className="small figures">
          {words.report(formatPeriod(move.period))} {words.movedFromTo(formatInstant(move.from), formatInstant(move.to))}
        </span>
      ))}
    </>
  )
}

/** Asks anew, then says to the server which is the newest one shown; true once the list is the server's own of now. */
function useMarkAsRead(): boolean {
  const { data, reload, setData } = useQuery<Notices>('/api/notices')
  const [isFresh, setFresh] = useState(false)
  const isMarked = useRef(false)
  useEffect(() => {
    void reload().then(() => setFresh(true))
  }, [reload])
  useEffect(() => {
    const newest = data?.notices[0]
    if (!isFresh || isMarked.current || !newest || data.unread === 0) return
    isMarked.current = true
    post<NoticesRead>('/api/notices/read', { upTo: newest.at }).then(
      ({ unread }) => setData((now) => ({ ...now, unread })),
      // They stay unread and are marked when the list is opened again: nothing is lost that a person should hear of.
      () => undefined,
    )
  }, [data, isFresh, setData])
  return isFresh
}
