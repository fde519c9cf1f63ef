import type { TaskLine } from '@haidang/api/reports'
import { formatInstant } from '../app/format.ts'
import { StatePill } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { reviewWords } from '../words/review.ts'
import { tasksWords } from '../words/tasks.ts'

const tones: Readonly<Record<TaskLine['timeliness'], Tone>> = {
  doneOnTime: 'good',
  doneLate: 'warn',
  openWithinDeadline: 'accent',
  openOverdue: 'bad',
}

/** The unit's tasks as they stand, to read. */
export function Duties({ tasks }: { readonly tasks: readonly TaskLine[] }) {
  const words = useWords(tasksWords)
  const review = useWords(reviewWords)
  if (tasks.length === 0) return <p className="soft">{review.noTasks}</p>
  return (
    <Table
      caption={review.sections.tasks}
      rows={tasks}
      rowKey={({ taskId, part }) => `${taskId}-${part}`}
      columns={[
        {
          key: 'task',
          head: words.task,
          rowHead: true,
          width: 'wide',
          cell: ({ text, note, part, evidence }) => (
            <>
              {text} <span className="soft">({words.parts[part]})</span>
              {note ? <span className="review-note">{note}</span> : null}
              {evidence.map((file) => (
                <a key={file.id} className="review-block small" href={`/api/evidence/${file.id}/file`} download={file.fileName}>
                  {file.fileName}
                </a>
              ))}
            </>
          ),
        },
        {
          key: 'deadline',
          head: words.deadline,
          cell: ({ deadlineText, deadlineAt }) => (
            <span title={deadlineAt ? words.deadlineAt(formatInstant(deadlineAt)) : ''}>{deadlineText || words.noDeadline}</span>
          ),
        },
        {
          key: 'state',
          head: words.state,
          cell: ({ state, doneAt }) => (
            <>
              {words.states[state]}
              {doneAt ? <span className="review-block soft small">{review.taskDone(formatInstant(doneAt))}</span> : null}
            </>
          ),
        },
        {
          key: 'timeliness',
          head: review.columns.punctuality,
          cell: ({ timeliness }) => <StatePill tone={tones[timeliness]}>{words.short[timeliness]}</StatePill>,
        },
      ]}
    />
  )
}
