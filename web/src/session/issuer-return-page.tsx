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
import { wantedPage } from './wanted-page.ts'

/** What an issuer has said counts once, so one page asks once, however often React mounts it. */
const asked = new Map<string, Promise<Session>>()

const comeBy = (query: string, code?: string): Promise<Session> =>
  post<Session>('/api/session/issuer/return', code === undefined ? { query } : { query, code }, { quietly: true })

function comeOnce(query: string): Promise<Session> {
  const earlier = asked.get(query)
  if (earlier) return earlier
  const asking = comeBy(query)
  asked.set(query, asking)
  return asking
}

/** Where an issuer sends people back to. */
export function IssuerReturnPage() {
  const words = useWords(sessionWords)
  const ui = useWords(uiWords)
  const { enter } = useSessionAccess()
  const [query] = useState(() => location.search.slice(1))
  const [failure, setFailure] = useState<unknown>()
  const withCode = useMutation((code: string) => comeBy(query, code))
  const sendCode = async (code: string): Promise<void> => {
    const session = await withCode.run(code)
    if (session === undefined) return
    enter(session)
    navigate(pageAfterSignIn(wantedPage(), session), { replace: true })
  }
  useEffect(() => {
    if (query === '') return
    // It is of use once, and need not stand in anybody's history.
    history.replaceState(history.state, '', location.pathname)
    comeOnce(query).then((session) => {
      enter(session)
      navigate(pageAfterSignIn(wantedPage(), session), { replace: true })
    }, setFailure)
  }, [enter, query])

  if (isCodeNeeded(failure))
    return (
      <Door title={words.code.title}>
        <CodeStep
          busy={withCode.busy}
          error={withCode.error ?? failure}
          onSend={(code) => void sendCode(code)}
          onBack={() => navigate('/dang-nhap')}
        />
      </Door>
    )
  const isOver = query === '' || failure !== undefined
  return (
    <Door title={words.title}>
      {isOver ? null : <p role="status">{words.issuer.working}</p>}
      {isOver ? (
        <Banner tone="bad" title={words.issuer.failed}>
          {failure === undefined ? words.issuer.missing : uiSentence(failure, ui).detail}
        </Banner>
      ) : null}
      {isOver ? <LinkButton href="/dang-nhap">{words.issuer.again}</LinkButton> : null}
    </Door>
  )
}
