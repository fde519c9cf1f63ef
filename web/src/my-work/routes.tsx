import { lazy } from 'react'
import { route } from '../app/router.tsx'

const MyWorkPage = lazy(async () => ({ default: (await import('./my-work-page.tsx')).MyWorkPage }))

export const routes = [route('/viec-cua-toi', () => <MyWorkPage />)]
