import { lazy } from 'react'
import { route } from '../app/router.tsx'

const ReportPage = lazy(async () => ({ default: (await import('./report-page.tsx')).ReportPage }))
const OwnReportsPage = lazy(async () => ({ default: (await import('./own-reports-page.tsx')).OwnReportsPage }))

export const routes = [
  route('/bao-cao', () => <OwnReportsPage />),
  route('/bao-cao/:id', ({ id = '' }, query) => <ReportPage key={id} id={id} openRow={query.get('chi-tieu')} />),
]
