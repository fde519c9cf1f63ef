import type { Problem } from '@haidang/api/problem'
import type { SecondPersonRequest } from '@haidang/api/second-person'
import { useEffect, useState } from 'react'
import { onSecondPersonNeeded, post } from '../app/fetch.ts'
import { personSentence } from '../access/person-sentence.ts'
import { refreshQueries, useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { secondPersonWords } from '../words/second-person.ts'
import { uiWords } from '../words/ui.ts'

type Asked = { readonly problem: Problem; readonly answer: (problem: Problem) => void }

/** Offers to ask a second person, in the middle of the act that wants one. */
export function SecondPersonDialog() {
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => {
    onSecondPersonNeeded((problem) => new Promise<Problem>((answer) => setAsked({ problem, answer })))
  }, [])
  if (asked === null) return null
  const leave = (problem: Problem): void => {
    setAsked(null)
    asked.answer(problem)
  }
  return <AskDialog problem={asked.problem} onLeave={leave} />
}

function AskDialog({ problem, onLeave }: { readonly problem: Problem; readonly onLeave: (problem: Problem) => void }) {
  const { ask: words, acts, refusals, reasonNeeded } = useWords(secondPersonWords)
  const ui = useWords(uiWords)
  const { act, input, hours } = helpOf(problem)
  const [reason, setReason] = useState(reasonIn(input))
  const [tried, setTried] = useState(false)
  const send = useMutation((why: string) => post<SecondPersonRequest>('/api/second-person', { act, input, reason: why }))
  const isMissing = reason.trim().length < 3
  const run = async (): Promise<void> => {
    setTried(true)
    if (isMissing || (await send.run(reason)) === undefined) return
    refreshQueries('/api/second-person')
    toast({ title: words.sentTitle, tone: 'good' })
    onLeave({ ...problem, title: words.sentTitle, detail: words.sent })
  }
  return (
    <Dialog
      open
      above
      onClose={() => onLeave(problem)}
      title={words.title}
      description={words.about(hours)}
      foot={
        <>
          <Button onClick={() => onLeave(problem)}>{ui.cancel}</Button>
          <Button look="primary" icon="check" busy={send.busy} onClick={() => void run()}>
            {words.send}
          </Button>
        </>
      }
    >
      {send.error === undefined ? null : <Banner tone="bad">{personSentence(send.error, refusals, ui)}</Banner>}
      <p className="strong">{Object.hasOwn(acts, act) ? acts[act as keyof typeof acts] : act}</p>
      <TextArea
        label={words.reason}
        required
        rows={3}
        maxLength={500}
        value={reason}
        onChange={setReason}
        {...(tried && isMissing ? { error: reasonNeeded } : {})}
      />
    </Dialog>
  )
}

/** As the server tells it. */
function helpOf({ help = {} }: Problem): { readonly act: string; readonly input: unknown; readonly hours: number } {
  return { act: String(help['act']), input: help['input'], hours: Number(help['hours']) }
}

/** Most acts say why already; nobody types it twice. */
const reasonIn = (input: unknown): string =>
  typeof input === 'object' && input !== null && 'reason' in input && typeof input.reason === 'string' ? input.reason.slice(0, 500) : ''
