import { noticesReadSchema, noticesSchema, readNoticesSchema } from '@haidang/api/notices'
import { myWorkSchema } from '@haidang/api/reports'
import { reminderPreviewSchema, reminderSettingSchema, remindersSchema } from '@haidang/api/reminders'
import { routes } from '@haidang/api/routes'
import { canAdminister, readsAllUnits } from '@haidang/domain/access/roles'
import { accepted } from '../platform/problems.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { myWork } from './actions.ts'
import { listNotices, readNotices } from './notices.ts'
import { previewReminders, readReminders, setReminders } from './reminder-settings.ts'

export function registerMyWorkRoutes(app: App): void {
  route(app, routes.myWork, { reply: myWorkSchema }, (call) => myWork(call))

  route(app, routes.notices, { reply: noticesSchema }, (call) => listNotices(call))

  route(app, routes.readNotices, { body: readNoticesSchema, reply: noticesReadSchema }, (call, { body }) => readNotices(call, body.upTo))

  route(
    app,
    routes.reminders,
    { can: readsAllUnits, reply: remindersSchema, summary: 'When the office reminds of what is due, and when it did' },
    (call) => readReminders(call),
  )

  route(
    app,
    routes.previewReminders,
    {
      can: canAdminister,
      body: reminderSettingSchema,
      reply: reminderPreviewSchema,
      summary: 'Who would be told when of what falls due next; nothing is written',
    },
    async (call, { body }) => accepted(await previewReminders(call, body)),
  )

  route(
    app,
    routes.setReminders,
    {
      can: canAdminister,
      body: reminderSettingSchema,
      reply: remindersSchema,
      status: 201,
      summary: 'When the office reminds, from a day on',
    },
    async (call, { body }) => {
      accepted(await setReminders(call, body))
      return readReminders(call)
    },
  )
}
