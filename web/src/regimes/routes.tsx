import { lazy } from 'react'
import { route } from '../app/router.tsx'

const SimulatorPage = lazy(async () => ({ default: (await import('./simulator-page.tsx')).SimulatorPage }))

export const routes = [
  route('/ke-hoach/:id/thu-han', ({ id = '' }, query) => (
    <SimulatorPage key={id} planId={id} regimeId={query.get('che-do')} year={query.get('nam')} />
  )),
]
