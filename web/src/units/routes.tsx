import { dayOf } from '@haidang/domain/periods/day'
import { lazy } from 'react'
import { officeNow } from '../app/clock.ts'
import { route } from '../app/router.tsx'
import { questionIn } from './question.ts'

const UnitsPage = lazy(async () => ({ default: (await import('./units-page.tsx')).UnitsPage }))
const UnitPage = lazy(async () => ({ default: (await import('./unit-page.tsx')).UnitPage }))

export const routes = [
  route('/don-vi', (_params, query) => <UnitsPage question={questionIn(query, dayOf(officeNow()))} />),
  route('/don-vi/:id', ({ id = '' }, query) => <UnitPage key={id} id={id} times={questionIn(query, dayOf(officeNow()))} />),
]
