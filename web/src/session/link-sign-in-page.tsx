import type { Session } from '@haidang/api/session'
import { useEffect, useState } from 'react'
import { post } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { sessionWords } from '../words/session.ts'
import { uiWords } from '../words/ui.ts'
import { CodeStep, isCodeNeeded } from './code-field.tsx'
import { Door } from './door.tsx'
import { pageAfterSignIn } from './home.ts'
import { useSessionAccess } from './session.tsx'

/** A link works once, so one page asks once, however often React mounts it. */
const asked = new Map<string, Promise<Session>>()

function enterByLink(token: string): Promise<Session> {
  const earlier = asked.get(token)
  if (earlier) return earlier
  const asking = post<Session>('/api/session/link', { token }, { quietly: true })
  asked.set(token, asking)
  return asking
}

export function LinkSignInPage({ next: wanted }: { readonly next: string | null }) {
  const words = useWords(sessionWords)
  const ui = useWords(uiWords)
  const { enter } = useSessionAccess()
  // The fragment never reaches a server's log; it leaves the address bar before anything else happens.
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const [failure, setFailure] = useState<unknown>()
  const withCode = useMutation((code: string) => post<Session>('/api/session/link', { token, code }, { quietly: true }))
  const sendCode = async (code: string): Promise<void> => {
    const session = await withCode.run(code)
    if (session === undefined) return
    enter(session)
    navigate(pageAfterSignIn(wanted, session), { replace: true })
  }

  useEffect(() => {
    if (token === '') return
    history.replaceState(history.state, '', location.pathname + location.search)
    enterByLink(token).then((session) => {
      enter(session)
      navigate(pageAfterSignIn(wanted, session), { replace: true })
    }, setFailure)
  }, [enter, token, wanted])

  if (isCodeNeeded(failure))
    return (
      <Door title={words.link.title}>
        <CodeStep
          busy={withCode.busy}
          error={withCode.error ?? failure}
          onSend={(code) => void sendCode(code)}
          onBack={() => navigate('/dang-nhap')}
        />
      </Door>
    )
  return (
    <Door title={words.link.title}>
      {token === '' ? <Banner tone="bad">{words.link.missing}</Banner> : null}
      {token !== '' && failure === undefined ? <p role="status">{words.link.working}</p> : null}
      {failure === undefined ? null : (
        <Banner tone="bad" title={words.link.failed}>
          {uiSentence(failure, ui).detail}
        </Banner>
      )}
      {token === '' || failure !== undefined ? <LinkButton href="/dang-nhap">{words.link.toPassword}</LinkButton> : null}
    </Door>
  )
}
