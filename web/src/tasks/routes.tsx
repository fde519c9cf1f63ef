import { lazy } from 'react'
import { route } from '../app/router.tsx'

const TasksPage = lazy(async () => ({ default: (await import('./tasks-page.tsx')).TasksPage }))

export const routes = [
  route('/nhiem-vu', (_params, query) => (
    <TasksPage timeliness={query.get('thoi-han')} unitId={query.get('don-vi')} openTask={query.get('mo')} />
  )),
]
