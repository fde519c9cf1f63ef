import type { Session } from '@haidang/api/session'
import { useEffect, useSyncExternalStore } from 'react'
import type { AnchorHTMLAttributes, ReactNode } from 'react'

export type Params = Readonly<Record<string, string>>
export type Route = {
  readonly pattern: string
  readonly render: (params: Params, query: URLSearchParams) => ReactNode
  /** Reachable without signing in. */
  readonly open?: boolean
  /** For whom, where two roles have different pages at one address; the page without a condition is for everyone else. */
  readonly when?: (session: Session) => boolean
}

/** `route('/bao-cao/:id', ({ id }) => …)`. */
export function route(pattern: string, render: Route['render'], options: Pick<Route, 'open' | 'when'> = {}): Route {
  return { pattern, render, ...options }
}

export function matchRoute(
  routes: readonly Route[],
  path: string,
  session?: Session,
): { readonly route: Route; readonly params: Params } | undefined {
  const matches = routes.flatMap((candidate) => {
    const params = paramsOf(candidate.pattern, path)
    return params ? [{ route: candidate, params }] : []
  })
  const meant = session === undefined ? undefined : matches.find(({ route: { when } }) => when?.(session) === true)
  return meant ?? matches.find(({ route: { when } }) => when === undefined)
}

export function paramsOf(pattern: string, path: string): Params | undefined {
  const wanted = pattern.split('/')
  const given = path.replace(/\/+$/u, '').split('/')
  if (wanted.length !== given.length && !(pattern === '/' && path === '/')) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? ''
    if (part.startsWith(':')) {
      if (actual === '') return undefined
      params[part.slice(1)] = decodeURIComponent(actual)
    } else if (part !== actual) return undefined
  }
  return params
}

const listeners = new Set<() => void>()
const scrolls = new Map<string, number>()
let current = here()

function here(): string {
  return typeof location === 'undefined' ? '/' : location.pathname + location.search
}

export function navigate(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  rememberScroll()
  const samePath = new URL(to, location.href).pathname === location.pathname
  history[replace ? 'replaceState' : 'pushState']({ key: crypto.randomUUID() }, '', to)
  arrive()
  if (!samePath) window.scrollTo(0, 0)
}

/** Path and query of now; renders anew when they change. */
export function useLocation(): { readonly path: string; readonly query: URLSearchParams } {
  const address = useSyncExternalStore(
    subscribe,
    () => current,
    () => current,
  )
  const [path = '/', search = ''] = address.split('?', 2)
  return { path, query: new URLSearchParams(search) }
}

/** Sets one part of the query, keeping the others; `null` takes it away. */
export function setQuery(name: string, value: string | null): void {
  navigate(withQuery(name, value), { replace: true })
}

/** As `setQuery`, for what opens over the page: Back closes it again. */
export function openQuery(name: string, value: string): void {
  navigate(withQuery(name, value))
}

function withQuery(name: string, value: string | null): string {
  const query = new URLSearchParams(location.search)
  if (value === null) query.delete(name)
  else query.set(name, value)
  const search = query.toString()
  return `${location.pathname}${search ? `?${search}` : ''}`
}

export function Link({ href, children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string }) {
  const { path } = useLocation()
  const target = href.split(/[?#]/u)[0] ?? href
  const isCurrent = path === target || path.startsWith(`${target}/`)
  return (
    <a href={href} aria-current={isCurrent ? 'page' : undefined} {...rest}>
      {children}
    </a>
  )
}

/** Every plain press on a link of ours stays in the page; new tabs, downloads and the API go the browser's way. */
export function useLinks(): void {
  useEffect(() => {
    history.scrollRestoration = 'manual'
    const press = (event: MouseEvent): void => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link || link.hasAttribute('download') || (link.target !== '' && link.target !== '_self') || link.origin !== location.origin)
        return
      if (link.pathname.startsWith('/api/')) return
      if (link.pathname === location.pathname && link.search === location.search && link.hash) return
      event.preventDefault()
      navigate(link.pathname + link.search + link.hash)
    }
    const back = (): void => {
      arrive()
      restoreScroll()
    }
    document.addEventListener('click', press)
    window.addEventListener('popstate', back)
    return () => {
      document.removeEventListener('click', press)
      window.removeEventListener('popstate', back)
    }
  }, [])
}

function arrive(): void {
  current = here()
  for (const listener of listeners) listener()
}

function rememberScroll(): void {
  scrolls.set(current, window.scrollY)
}

/** The page fills as its figures arrive, so the place is tried for a second. */
function restoreScroll(): void {
  const wanted = scrolls.get(current) ?? 0
  const until = performance.now() + 1000
  const attempt = (): void => {
    window.scrollTo(0, wanted)
    if (Math.abs(window.scrollY - wanted) > 1 && performance.now() < until) requestAnimationFrame(attempt)
  }
  requestAnimationFrame(attempt)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
