import { lazy } from 'react'
import { route } from '../app/router.tsx'

const ListPage = lazy(async () => ({ default: (await import('./list-page.tsx')).ListPage }))
const NewPage = lazy(async () => ({ default: (await import('./edit-page.tsx')).NewPage }))
const ChangePage = lazy(async () => ({ default: (await import('./edit-page.tsx')).ChangePage }))
const FeedPage = lazy(async () => ({ default: (await import('./feed-page.tsx')).FeedPage }))

export const routes = [
  route('/nguon-du-lieu', () => <ListPage />),
  route('/nguon-du-lieu/moi', () => <NewPage />),
  route('/nguon-du-lieu/:id', ({ id = '' }, query) => <FeedPage key={id} id={id} runId={query.get('lan')} />),
  route('/nguon-du-lieu/:id/sua', ({ id = '' }) => <ChangePage key={id} id={id} />),
]
