import { lazy } from 'react'
import { route } from '../app/router.tsx'
import { questionIn } from './question.ts'

const UnitsPage = lazy(async () => ({ default: (await import('./units-page.tsx')).UnitsPage }))
const UnitPage = lazy(async () => ({ default: (await import('./unit-page.tsx')).UnitPage }))

export const routes = [
  route('/don-vi', (_params, query) => <UnitsPage question={questionIn(query)} />),
  route('/don-vi/:id', ({ id = '' }, query) => <UnitPage key={id} id={id} on={questionIn(query).on} />),
]
