import type { Session, SignedOut } from '@haidang/api/session'
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { setOfficeClock } from '../app/clock.ts'
import { get, onSignedOut, onUnsettled, ProblemError, remove } from '../app/fetch.ts'
import { forgetQueries } from '../app/query.ts'
import { navigate } from '../app/router.tsx'

export type SessionState =
  | { readonly status: 'asking' }
  | { readonly status: 'signedOut' }
  | { readonly status: 'away'; readonly error: unknown }
  | { readonly status: 'signedIn'; readonly session: Session }

type SessionAccess = {
  readonly state: SessionState
  readonly enter: (session: Session) => void
  readonly leave: () => Promise<void>
  readonly ask: () => Promise<void>
  /** The session is not what other tabs think. */
  readonly tellTabs: () => void
}

/** Tabs share one cookie: when one of them signs somebody else in, the others must not go on as the person before. */
const otherTabs = new BroadcastChannel('haidang.session')

const tellTabs = (): void => otherTabs.postMessage('changed')

const SessionContext = createContext<SessionAccess | undefined>(undefined)

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ status: 'asking' })
  // Answers overtake each other: "nobody is signed in", asked before a link was sent, may come after "come in".
  const latest = useRef(0)

  // Whose rights the pages were loaded by; undefined before anybody is shown.
  const acting = useRef<string | null | undefined>(undefined)

  const show = useCallback((session: Session) => {
    latest.current += 1
    acting.current = session.acting?.id ?? null
    setOfficeClock(session.office.now)
    setState({ status: 'signedIn', session })
  }, [])

  const enter = useCallback(
    (session: Session) => {
      forgetQueries()
      show(session)
      tellTabs()
    },
    [show],
  )

  const ask = useCallback(() => {
    latest.current += 1
    const question = latest.current
    return get<Session>('/api/session', { quietly: true }).then(
      (session) => {
        if (question !== latest.current) return
        // In another tab somebody began to act for another, or the last day is over: what is shown here is another's.
        if (acting.current !== undefined && acting.current !== (session.acting?.id ?? null)) return location.reload()
        show(session)
      },
      (error: unknown) => {
        if (question !== latest.current) return
        setState(error instanceof ProblemError && error.problem.status === 401 ? { status: 'signedOut' } : { status: 'away', error })
      },
    )
  }, [show])

  useEffect(() => {
    onSignedOut(() => setState({ status: 'signedOut' }))
    const again = (): void => void ask()
    onUnsettled(again)
    again()
    otherTabs.addEventListener('message', again)
    return () => otherTabs.removeEventListener('message', again)
  }, [ask])

  const leave = useCallback(async () => {
    const { leaveAt } = await remove<SignedOut>('/api/session', { quietly: true })
    forgetQueries()
    setState({ status: 'signedOut' })
    tellTabs()
    // Whoever came by an issuer would be let in again by it without being asked.
    if (leaveAt === undefined) navigate('/dang-nhap')
    else location.assign(leaveAt)
  }, [])

  const access = useMemo(() => ({ state, enter, leave, ask, tellTabs }), [state, enter, leave, ask])
  return <SessionContext value={access}>{children}</SessionContext>
}

export function useSessionAccess(): SessionAccess {
  const access = use(SessionContext)
  if (!access) throw new Error('useSessionAccess needs a SessionProvider above it.')
  return access
}

/** Who is signed in; for pages behind the sign-in. */
export function useSession(): Session {
  const { state } = useSessionAccess()
  if (state.status !== 'signedIn') throw new Error('This page is only shown to somebody signed in.')
  return state.session
}
