import { myWorkSchema } from '@haidang/api/reports'
import { routes } from '@haidang/api/routes'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { myWork } from './actions.ts'

export function registerMyWorkRoutes(app: App): void {
  route(app, routes.myWork, { reply: myWorkSchema }, (call) => myWork(call))
}
