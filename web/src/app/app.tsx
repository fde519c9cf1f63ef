import { CSPProvider } from '@base-ui/react/csp-provider'
import { Component, Suspense, useEffect } from 'react'
import type { ReactNode } from 'react'
import { comesFirst, homeOf } from '../session/home.ts'
import { ProofDialog } from '../session/proof-dialog.tsx'
import { SecondPersonDialog } from '../session/second-person-dialog.tsx'
import { SessionProvider, useSession, useSessionAccess } from '../session/session.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import { appWords } from '../words/app.ts'
import { useWords } from '../words/catalogue.ts'
import { ProblemState } from './problem-state.tsx'
import { matchRoute, navigate, useLinks, useLocation } from './router.tsx'
import type { Route } from './router.tsx'
import { Shell } from './shell.tsx'

export function App({ routes }: { readonly routes: readonly Route[] }) {
  return (
    <CSPProvider disableStyleElements>
      <ToastProvider>
        <SessionProvider>
          <Pages routes={routes} />
          <SecondPersonDialog />
          <ProofDialog />
        </SessionProvider>
      </ToastProvider>
    </CSPProvider>
  )
}

function Pages({ routes }: { readonly routes: readonly Route[] }) {
  useLinks()
  const { path, query } = useLocation()
  const { state, ask } = useSessionAccess()
  const match = matchRoute(routes, path, state.status === 'signedIn' ? state.session : undefined)
  const isOpen = match?.route.open === true
  const mustSignIn = state.status === 'signedOut' && !isOpen
  const home = state.status === 'signedIn' ? homeOf(state.session) : null
  const first = state.status === 'signedIn' ? comesFirst(state.session) : null
  const mustGo = first !== null && path !== first ? first : null

  useEffect(() => {
    // Where one was is kept, so that signing in leads back there.
    if (mustSignIn) navigate(`/dang-nhap?toi=${encodeURIComponent(location.pathname + location.search)}`, { replace: true })
    else if (mustGo !== null) navigate(`${mustGo}?toi=${encodeURIComponent(location.pathname + location.search)}`, { replace: true })
    else if (path === '/' && home !== null) navigate(home, { replace: true })
  }, [home, mustGo, mustSignIn, path])

  if (isOpen && match) return <Guarded key={path}>{match.route.render(match.params, query)}</Guarded>
  if (state.status === 'away')
    return (
      <div className="page">
        <ProblemState error={state.error} onRetry={() => void ask()} />
      </div>
    )
  if (state.status !== 'signedIn' || mustGo !== null || path === '/') return null
  return (
    <Shell key={state.session.account.id}>
      <Guarded key={path}>{match ? match.route.render(match.params, query) : <NotFound />}</Guarded>
    </Shell>
  )
}

function Guarded({ children }: { readonly children: ReactNode }) {
  return (
    <Boundary>
      <Suspense fallback={<Skeleton />}>{children}</Suspense>
    </Boundary>
  )
}

export function NotFound() {
  const words = useWords(appWords).notFound
  const home = homeOf(useSession())
  return (
    <EmptyState title={words.title} action={<LinkButton href={home}>{words.home}</LinkButton>}>
      {words.detail}
    </EmptyState>
  )
}

function Crashed() {
  const words = useWords(appWords).crashed
  return (
    <EmptyState title={words.title} action={<Button onClick={() => location.reload()}>{words.reload}</Button>}>
      {words.detail}
    </EmptyState>
  )
}

/** React offers error boundaries only as classes. */
class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <Crashed /> : this.props.children
  }
}
