import { lazy } from 'react'
import { route } from '../app/router.tsx'

const ListPage = lazy(async () => ({ default: (await import('./list-page.tsx')).ListPage }))
const NewPage = lazy(async () => ({ default: (await import('./new-page.tsx')).NewPage }))
const ReorganisationPage = lazy(async () => ({ default: (await import('./reorganisation-page.tsx')).ReorganisationPage }))

export const routes = [
  route('/don-vi/sap-xep', (_params, query) => <ListPage isOfParticulars={query.get('xem') === 'thu-truong'} />),
  route('/don-vi/sap-xep/moi', () => <NewPage />),
  route('/don-vi/sap-xep/:id', ({ id = '' }) => <ReorganisationPage key={id} id={id} />),
]
