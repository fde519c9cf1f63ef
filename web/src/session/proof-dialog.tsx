import type { Problem } from '@haidang/api/problem'
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { onProofNeeded, post, ProblemError, put } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { useWords } from '../words/catalogue.ts'
import { keysWords } from '../words/keys.ts'
import { sessionWords } from '../words/session.ts'
import { uiWords } from '../words/ui.ts'
import { CodeForm } from './code-field.tsx'
import { KeyFault } from './key-button.tsx'
import { assertionFor } from './keys.ts'

type By = 'code' | 'passkey' | 'password' | 'issuer' | 'link'
type Asked = { readonly by: By; readonly hasPasskey: boolean; readonly answer: (proved: boolean) => void }

/** Asks again who sits there, in the middle of the act that wants to know; the act goes on where it was. */
export function ProofDialog() {
  const words = useWords(sessionWords).proof
  const [asked, setAsked] = useState<Asked | null>(null)
  /** Several acts at once ask one person one thing. */
  const waiting = useRef<Promise<boolean> | null>(null)
  useEffect(() => {
    onProofNeeded((problem) => {
      waiting.current ??= new Promise<boolean>((answer) =>
        setAsked({ by: byOf(problem), hasPasskey: problem.help?.['hasPasskey'] === true, answer }),
      ).finally(() => {
        waiting.current = null
      })
      return waiting.current
    })
  }, [])
  const prove = useMutation(async (secret: string) => {
    await post<unknown>('/api/session/proof', { secret }, { quietly: true })
    return true
  })
  if (asked === null) return null

  const leave = (proved: boolean): void => {
    prove.reset()
    setAsked(null)
    asked.answer(proved)
  }
  const send = async (secret: string): Promise<void> => {
    if (await prove.run(secret)) leave(true)
  }
  return (
    <Dialog open above onClose={() => leave(false)} title={words.title} description={words.about[asked.by]}>
      {asked.by === 'code' ? (
        <CodeForm go={words.go} busy={prove.busy} error={prove.error} onSend={(code) => void send(code)} focused />
      ) : asked.by === 'password' ? (
        <PasswordForm busy={prove.busy} error={prove.error} onSend={(secret) => void send(secret)} />
      ) : asked.by === 'passkey' ? null : (
        <div className="row">
          <Button onClick={() => leave(false)}>{words.understood}</Button>
        </div>
      )}
      {asked.hasPasskey ? <ProveByKey onProved={() => leave(true)} /> : null}
    </Dialog>
  )
}

function ProveByKey({ onProved }: { readonly onProved: () => void }) {
  const words = useWords(keysWords)
  const prove = useMutation(async () => {
    const answer = await assertionFor('/api/session/proof/passkey')
    await put<unknown>('/api/session/proof/passkey', { answer }, { quietly: true })
    return true
  })
  const run = async (): Promise<void> => {
    if (await prove.run(undefined)) onProved()
  }
  return (
    <div className="code-form">
      <KeyFault error={prove.error} />
      <Button icon="lock" look="primary" busy={prove.busy} onClick={() => void run()}>
        {words.prove}
      </Button>
    </div>
  )
}

function PasswordForm({
  busy,
  error,
  onSend,
}: {
  readonly busy: boolean
  readonly error: unknown
  readonly onSend: (secret: string) => void
}) {
  const all = useWords(sessionWords)
  const ui = useWords(uiWords)
  const [secret, setSecret] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (secret !== '') onSend(secret)
  }
  const sentence = error === undefined ? undefined : isWrong(error) ? all.proof.wrong : uiSentence(error, ui).detail
  return (
    <form className="code-form" onSubmit={submit} noValidate>
      <TextField
        ref={field}
        label={all.password}
        type="password"
        autoComplete="current-password"
        value={secret}
        onChange={setSecret}
        error={tried ? (secret === '' ? all.needsPassword : sentence) : undefined}
      />
      <Button type="submit" look="primary" busy={busy}>
        {all.proof.go}
      </Button>
    </form>
  )
}

const isWrong = (error: unknown): boolean => error instanceof ProblemError && error.problem.code === 'wrongSignIn'

function byOf({ help }: Problem): By {
  const by = help?.['by']
  return by === 'code' || by === 'passkey' || by === 'password' || by === 'issuer' ? by : 'link'
}
