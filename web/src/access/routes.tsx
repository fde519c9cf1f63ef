import { lazy } from 'react'
import { route } from '../app/router.tsx'

const RulesPage = lazy(async () => ({ default: (await import('./rules-page.tsx')).RulesPage }))

const PeoplePage = lazy(async () => ({ default: (await import('./people-page.tsx')).PeoplePage }))

const ProgramsPage = lazy(async () => ({ default: (await import('./programs-page.tsx')).ProgramsPage }))

const IssuersPage = lazy(async () => ({ default: (await import('./issuers-page.tsx')).IssuersPage }))

const DelegationsPage = lazy(async () => ({ default: (await import('./delegations-page.tsx')).DelegationsPage }))

const SecondPersonPage = lazy(async () => ({ default: (await import('./second-person-page.tsx')).SecondPersonPage }))

export const routes = [
  route('/bao-mat', () => <RulesPage />),
  route('/bao-mat/ket-noi', () => <ProgramsPage />),
  route('/bao-mat/noi-dang-nhap', () => <IssuersPage />),
  route('/nguoi-dung', () => <PeoplePage />),
  route('/uy-quyen', () => <DelegationsPage />),
  route('/viec-hai-nguoi', () => <SecondPersonPage />),
]
