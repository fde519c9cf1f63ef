import './tasks.css'
import type { Evidence } from '@haidang/api/common'
import type { PutTask, TaskLine } from '@haidang/api/reports'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useNow } from '../app/clock.ts'
import { ProblemError, put, remove, upload } from '../app/fetch.ts'
import { formatDeadline, formatInstant, formatSize, timeAgo, timeLeft } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { useSession } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { Files } from '../ui/files.tsx'
import { Icon } from '../ui/icon.tsx'
import { Select } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { tasksWords } from '../words/tasks.ts'
import { uiWords } from '../words/ui.ts'
import { useKeptDraft } from '../app/kept-draft.ts'

type State = TaskLine['state']
type Draft = { readonly state: State; readonly note: string }

export const timelinessTones: Record<TaskLine['timeliness'], Tone> = {
  doneOnTime: 'good',
  doneLate: 'warn',
  openWithinDeadline: 'accent',
  openOverdue: 'bad',
}
const marks = { doneOnTime: 'check', doneLate: 'check', openWithinDeadline: 'clock', openOverdue: 'warning' } as const

type TaskCardProps = {
  readonly task: TaskLine
  readonly startsOpen?: boolean
  /** Under a unit's own page its name says nothing. */
  readonly withUnit?: boolean
  readonly onSaved: (task: TaskLine) => void
}

