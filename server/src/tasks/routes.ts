import { evidenceSchema, idSchema, okSchema } from '@haidang/api/common'
import { putTaskSchema, taskLineSchema, taskListSchema, timelinessSchema } from '@haidang/api/reports'
import { routes } from '@haidang/api/routes'
import { z } from 'zod'
import { refusal } from '../platform/problems.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { receivedFile } from '../platform/transfers.ts'
import { addTaskEvidence, listTasks, removeTaskEvidence, updateTask } from './actions.ts'

const query = z.object({ unitId: idSchema.optional(), planId: idSchema.optional(), timeliness: timelinessSchema.optional() })
const duty = z.object({ taskId: idSchema, unitId: idSchema })

export function registerTasksRoutes(app: App): void {
  route(app, routes.tasks, { query, reply: taskListSchema }, (call, input) => listTasks(call, input.query))

  route(app, routes.putTask, { params: duty, body: putTaskSchema, reply: taskLineSchema }, async (call, { params, body }) => {
    const outcome = await updateTask(call, params.taskId, params.unitId, body)
    if ('refused' in outcome) throw refusal(outcome)
    return outcome
  })

  route(app, routes.addTaskEvidence, { params: duty, reply: evidenceSchema, status: 201 }, async (call, { params }, http) =>
    addTaskEvidence(call, params.taskId, params.unitId, await receivedFile(http)),
  )

  route(app, routes.removeTaskEvidence, { params: duty.extend({ evidenceId: idSchema }), reply: okSchema }, (call, { params }) =>
    removeTaskEvidence(call, params.taskId, params.unitId, params.evidenceId),
  )
}
