import { lazy } from 'react'
import { route } from '../app/router.tsx'

const RulesPage = lazy(async () => ({ default: (await import('./rules-page.tsx')).RulesPage }))

const PeoplePage = lazy(async () => ({ default: (await import('./people-page.tsx')).PeoplePage }))

const DelegationsPage = lazy(async () => ({ default: (await import('./delegations-page.tsx')).DelegationsPage }))

export const routes = [
  route('/bao-mat', () => <RulesPage />),
  route('/nguoi-dung', () => <PeoplePage />),
  route('/uy-quyen', () => <DelegationsPage />),
]
