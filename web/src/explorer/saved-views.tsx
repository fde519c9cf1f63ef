import type { SavedView, SavedViews } from '@haidang/api/analytics'
import { useState } from 'react'
import { post, ProblemError, put, remove } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Drawer } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { explorerWords } from '../words/explorer.ts'
import { uiWords } from '../words/ui.ts'
import { queryOf } from './question.ts'
import type { Question } from './question.ts'

const address = '/api/analytics/views'

/** The questions that a person keeps, and a place to keep this one. */
export function SavedViewsDrawer({
  open,
  onClose,
  question,
}: {
  readonly open: boolean
  readonly onClose: () => void
  readonly question: Question
}) {
  const words = useWords(explorerWords).views
  return (
    <Drawer open={open} onClose={onClose} title={words.title} description={words.about}>
      {open ? <Views question={question} onClose={onClose} /> : null}
    </Drawer>
  )
}

function Views({ question, onClose }: { readonly question: Question; readonly onClose: () => void }) {
  const words = useWords(explorerWords).views
  const ui = useWords(uiWords)
  const views = useQuery<SavedViews>(address)
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const asked = queryOf(question)

  const act = async (done: string, doing: () => Promise<unknown>): Promise<boolean> => {
    try {
      await doing()
      refreshQueries(address)
      toast({ title: done, tone: 'good' })
      setError(undefined)
      return true
    } catch (fault) {
      const reason = fault instanceof ProblemError ? fault.problem.reason : undefined
      setError(reason === 'nameTaken' || reason === 'tooManyViews' ? words[reason] : uiSentence(fault, ui).detail)
      return false
    }
  }
  const save = async (): Promise<void> => {
    const given = name.trim()
    if (given === '') setError(words.nameMissing)
    else if (await act(words.saved(given), () => post(address, { name: given, question: asked }))) setName('')
  }
  return (
    <div className="saved-views">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          label={words.name}
          hint={words.nameHint}
          value={name}
          onChange={setName}
          error={error}
          maxLength={120}
          autoComplete="off"
        />
        <Button type="submit" look="primary">
          {words.save}
        </Button>
      </form>
      {views.loading ? <Skeleton rows={3} /> : null}
      {views.error !== undefined && !views.data ? <ProblemState error={views.error} onRetry={() => void views.reload()} /> : null}
      {views.data?.views.length === 0 ? <p className="soft">{words.none}</p> : null}
      <ul>
        {views.data?.views.map((view) => (
          <li key={view.id}>
            <a href={`/tra-cuu?${view.question}`} onClick={onClose} aria-current={view.question === asked ? 'true' : undefined}>
              {view.name}
            </a>
            <ViewActs view={view} asked={asked} onAct={act} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function ViewActs({
  view: { id, name, question },
  asked,
  onAct,
}: {
  readonly view: SavedView
  readonly asked: string
  readonly onAct: (done: string, doing: () => Promise<unknown>) => Promise<boolean>
}) {
  const words = useWords(explorerWords).views
  return (
    <span className="saved-view-acts">
      {question === asked ? null : (
        <Button
          small
          look="quiet"
          aria-label={words.replaceOf(name)}
          onClick={() => void onAct(words.saved(name), () => put(`${address}/${id}`, { name, question: asked }))}
        >
          {words.replace}
        </Button>
      )}
      <Button
        small
        look="quiet"
        icon="trash"
        aria-label={words.dropOf(name)}
        onClick={() => void onAct(words.dropped(name), () => remove(`${address}/${id}`))}
      >
        {words.drop}
      </Button>
    </span>
  )
}
