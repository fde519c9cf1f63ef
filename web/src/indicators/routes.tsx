import { lazy } from 'react'
import { route } from '../app/router.tsx'

const IndicatorPage = lazy(async () => ({ default: (await import('./indicator-page.tsx')).IndicatorPage }))
const OpenQuestionsPage = lazy(async () => ({ default: (await import('./open-questions-page.tsx')).OpenQuestionsPage }))

export const routes = [
  route('/chi-tieu/:id', ({ id = '' }, query) => <IndicatorPage key={id} id={id} query={query} />),
  route('/ke-hoach/:id/cau-hoi', ({ id = '' }) => <OpenQuestionsPage key={id} planId={id} />),
]
