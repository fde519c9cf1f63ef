import { lazy } from 'react'
import { route } from '../app/router.tsx'

const CalendarPage = lazy(async () => ({ default: (await import('./calendar-page.tsx')).CalendarPage }))

const RemindersPage = lazy(async () => ({ default: (await import('../reminders/reminders-page.tsx')).RemindersPage }))

export const routes = [
  route('/lich-lam-viec', (_params, query) => <CalendarPage year={query.get('nam')} />),
  route('/lich-lam-viec/nhac-han', () => <RemindersPage />),
]
