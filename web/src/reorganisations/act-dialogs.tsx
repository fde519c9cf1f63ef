import type { ReorganisationView } from '@haidang/api/reorganisations'
import { dayOf, formatDay } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { post, remove } from '../app/fetch.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import { uiWords } from '../words/ui.ts'
import { refusalSentence } from './sentences.ts'

type ActDialogProps = { readonly view: ReorganisationView; readonly onClose: () => void; readonly onDone: (said: string) => void }

/** Says what will happen, before it does. */
export function ApplyDialog({ view, onClose, onDone }: ActDialogProps) {
  const all = useWords(reorganisationsWords)
  const words = all.apply
  const ui = useWords(uiWords)
  const isLater = view.effectiveOn > dayOf(useNow())
  const apply = useMutation(() => post(`/api/reorganisations/${view.id}/apply`, { revision: view.revision }))
  const run = async (): Promise<void> => {
    if ((await apply.run(undefined)) !== undefined) onDone(isLater ? words.waiting(formatDay(view.effectiveOn)) : words.done)
  }
  const sum = (count: (pass: ReorganisationView['passes'][number]) => number): string =>
    formatDecimal(String(view.passes.reduce((total, pass) => total + count(pass), 0)))
  const lines = [
    ...(view.founded.length > 0 ? [words.founded(formatDecimal(String(view.founded.length)))] : []),
    ...(view.changed.length > 0 ? [words.changed(formatDecimal(String(view.changed.length)))] : []),
    ...(view.ended.length > 0 ? [words.ended(formatDecimal(String(view.ended.length)))] : []),
    ...(view.passes.length > 0
      ? [
          words.passes(
            sum(({ accounts }) => accounts),
            sum(({ reports }) => reports),
            sum(({ tasks }) => tasks),
          ),
        ]
      : []),
    ...(view.traps.length > 0 ? [words.traps(String(view.traps.length))] : []),
    words.canUndo,
  ]
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(view.title)}
      description={isLater ? words.later(formatDay(view.effectiveOn)) : words.now(formatDay(view.effectiveOn))}
      foot={<SaveFoot label={words.go} busy={apply.busy} onClose={onClose} onSave={() => void run()} />}
    >
      {apply.error === undefined ? null : (
        <Banner tone="bad" title={words.refused}>
          {refusalSentence(apply.error, all, ui)}
        </Banner>
      )}
      <ul className="act-lines">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Dialog>
  )
}

export function UndoDialog({ view, onClose, onDone }: ActDialogProps) {
  const all = useWords(reorganisationsWords)
  const words = all.undo
  const ui = useWords(uiWords)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const undo = useMutation((because: string) => post(`/api/reorganisations/${view.id}/undo`, { reason: because }))
  const saysWhy = reason.trim().length >= 3
  const run = async (): Promise<void> => {
    setTried(true)
    if (saysWhy && (await undo.run(reason.trim())) !== undefined) onDone(words.done)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(view.title)}
      description={words.about(formatDay(view.effectiveOn))}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="danger" icon="undo" busy={undo.busy} onClick={() => void run()}>
            {words.go}
          </Button>
        </>
      }
    >
      {undo.error === undefined ? null : (
        <Banner tone="bad" title={words.refused}>
          {refusalSentence(undo.error, all, ui)}
        </Banner>
      )}
      <TextArea
        label={words.reason}
        required
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={setReason}
        {...(tried && !saysWhy ? { error: words.reasonNeeded } : {})}
      />
    </Dialog>
  )
}

export function DropDialog({ view, onClose, onDone }: ActDialogProps) {
  const all = useWords(reorganisationsWords)
  const words = all.drop
  const ui = useWords(uiWords)
  const drop = useMutation(async () => {
    await remove(`/api/reorganisations/${view.id}`)
    return true
  })
  const run = async (): Promise<void> => {
    if (await drop.run(undefined)) onDone(words.done)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(view.title)}
      description={words.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="danger" icon="trash" busy={drop.busy} onClick={() => void run()}>
            {words.go}
          </Button>
        </>
      }
    >
      {drop.error === undefined ? null : <Banner tone="bad">{refusalSentence(drop.error, all, ui)}</Banner>}
    </Dialog>
  )
}
