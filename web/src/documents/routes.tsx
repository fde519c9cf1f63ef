import type { Passage } from '@haidang/domain/plans/reading'
import { lazy } from 'react'
import { route } from '../app/router.tsx'
import { questionIn } from './question.ts'

const RegisterPage = lazy(async () => ({ default: (await import('./register-page.tsx')).RegisterPage }))
const DocumentPage = lazy(async () => ({ default: (await import('./document-page.tsx')).DocumentPage }))
const ComparisonPage = lazy(async () => ({ default: (await import('./comparison-page.tsx')).ComparisonPage }))

export const routes = [
  route('/van-ban', (_params, query) => <RegisterPage question={questionIn(query)} />),
  route('/van-ban/:id', ({ id = '' }, query) => <DocumentPage key={id} id={id} cited={passageIn(query)} />),
  route('/ke-hoach/:id/so-voi/:before', ({ id = '', before = '' }, query) => (
    <ComparisonPage key={`${id} ${before}`} id={id} before={before} fate={query.get('thay-doi')} />
  )),
]

/** `?tu=START&den=END`: the place in the text that is pointed at. */
function passageIn(query: URLSearchParams): Passage | undefined {
  const [start, end] = [Number(query.get('tu') ?? Number.NaN), Number(query.get('den') ?? Number.NaN)]
  return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end ? { start, end } : undefined
}
