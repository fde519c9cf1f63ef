import { lazy } from 'react'
import { route } from '../app/router.tsx'
import { IssuerReturnPage } from './issuer-return-page.tsx'
import { LinkSignInPage } from './link-sign-in-page.tsx'
import { PasswordPage } from './password-page.tsx'
import { SignInPage } from './sign-in-page.tsx'

const SessionsPage = lazy(async () => ({ default: (await import('./sessions-page.tsx')).SessionsPage }))

const TokensPage = lazy(async () => ({ default: (await import('./tokens-page.tsx')).TokensPage }))

const FactorPage = lazy(async () => ({ default: (await import('./factor-page.tsx')).FactorPage }))
const FactorDoor = lazy(async () => ({ default: (await import('./factor-page.tsx')).FactorDoor }))

export const routes = [
  route('/xac-thuc-hai-buoc', () => <FactorPage />),
  route('/dang-nhap/hai-buoc', (_params, query) => <FactorDoor next={query.get('toi')} />, { open: true }),
  route('/ma-ket-noi', () => <TokensPage />),
  route('/phien-dang-nhap', () => <SessionsPage />),
  route('/dang-nhap', (_params, query) => <SignInPage next={query.get('toi')} />, { open: true }),
  route('/dang-nhap/noi-khac', () => <IssuerReturnPage />, { open: true }),
  route('/dang-nhap/lien-ket', (_params, query) => <LinkSignInPage next={query.get('toi')} />, { open: true }),
  route('/dang-nhap/mat-khau', (_params, query) => <PasswordPage next={query.get('toi')} />, { open: true }),
]
