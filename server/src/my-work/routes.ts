import { noticesReadSchema, noticesSchema, readNoticesSchema } from '@haidang/api/notices'
import { myWorkSchema } from '@haidang/api/reports'
import { routes } from '@haidang/api/routes'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { myWork } from './actions.ts'
import { listNotices, readNotices } from './notices.ts'

export function registerMyWorkRoutes(app: App): void {
  route(app, routes.myWork, { reply: myWorkSchema }, (call) => myWork(call))

  route(app, routes.notices, { reply: noticesSchema }, (call) => listNotices(call))

  route(app, routes.readNotices, { body: readNoticesSchema, reply: noticesReadSchema }, (call, { body }) => readNotices(call, body.upTo))
}
