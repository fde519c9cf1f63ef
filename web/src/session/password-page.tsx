import type { Session } from '@haidang/api/session'
import { passwordWeakness } from '@haidang/domain/access/password-rules'
import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { ProblemError, put } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { sessionWords } from '../words/session.ts'
import { uiWords } from '../words/ui.ts'
import { Door } from './door.tsx'
import { pageAfterSignIn } from './home.ts'
import { useSessionAccess } from './session.tsx'

export function PasswordPage({ next }: { readonly next: string | null }) {
  const words = useWords(sessionWords).secret
  const { state, ask, leave } = useSessionAccess()
  if (state.status !== 'signedIn') return null
  const { account } = state.session
  const goTo = pageAfterSignIn(next, state.session)
  const done = async (): Promise<void> => {
    await ask()
    toast({ title: words.saved, tone: 'good' })
    navigate(goTo, { replace: true })
  }
  return (
    <Door title={account.mustChangePassword ? words.title : words.changeTitle}>
      {account.mustChangePassword ? <p>{words.first(account.name)}</p> : null}
      <PasswordForm session={state.session} onDone={() => void done()} />
      {account.mustChangePassword ? (
        <Button look="quiet" onClick={() => void leave()}>
          {words.leave}
        </Button>
      ) : (
        <LinkButton href={goTo} look="quiet">
          {words.later}
        </LinkButton>
      )}
    </Door>
  )
}

function PasswordForm({ session, onDone }: { readonly session: Session; readonly onDone: () => void }) {
  const all = useWords(sessionWords)
  const words = all.secret
  const ui = useWords(uiWords)
  const { account, rules } = session
  const [current, setCurrent] = useState('')
  const [fresh, setFresh] = useState('')
  const [again, setAgain] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  /** The one that the server has refused: the sentence goes as soon as another is typed. */
  const [refused, setRefused] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const save = useMutation((input: { current?: string; next: string }) => put<unknown>('/api/session/password', input, { quietly: true }))
  const weakness = weaknessIn(fresh, session)
  const told = weakness ?? (refused === fresh ? weaknessOf(save.error) : undefined)
  const differs = fresh !== again
  const lacksCurrent = account.needsCurrentPassword && current === ''

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (lacksCurrent || weakness !== undefined || differs) return field.current?.focus()
    setRefused(fresh)
    const saved = await save.run({ ...(account.needsCurrentPassword ? { current } : {}), next: fresh })
    if (saved === undefined) return field.current?.focus()
    onDone()
  }
  const sentence = (why: string): string => {
    if (why === 'tooShort') return words.weak.tooShort(rules.leastPasswordLength)
    return isTold(why) ? words.weak[why] : uiSentence(save.error, ui).detail
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {save.error === undefined || weaknessOf(save.error) !== undefined ? null : (
        <Banner tone="bad" title={uiSentence(save.error, ui).title}>
          {uiSentence(save.error, ui).detail}
        </Banner>
      )}
      <input type="text" name="username" autoComplete="username" value={account.login} readOnly hidden />
      {account.needsCurrentPassword ? (
        <TextField
          label={account.mustChangePassword ? words.given : words.current}
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          error={tried && lacksCurrent ? words.needsCurrent : undefined}
        />
      ) : null}
      <TextField
        ref={field}
        label={words.next}
        hint={words.hint(rules.leastPasswordLength)}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        value={fresh}
        onChange={setFresh}
        error={tried && told !== undefined ? sentence(told) : undefined}
      />
      <TextField
        label={words.again}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        error={tried && weakness === undefined && differs ? words.differs : undefined}
      />
      <Checkbox label={all.showPassword} checked={shown} onChange={setShown} />
      <Button type="submit" look="primary" busy={save.busy}>
        {words.save}
      </Button>
    </form>
  )
}

/** By the rule that the server judges by, but for its list of common ones. */
const weaknessIn = (password: string, { account, office, rules }: Session): string | undefined =>
  passwordWeakness(
    password,
    { login: account.login, name: account.name, office: office.name, place: office.place },
    { leastLength: rules.leastPasswordLength, isCommon: () => false },
  )

const weaknessOf = (error: unknown): string | undefined =>
  error instanceof ProblemError && error.problem.code === 'weakPassword' ? error.problem.reason : undefined

const toldReasons = ['monotone', 'common', 'containsLogin', 'containsName', 'containsOffice', 'same'] as const
const isTold = (why: string): why is (typeof toldReasons)[number] => toldReasons.some((reason) => reason === why)
