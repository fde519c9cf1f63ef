import { dayOf } from '@haidang/domain/periods/day'
import { lazy } from 'react'
import { officeNow } from '../app/clock.ts'
import { route } from '../app/router.tsx'
import { lensIn } from './lens.ts'

const ScoreboardPage = lazy(async () => ({ default: (await import('./scoreboard-page.tsx')).ScoreboardPage }))

export const routes = [
  route('/bang-dieu-hanh', (_params, query) => (
    <ScoreboardPage period={query.get('ky')} open={query.get('chi-tieu')} lens={lensIn(query, dayOf(officeNow()))} />
  )),
]
