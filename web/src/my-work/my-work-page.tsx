import './my-work.css'
import type { MyWork } from '@haidang/api/reports'
import { useEffect, useRef } from 'react'
import { formatDayNear, formatDeadline, formatInstant, formatPeriod, timeAgo, timeLeft } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { useSession } from '../session/session.tsx'
import { LinkButton } from '../ui/button.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useWords } from '../words/catalogue.ts'
import type { Translated } from '../words/catalogue.ts'
import { myWorkWords } from '../words/my-work.ts'
import type { myWorkVi } from '../words/my-work.vi.ts'
import { UnsentNotice } from '../reports/unsent-notice.tsx'
import { groupWork, isLate, tallyOf } from './group-work.ts'
import type { WorkGroup, WorkItem } from './group-work.ts'

const tones: Record<WorkItem['kind'], Tone> = {
  reportReturned: 'bad',
  reportOverdue: 'bad',
  reportDue: 'warn',
  taskOverdue: 'bad',
  taskDue: 'warn',
  extensionsAsked: 'accent',
  reportsToReview: 'accent',
  consolidationDue: 'warn',
  draftToReview: 'accent',
  correctionOpen: 'warn',
  consolidationOverdue: 'bad',
  unitsSilent: 'bad',
  cityTasksOverdue: 'bad',
  indicatorsNotReached: 'bad',
}

export function MyWorkPage() {
  const words = useWords(myWorkWords)
  const work = useQuery<MyWork>('/api/my-work')
  const groups = work.data ? groupWork(work.data.items) : []
  const list = useRef<HTMLDivElement>(null)
  useMoveByKeys(list)
  return (
    <>
      <PageHead
        title={words.title}
        facts={
          work.data && work.data.items.length > 0 ? (
            <>
              <span>{tallyText(work.data.items, words.tally)}</span>
              <span className="screen-only work-keys">
                <Kbd>J</Kbd> <Kbd>K</Kbd> <Kbd>Enter</Kbd> {words.keys}
              </span>
            </>
          ) : null
        }
      />
      <UnsentNotice />
      {work.error !== undefined && !work.data ? <ProblemState error={work.error} onRetry={() => void work.reload()} /> : null}
      {work.loading ? <Skeleton /> : null}
      {work.data?.items.length === 0 ? <NothingWaits /> : null}
      <div className="work" ref={list}>
        {work.data ? groups.map((group) => <Group key={group.key} group={group} now={work.data?.now ?? ''} />) : null}
      </div>
    </>
  )
}

/** Teaches by whose list it is: not everybody is ever given something to do here. */
function NothingWaits() {
  const words = useWords(myWorkWords)
  const { can, roles } = useSession()
  const teaches = can.report || can.review ? 'own' : roles.includes('leader') ? 'leader' : can.readAudit ? 'watch' : 'own'
  const { title, detail, action } = words.empty[teaches]
  return (
    <EmptyState title={title} {...(action === '' ? {} : { action: <LinkButton href={emptyWays[teaches]}>{action}</LinkButton> })}>
      {detail}
    </EmptyState>
  )
}

const emptyWays = { own: '/nhiem-vu', leader: '/bang-dieu-hanh', watch: '/nhat-ky' } as const

function Group({ group, now }: { readonly group: WorkGroup; readonly now: string }) {
  const words = useWords(myWorkWords)
  const title = group.name === 'day' ? formatDayNear(group.day ?? '', now) : words.groups[group.name]
  return (
    <section className="work-group" aria-labelledby={`work-${group.key}`}>
      <h2 id={`work-${group.key}`}>{title}</h2>
      <ul>
        {group.items.map((item) => (
          <li key={item.key}>
            <a className="work-item" href={item.href} data-work>
              <span className="work-kind">
                <StatePill tone={tones[item.kind]} {...(item.kind === 'reportReturned' ? { mark: 'return' as const } : {})}>
                  {words.kinds[item.kind]}
                </StatePill>
              </span>
              <span className="work-title">
                <span className="strong">
                  {item.period === undefined ? item.title : nameOf(item.period, item.roundName)}
                  {item.unit === undefined ? null : ` · ${item.unit}`}
                </span>
                {item.count === undefined ? null : <span className="work-count figures">{item.count}</span>}
                {item.note === undefined ? null : <span className="work-detail">{words.notes[item.note]}</span>}
                {item.detail ? <span className="work-detail">{item.detail}</span> : null}
              </span>
              <span className="work-at figures">{item.at ? <When item={item} at={item.at} now={now} /> : null}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const nameOf = (period: string, roundName: string | undefined): string =>
  roundName === undefined ? formatPeriod(period) : `${roundName} (${formatPeriod(period)})`

function When({ item, at, now }: { readonly item: WorkItem; readonly at: string; readonly now: string }) {
  const isTask = item.kind === 'taskDue' || item.kind === 'taskOverdue' || item.kind === 'cityTasksOverdue'
  const isRed = isLate(item.kind) || item.kind === 'unitsSilent' || item.kind === 'cityTasksOverdue'
  return (
    <>
      <span>{isTask ? formatDeadline(at) : formatInstant(at)}</span>
      <span className={isRed ? 'work-late' : 'soft'}>{sinceKinds.includes(item.kind) ? timeAgo(at, now) : timeLeft(at, now)}</span>
    </>
  )
}

/** Their instant is when they came to wait, not when they are due. */
const sinceKinds: readonly WorkItem['kind'][] = [
  'reportReturned',
  'correctionOpen',
  'extensionsAsked',
  'reportsToReview',
  'draftToReview',
  'indicatorsNotReached',
]

/** Only what there is: a leader has nothing that came back, a clerk nothing to approve. */
function tallyText(items: readonly WorkItem[], words: Translated<typeof myWorkVi>['tally']): string {
  const tally = tallyOf(items)
  return (['returned', 'late', 'leading', 'due', 'review'] as const)
    .filter((part) => tally[part] > 0)
    .map((part) => words[part](tally[part]))
    .join(' · ')
}

/** J and K move through the list as the arrows do; Enter is the link's own. */
function useMoveByKeys(list: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const step = event.key === 'j' || event.key === 'ArrowDown' ? 1 : event.key === 'k' || event.key === 'ArrowUp' ? -1 : 0
      if (step === 0 || event.ctrlKey || event.metaKey || event.altKey) return
      if (
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]')
      )
        return
      const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-work]') ?? [])]
      const at = links.findIndex((link) => link === document.activeElement)
      const next = links[at === -1 ? (step > 0 ? 0 : links.length - 1) : at + step]
      if (!next) return
      event.preventDefault()
      next.focus()
      next.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [list])
}
