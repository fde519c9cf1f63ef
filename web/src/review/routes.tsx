import type { Session } from '@haidang/api/session'
import { lazy } from 'react'
import { route } from '../app/router.tsx'

const PeriodPage = lazy(async () => ({ default: (await import('./period-page.tsx')).PeriodPage }))
const DisciplinePage = lazy(async () => ({ default: (await import('./discipline-page.tsx')).DisciplinePage }))
const ReviewPage = lazy(async () => ({ default: (await import('./review-page.tsx')).ReviewPage }))

/** Who sees the reports of all units; a unit's own people write at the same addresses. */
const seesAll = ({ can }: Session): boolean => can.review || can.seeBoard || can.readAudit

export const routes = [
  route('/dung-han', (_params, query) => <DisciplinePage regimeId={query.get('bieu')} upTo={query.get('den')} />),
  route('/bao-cao', (_params, query) => <PeriodPage period={query.get('ky')} filterName={query.get('loc')} />, { when: seesAll }),
  route(
    '/bao-cao/:id',
    ({ id = '' }, query) => (
      <ReviewPage key={id} id={id} openRow={query.get('chi-tieu')} version={query.get('ban')} compared={query.get('khac')} />
    ),
    {
      when: seesAll,
    },
  ),
]
