import type { TaskLine, TaskList } from '@haidang/api/reports'
import { formatPercent } from '@haidang/domain/quantities/decimal'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { useSession } from '../session/session.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/states.tsx'
import { StatePill, NoValue } from '../ui/state-pill.tsx'
import { Explain } from '../ui/tooltip.tsx'
import { useWords } from '../words/catalogue.ts'
import { tasksWords } from '../words/tasks.ts'
import { TaskCard, timelinessTones } from './task-card.tsx'
import { byUrgency, timelinessOrder } from './task-order.ts'

type TasksPageProps = { readonly timeliness: string | null; readonly unitId: string | null; readonly openTask: string | null }

/** All units' duties for those who may see them, one's own else: counted in four cells, red first. */
export function TasksPage({ timeliness, unitId, openTask }: TasksPageProps) {
  const words = useWords(tasksWords)
  const { can } = useSession()
  const everything = useQuery<TaskList>('/api/tasks')
  // The counts are the server's, of one unit or of all, so that every page shows the same four numbers.
  const ofUnit = useQuery<TaskList>(unitId === null ? null : `/api/tasks?unitId=${unitId}`)
  const tasks = unitId === null ? everything : ofUnit
  const seesAll = can.review || can.seeBoard
  const list = tasks.data
  const units = new Map(everything.data?.tasks.map(({ unit }) => [unit.id, unit]))
  const shown = (list?.tasks ?? []).filter((task) => timeliness === null || task.timeliness === timeliness).toSorted(byUrgency)
  const led = shown.filter(({ part }) => part === 'lead')
  // Among forty units the cooperating ones would repeat every task; they are shown where one unit is looked at.
  const joined = seesAll && unitId === null ? [] : shown.filter(({ part }) => part === 'cooperating')
  const replace = (next: TaskLine): void => {
    tasks.setData((data) => ({
      ...data,
      tasks: data.tasks.map((one) => (one.taskId === next.taskId && one.unit.id === next.unit.id ? next : one)),
    }))
    void tasks.reload()
  }
  const card = (task: TaskLine) => (
    <TaskCard
      key={`${task.taskId} ${task.unit.id}`}
      task={task}
      withUnit={seesAll}
      startsOpen={openTask === task.taskId}
      onSaved={replace}
    />
  )

  return (
    <>
      <PageHead title={words.title} facts={list ? <span>{seesAll ? words.count(led.length) : words.mine}</span> : null} />
      {tasks.error !== undefined && !list ? <ProblemState error={tasks.error} onRetry={() => void tasks.reload()} /> : null}
      {tasks.loading ? <Skeleton /> : null}
      {list ? (
        <>
          <Counts counts={list.counts} timeliness={timeliness} />
          {seesAll && units.size > 1 ? (
            <div className="task-filter screen-only">
              <Combobox
                label={words.unit}
                placeholder={words.allUnits}
                value={unitId}
                onChange={(next) => setQuery('don-vi', next)}
                options={[...units.values()].map(({ id, name, shortName }) => ({
                  value: id,
                  label: name,
                  note: shortName === name ? '' : shortName,
                }))}
              />
            </div>
          ) : null}
          {list.unassigned.length > 0 && can.review ? <Unassigned tasks={list.unassigned} /> : null}
          {list.tasks.length === 0 ? <EmptyState title={words.emptyTitle}>{words.emptyDetail}</EmptyState> : null}
          {list.tasks.length > 0 && led.length + joined.length === 0 ? <p className="soft">{words.emptyFiltered}</p> : null}
          <div className="task-list">{led.map(card)}</div>
          {joined.length > 0 ? (
            <>
              <h2 className="task-part">{words.joined(joined.length)}</h2>
              <div className="task-list">{joined.map(card)}</div>
            </>
          ) : null}
        </>
      ) : null}
    </>
  )
}

function Counts({ counts, timeliness }: { readonly counts: TaskList['counts']; readonly timeliness: string | null }) {
  const words = useWords(tasksWords)
  return (
    <div className="counts" role="group" aria-label={words.filter}>
      {timelinessOrder.map((cell) => (
        <button
          key={cell}
          type="button"
          className="count"
          aria-pressed={timeliness === cell}
          onClick={() => setQuery('thoi-han', timeliness === cell ? null : cell)}
        >
          <span className="count-number">{counts[cell]}</span>
          <StatePill tone={timelinessTones[cell]}>{words.timeliness[cell]}</StatePill>
        </button>
      ))}
      <div className="count count-rate">
        <span className="count-number">
          {counts.dueCompletionRate === null ? <NoValue why={words.noRate} /> : formatPercent(counts.dueCompletionRate, 2)}
        </span>
        <span className="soft small">
          {words.rate} <Explain label={words.rateWhy}>{words.rateHow}</Explain>
        </span>
      </div>
    </div>
  )
}

function Unassigned({ tasks }: { readonly tasks: TaskList['unassigned'] }) {
  const words = useWords(tasksWords)
  return (
    <Banner tone="warn" title={words.unassigned(tasks.length)}>
      <p>{words.unassignedWhy}</p>
      <ul>
        {tasks.map((one) => (
          <li key={one.taskId}>
            · {one.text} <span className="soft">{one.deadlineText}</span>
          </li>
        ))}
      </ul>
    </Banner>
  )
}
