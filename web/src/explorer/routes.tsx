import { lazy } from 'react'
import { route } from '../app/router.tsx'

const ExplorerPage = lazy(async () => ({ default: (await import('./explorer-page.tsx')).ExplorerPage }))
const ChangesPage = lazy(async () => ({ default: (await import('./changes-page.tsx')).ChangesPage }))

export const routes = [
  route('/tra-cuu', (_params, query) => <ExplorerPage query={query} />),
  route('/tra-cuu/thay-doi', (_params, query) => <ChangesPage query={query} />),
]
