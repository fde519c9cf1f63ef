import { lazy } from 'react'
import { route } from '../app/router.tsx'

const CalendarPage = lazy(async () => ({ default: (await import('./calendar-page.tsx')).CalendarPage }))

export const routes = [route('/lich-lam-viec', (_params, query) => <CalendarPage year={query.get('nam')} />)]
