import type { OfficesView, Session } from '@haidang/api/session'
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { post } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useMutation, useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { sessionWords } from '../words/session.ts'
import { uiWords } from '../words/ui.ts'
import { CodeStep, isCodeNeeded } from './code-field.tsx'
import { Door } from './door.tsx'
import { pageAfterSignIn } from './home.ts'
import { IssuerButtons } from './issuer-buttons.tsx'
import { SignInByKey } from './key-button.tsx'
import { useSessionAccess } from './session.tsx'

const officeKey = 'haidang.office'

export function SignInPage({ next }: { readonly next: string | null }) {
  const words = useWords(sessionWords)
  const { state } = useSessionAccess()
  const offices = useQuery<OfficesView>('/api/offices')
  const goTo = state.status === 'signedIn' ? pageAfterSignIn(next, state.session) : null
  useEffect(() => {
    if (goTo !== null) navigate(goTo, { replace: true })
  }, [goTo])
  return (
    <Door title={words.title}>
      <p className="soft">{words.about}</p>
      {offices.error !== undefined && !offices.data ? <ProblemState error={offices.error} onRetry={() => void offices.reload()} /> : null}
      {offices.data ? <Ways offices={offices.data} next={next} /> : null}
      <p className="soft small">{words.help}</p>
    </Door>
  )
}

/** The office, and how one comes in there: by who else signs people in, by a password, or both. */
function Ways({ offices, next }: { readonly offices: OfficesView; readonly next: string | null }) {
  const words = useWords(sessionWords)
  const { enter } = useSessionAccess()
  const remembered = localStorage.getItem(officeKey)
  const [slug, setSlug] = useState(offices.find((one) => one.slug === remembered)?.slug ?? offices[0]?.slug ?? null)
  const [wantsPassword, setWantsPassword] = useState(false)
  const office = offices.find((one) => one.slug === slug)
  const isForFew = office !== undefined && office.issuers.length > 0 && office.passwordsFor === 'administrators'
  const choose = (chosen: string): void => {
    localStorage.setItem(officeKey, chosen)
    setSlug(chosen)
  }
  return (
    <>
      {offices.length > 1 ? (
        <Select
          label={words.office}
          value={slug}
          onChange={choose}
          options={offices.map((one) => ({ value: one.slug, label: one.name, ...(one.practice ? { note: words.practice } : {}) }))}
        />
      ) : (
        <p className="strong">{offices[0]?.name}</p>
      )}
      {isForFew ? <IssuerButtons office={office} next={next} /> : null}
      {isForFew && !wantsPassword ? (
        <Button look="quiet" onClick={() => setWantsPassword(true)}>
          {words.issuer.administrators}
        </Button>
      ) : (
        <SignInForm office={slug} />
      )}
      {slug === null ? null : <SignInByKey office={slug} onEnter={enter} />}
      {office !== undefined && office.issuers.length > 0 && !isForFew ? (
        <>
          <p className="door-or soft small">{words.issuer.or}</p>
          <IssuerButtons office={office} next={next} />
        </>
      ) : null}
    </>
  )
}

function SignInForm({ office }: { readonly office: string | null }) {
  const words = useWords(sessionWords)
  const ui = useWords(uiWords)
  const { enter } = useSessionAccess()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const loginField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  /** The account wants a code too: the password is right, and stays typed. */
  const [wantsCode, setWantsCode] = useState(false)
  const signIn = useMutation((input: { office: string; login: string; password: string; code?: string }) =>
    post<Session>('/api/session', input, { quietly: true }).catch((error: unknown) => {
      if (isCodeNeeded(error)) setWantsCode(true)
      throw error
    }),
  )
  useEffect(() => loginField.current?.focus(), [])

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (login.trim() === '') return loginField.current?.focus()
    if (password === '') return passwordField.current?.focus()
    if (office === null) return
    const session = await signIn.run({ office, login: login.trim(), password })
    if (!session) return passwordField.current?.select()
    localStorage.setItem(officeKey, office)
    enter(session)
  }

  const sendCode = async (code: string): Promise<void> => {
    if (office === null) return
    const session = await signIn.run({ office, login: login.trim(), password, code })
    if (!session) return
    localStorage.setItem(officeKey, office)
    enter(session)
  }
  const again = (): void => {
    setWantsCode(false)
    setPassword('')
    signIn.reset()
  }
  if (wantsCode) return <CodeStep busy={signIn.busy} error={signIn.error} onSend={(code) => void sendCode(code)} onBack={again} />

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {signIn.error === undefined ? null : (
        <Banner tone="bad" title={uiSentence(signIn.error, ui).title}>
          {uiSentence(signIn.error, ui).detail}
        </Banner>
      )}
      <TextField
        ref={loginField}
        label={words.login}
        value={login}
        onChange={setLogin}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={tried && login.trim() === '' ? words.needsLogin : undefined}
      />
      <TextField
        ref={passwordField}
        label={words.password}
        value={password}
        onChange={setPassword}
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        error={tried && password === '' ? words.needsPassword : undefined}
      />
      <Checkbox label={words.showPassword} checked={shown} onChange={setShown} />
      <Button type="submit" look="primary" busy={signIn.busy}>
        {signIn.busy ? words.entering : words.enter}
      </Button>
    </form>
  )
}
