import { calendarMovesSchema, calendarSchema, changeCalendarSchema, previewCalendarSchema } from '@haidang/api/calendar'
import { routes } from '@haidang/api/routes'
import { canAdminister } from '@haidang/domain/access/roles'
import { accepted } from '../platform/problems.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { changeCalendar, previewCalendar, readCalendar } from './actions.ts'

const can = canAdminister

export function registerCalendarRoutes(app: App): void {
  route(app, routes.calendar, { reply: calendarSchema, summary: 'Days off and worked of the office, with what orders them' }, (call) =>
    readCalendar(call),
  )

  route(
    app,
    routes.previewCalendar,
    { can, body: previewCalendarSchema, reply: calendarMovesSchema, summary: 'Which dues days would move; nothing is written' },
    async (call, { body }) => accepted(await previewCalendar(call, body.days)),
  )

  route(
    app,
    routes.changeCalendar,
    {
      can,
      body: changeCalendarSchema,
      reply: calendarMovesSchema,
      status: 201,
      summary: 'Days off or worked, by a document; dues that are still ahead move with them',
    },
    async (call, { body }) => accepted(await changeCalendar(call, body)),
  )
}