/** One duty of one unit: what, until when, how far; opened, its progress is written and proved. */
export function TaskCard({ task, startsOpen = false, withUnit = true, onSaved }: TaskCardProps) {
  const words = useWords(tasksWords)
  const [isOpen, setOpen] = useState(startsOpen)
  const now = useNow()
  const bodyId = `task-${task.taskId}-${task.unit.id}`
  const isUnfinished = task.state !== 'done' && task.deadlineAt !== null
  return (
    <article className="task card">
      <button type="button" className="task-head" aria-expanded={isOpen} aria-controls={bodyId} onClick={() => setOpen(!isOpen)} data-task>
        <span className="task-text">
          {task.text}
          <span className="task-who">
            {withUnit ? `${task.unit.name}, ` : ''}
            {words.parts[task.part]} · {words.states[task.state]}
          </span>
        </span>
        <span className="task-when">
          <StatePill tone={timelinessTones[task.timeliness]} mark={marks[task.timeliness]}>
            {words.short[task.timeliness]}
          </StatePill>
          <span className="task-deadline figures">{task.deadlineText || words.noDeadline}</span>
          {isUnfinished && task.deadlineAt ? <span className="soft small figures">{timeLeft(task.deadlineAt, now)}</span> : null}
          {task.doneAt ? <span className="soft small figures">{words.doneAt(formatInstant(task.doneAt))}</span> : null}
        </span>
        <Icon name={isOpen ? 'up' : 'down'} size={16} />
      </button>
      {isOpen ? (
        <div id={bodyId} className="task-body">
          <dl className="facts">
            {task.section ? <Fact name={words.section}>{task.section}</Fact> : null}
            <Fact name={words.lead}>{task.leadText || '–'}</Fact>
            {task.cooperatingText ? <Fact name={words.cooperating}>{task.cooperatingText}</Fact> : null}
            <Fact name={words.deadline}>
              {task.deadlineText || words.noDeadline}
              {task.deadlineAt ? <span className="soft"> ({words.deadlineAt(formatDeadline(task.deadlineAt))})</span> : null}
            </Fact>
          </dl>
          {task.can.update ? <TaskForm task={task} onSaved={onSaved} /> : task.note ? <p className="task-note">{task.note}</p> : null}
          <TaskEvidence task={task} onSaved={onSaved} />
          {task.notes.length > 0 ? (
            <section>
              <p className="strong">{words.earlier}</p>
              <ul className="task-notes">
                {task.notes.map((one) => (
                  <li key={one.at}>
                    <span className="soft figures">
                      {formatInstant(one.at)}, {one.by}
                    </span>
                    {isState(one.state) ? ` · ${words.states[one.state]}` : ''}
                    {one.note ? <div className="task-note">{one.note}</div> : null}
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </div>
      ) : null}
    </article>
  )
}

function TaskForm({ task, onSaved }: { readonly task: TaskLine; readonly onSaved: (task: TaskLine) => void }) {
  const words = useWords(tasksWords)
  const ui = useWords(uiWords)
  const { account } = useSession()
  const now = useNow()
  const { draft, keep, drop } = useKeptDraft<Draft>(`haidang.draft/${account.id}/task/${task.taskId}/${task.unit.id}`)
  const [base, setBase] = useState<{ readonly revision: number; readonly theirs: TaskLine | null }>({
    revision: task.revision,
    theirs: null,
  })
  const shown = draft ?? { state: task.state, note: task.note }
  const isChanged = shown.state !== task.state || shown.note !== task.note
  const change = (next: Partial<Draft>): void => keep({ ...shown, ...next })
  const save = useMutation((input: PutTask) => put<TaskLine>(`/api/tasks/${task.taskId}/units/${task.unit.id}`, input))

  const submit = async (): Promise<void> => {
    const revision = Math.max(base.revision, base.theirs?.revision ?? 0)
    const saved = await save.run({ changeKey: crypto.randomUUID(), baseRevision: revision, ...shown })
    if (!saved) return
    drop()
    setBase({ revision: saved.revision, theirs: null })
    toast({ title: words.saved, tone: 'good' })
    onSaved(saved)
  }
  const problem = save.error instanceof ProblemError ? save.error.problem : undefined
  const theirs = problem?.code === 'changedMeanwhile' && isTaskLine(problem.current) ? problem.current : undefined
  if (theirs && base.theirs?.revision !== theirs.revision) setBase({ revision: base.revision, theirs })

  return (
    <form
      className="task-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {theirs ? (
        <Banner
          tone="warn"
          title={words.changed(theirs.updatedBy ?? words.someone, theirs.updatedAt === null ? '' : timeAgo(theirs.updatedAt, now))}
        >
          {words.theirs}: {words.states[theirs.state]}. {theirs.note}
        </Banner>
      ) : save.error === undefined ? null : (
        <Banner tone="bad" title={uiSentence(save.error, ui).title}>
          {uiSentence(save.error, ui).detail}
        </Banner>
      )}
      <Select
        label={words.state}
        value={shown.state}
        onChange={(state) => change({ state })}
        options={(['assigned', 'inProgress', 'done'] as const).map((state) => ({ value: state, label: words.states[state] }))}
      />
      <TextArea label={words.note} hint={words.noteHint} value={shown.note} maxLength={4000} onChange={(note) => change({ note })} />
      <div className="row">
        <Button type="submit" disabled={!isChanged} busy={save.busy}>
          {words.save}
        </Button>
        {isChanged ? (
          <span className="soft small" role="status">
            {words.keptHere}
          </span>
        ) : null}
      </div>
    </form>
  )
}

function TaskEvidence({ task, onSaved }: { readonly task: TaskLine; readonly onSaved: (task: TaskLine) => void }) {
  const words = useWords(tasksWords)
  const ui = useWords(uiWords)
  const add = async (file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<void> => {
    const evidence = await upload<Evidence>(`/api/tasks/${task.taskId}/units/${task.unit.id}/evidence`, file, onProgress, signal)
    onSaved({ ...task, evidence: [...task.evidence, evidence] })
  }
  const drop = (id: string, name: string): void => {
    remove(`/api/tasks/${task.taskId}/units/${task.unit.id}/evidence/${id}`).then(
      () => {
        onSaved({ ...task, evidence: task.evidence.filter((one) => one.id !== id) })
        toast({ title: words.removed(name) })
      },
      (error: unknown) => toast({ ...uiSentence(error, ui), tone: 'bad' }),
    )
  }
  if (task.evidence.length === 0 && !task.can.update) return null
  return (
    <section>
      <p className="strong">{words.evidence}</p>
      <Files
        label={words.evidence}
        files={task.evidence.map((one) => ({
          id: one.id,
          name: one.fileName,
          href: `/api/evidence/${one.id}/file`,
          canRemove: task.can.update,
          detail: `${formatSize(one.size)} · ${one.addedBy}, ${formatInstant(one.addedAt)}`,
        }))}
        onAdd={task.can.update ? add : undefined}
        onRemove={task.can.update ? ({ id, name }) => drop(id, name) : undefined}
        sentenceOf={(error) => uiSentence(error, ui).detail}
      />
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function isState(state: string): state is State {
  return state === 'assigned' || state === 'inProgress' || state === 'done'
}

function isTaskLine(candidate: unknown): candidate is TaskLine {
  return typeof candidate === 'object' && candidate !== null && 'taskId' in candidate && 'revision' in candidate && 'notes' in candidate
}
