import { lazy } from 'react'
import { route } from '../app/router.tsx'

const ScoreboardPage = lazy(async () => ({ default: (await import('./scoreboard-page.tsx')).ScoreboardPage }))

export const routes = [
  route('/bang-dieu-hanh', (_params, query) => <ScoreboardPage period={query.get('ky')} open={query.get('chi-tieu')} />),
]
