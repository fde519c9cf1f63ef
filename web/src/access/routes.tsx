import { lazy } from 'react'
import { route } from '../app/router.tsx'

const RulesPage = lazy(async () => ({ default: (await import('./rules-page.tsx')).RulesPage }))

export const routes = [route('/bao-mat', () => <RulesPage />)]
