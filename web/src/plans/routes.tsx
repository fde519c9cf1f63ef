import { lazy } from 'react'
import { route } from '../app/router.tsx'

const ReviewPage = lazy(async () => ({ default: (await import('./review-page.tsx')).ReviewPage }))
const PlansPage = lazy(async () => ({ default: (await import('./plans-page.tsx')).PlansPage }))
const PlanPage = lazy(async () => ({ default: (await import('./plan-page.tsx')).PlanPage }))

const ExamplesPage = lazy(async () => ({ default: (await import('./examples-page.tsx')).ExamplesPage }))

export const routes = [
  route('/van-ban/nhap/:id', ({ id = '' }, query) => <ReviewPage key={id} id={id} cited={passageIn(query)} />),
  route('/sua-da-nho', () => <ExamplesPage />),
  route('/chuong-trinh', () => <PlansPage />),
  route('/ke-hoach/:id', ({ id = '' }) => <PlanPage key={id} id={id} />),
]

/** `?tu=START&den=END`: the passage that another page cites. */
function passageIn(query: URLSearchParams): { readonly start: number; readonly end: number } | undefined {
  const [start, end] = [query.get('tu'), query.get('den')].map((text) =>
    text === null || !/^\d+$/u.test(text) ? Number.NaN : Number(text),
  )
  return start !== undefined && end !== undefined && start < end ? { start, end } : undefined
}
