import { lazy } from 'react'
import { route } from '../app/router.tsx'

const NewestPage = lazy(async () => ({ default: (await import('./newest-page.tsx')).NewestPage }))
const ConsolidationPage = lazy(async () => ({ default: (await import('./consolidation-page.tsx')).ConsolidationPage }))

export const routes = [
  route('/tong-hop', () => <NewestPage />),
  route('/tong-hop/:period', ({ period = '' }, query) => (
    <ConsolidationPage key={period} period={period} part={query.get('phan')} openIndicator={query.get('chi-tieu')} />
  )),
]
