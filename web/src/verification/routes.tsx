import { lazy } from 'react'
import { route } from '../app/router.tsx'

const VerificationPage = lazy(async () => ({ default: (await import('./verification-page.tsx')).VerificationPage }))

export const routes = [route('/kiem-tra/:token', ({ token = '' }) => <VerificationPage key={token} token={token} />, { open: true })]
