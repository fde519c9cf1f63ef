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

type Timeliness = TaskLine['timeliness']
const cells: readonly Timeliness[] = ['openOverdue', 'openWithinDeadline', 'doneLate', 'doneOnTime']

type TasksPageProps = { readonly timeliness: string | null; readonly unitId: string | null; readonly openTask: string | null }

/** All units' duties for those who may see them, one's own else: counted in four cells, red first. */
export function TasksPage({ timeliness, unitId, openTask }: TasksPageProps) {
  const words = useWords(tasksWords)
  const { can } = useSession()
  const tasks = useQuery<TaskList>('/api/tasks')
  const seesAll = can.review || can.seeBoard
  const list = tasks.data
  const units = new Map(list?.tasks.map(({ unit }) => [unit.id, unit]))
  const ofUnit = (list?.tasks ?? []).filter(({ unit }) => unitId === null || unit.id === unitId)
  const shown = ofUnit.filter((task) => timeliness === null || task.timeliness === timeliness).toSorted(byUrgency)
  const replace = (next: TaskLine): void =>
    tasks.setData((data) => ({
      ...data,
      tasks: data.tasks.map((one) => (one.taskId === next.taskId && one.unit.id === next.unit.id ? next : one)),
    }))

  return (
    <>
      <PageHead title={words.title} facts={list ? <span>{seesAll ? words.count(ofUnit.length) : words.mine}</span> : null} />
      {tasks.error !== undefined && !list ? <ProblemState error={tasks.error} onRetry={() => void tasks.reload()} /> : null}
      {tasks.loading ? <Skeleton /> : null}
      {list ? (
        <>
          <div className="counts" role="group" aria-label={words.filter}>
            {cells.map((cell) => (
              <button
                key={cell}
                type="button"
                className="count"
                aria-pressed={timeliness === cell}
                onClick={() => setQuery('thoi-han', timeliness === cell ? null : cell)}
              >
                <span className="count-number">{ofUnit.filter((task) => task.timeliness === cell).length}</span>
                <StatePill tone={timelinessTones[cell]}>{words.timeliness[cell]}</StatePill>
              </button>
            ))}
            {unitId === null ? (
              <div className="count count-rate">
                <span className="count-number">
                  {list.counts.dueCompletionRate === null ? (
                    <NoValue why={words.noRate} />
                  ) : (
                    formatPercent(list.counts.dueCompletionRate, 2)
                  )}
                </span>
                <span className="soft small">
                  {words.rate} <Explain label={words.rateWhy}>{words.rateHow}</Explain>
                </span>
              </div>
            ) : null}
          </div>
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
          {list.unassigned.length > 0 && can.review ? (
            <Banner tone="warn" title={words.unassigned(list.unassigned.length)}>
              <p>{words.unassignedWhy}</p>
              <ul>
                {list.unassigned.map((one) => (
                  <li key={one.taskId}>
                    · {one.text} <span className="soft">{one.deadlineText}</span>
                  </li>
                ))}
              </ul>
            </Banner>
          ) : null}
          {list.tasks.length === 0 ? <EmptyState title={words.emptyTitle}>{words.emptyDetail}</EmptyState> : null}
          {list.tasks.length > 0 && shown.length === 0 ? <p className="soft">{words.emptyFiltered}</p> : null}
          <div className="task-list">
            {shown.map((task) => (
              <TaskCard
                key={`${task.taskId} ${task.unit.id}`}
                task={task}
                withUnit={seesAll}
                startsOpen={openTask === task.taskId}
                onSaved={replace}
              />
            ))}
          </div>
        </>
      ) : null}
    </>
  )
}

function byUrgency(a: TaskLine, b: TaskLine): number {
  const order = cells.indexOf(a.timeliness) - cells.indexOf(b.timeliness)
  if (order !== 0) return order
  const [x, y] = [a.deadlineAt ?? '9', b.deadlineAt ?? '9']
  return x === y ? 0 : x < y ? -1 : 1
}
