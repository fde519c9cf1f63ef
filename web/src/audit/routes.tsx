import { lazy } from 'react'
import { route } from '../app/router.tsx'

const AuditPage = lazy(async () => ({ default: (await import('./audit-page.tsx')).AuditPage }))

export const routes = [route('/nhat-ky', (_params, query) => <AuditPage stream={query.get('mach')} />)]
