import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { put } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { sessionWords } from '../words/session.ts'
import { uiWords } from '../words/ui.ts'
import { Door } from './door.tsx'
import { pageAfterSignIn } from './home.ts'
import { useSessionAccess } from './session.tsx'

const shortest = 12

export function PasswordPage({ next }: { readonly next: string | null }) {
  const words = useWords(sessionWords).secret
  const ui = useWords(uiWords)
  const { state, ask } = useSessionAccess()
  const [current, setCurrent] = useState('')
  const [fresh, setFresh] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const save = useMutation((input: { current?: string; next: string }) => put<unknown>('/api/session/password', input))
  if (state.status !== 'signedIn') return null
  const { account } = state.session
  const goTo = pageAfterSignIn(next, state.session)
  const tooShort = fresh.length < shortest
  const differs = fresh !== again

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (tooShort || differs) return field.current?.focus()
    const saved = await save.run({ ...(current === '' ? {} : { current }), next: fresh })
    if (saved === undefined) return
    await ask()
    toast({ title: words.saved, tone: 'good' })
    navigate(goTo, { replace: true })
  }

  return (
    <Door title={account.mustChangePassword ? words.title : words.changeTitle}>
      {account.mustChangePassword ? <p>{words.first(account.name)}</p> : null}
      <form onSubmit={(event) => void submit(event)} noValidate>
        {save.error === undefined ? null : (
          <Banner tone="bad" title={uiSentence(save.error, ui).title}>
            {uiSentence(save.error, ui).detail}
          </Banner>
        )}
        <input type="text" name="username" autoComplete="username" value={account.login} readOnly hidden />
        <TextField
          label={words.current}
          hint={words.currentHint}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <TextField
          ref={field}
          label={words.next}
          hint={words.hint}
          type="password"
          autoComplete="new-password"
          value={fresh}
          onChange={setFresh}
          error={tried && tooShort ? words.tooShort : undefined}
        />
        <TextField
          label={words.again}
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          error={tried && !tooShort && differs ? words.differs : undefined}
        />
        <Button type="submit" look="primary" busy={save.busy}>
          {words.save}
        </Button>
        {account.mustChangePassword ? null : (
          <LinkButton href={goTo} look="quiet">
            {words.later}
          </LinkButton>
        )}
      </form>
    </Door>
  )
}
