import { useEffect, useRef, useState } from 'react'
import type { FormEvent, Ref } from 'react'
import { ProblemError } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { useWords } from '../words/catalogue.ts'
import { sessionWords } from '../words/session.ts'
import { uiWords } from '../words/ui.ts'

/** Six digits or a recovery code; the error stands at the field. */
function CodeField({
  code,
  onChange,
  error,
  hint,
  ref,
}: {
  readonly code: string
  readonly onChange: (code: string) => void
  readonly error?: string | undefined
  readonly hint: string
  readonly ref?: Ref<HTMLInputElement>
}) {
  const words = useWords(sessionWords).code
  return (
    <TextField
      label={words.label}
      hint={hint}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={20}
      className="figures code-input"
      value={code}
      onChange={onChange}
      error={error}
      {...(ref ? { ref } : {})}
    />
  )
}

/** A code and the button that sends it. */
export function CodeForm({
  hint,
  go,
  busy,
  error,
  onSend,
  focused = false,
}: {
  readonly hint?: string
  readonly go: string
  readonly busy: boolean
  readonly error: unknown
  readonly onSend: (code: string) => void
  /** It is what the page is about. */
  readonly focused?: boolean
}) {
  const words = useWords(sessionWords).code
  const ui = useWords(uiWords)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focused) field.current?.focus()
  }, [focused])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (code.trim() !== '') onSend(code.trim())
  }
  const wrong = code.trim() === '' ? words.needed : error === undefined ? undefined : uiSentence(error, ui).detail
  return (
    <form className="code-form" onSubmit={submit} noValidate>
      <CodeField ref={field} code={code} onChange={setCode} hint={hint ?? words.hint} error={tried ? wrong : undefined} />
      <Button type="submit" look="primary" busy={busy}>
        {go}
      </Button>
    </form>
  )
}

/** The second step of coming in. */
export function CodeStep({
  busy,
  error,
  onSend,
  onBack,
}: {
  readonly busy: boolean
  readonly error: unknown
  readonly onSend: (code: string) => void
  readonly onBack: () => void
}) {
  const words = useWords(sessionWords).code
  return (
    <>
      <CodeForm go={words.go} busy={busy} error={isCodeNeeded(error) ? undefined : error} onSend={onSend} focused />
      <Button look="quiet" onClick={onBack}>
        {words.back}
      </Button>
    </>
  )
}

export const isCodeNeeded = (error: unknown): boolean => error instanceof ProblemError && error.problem.code === 'codeNeeded'
