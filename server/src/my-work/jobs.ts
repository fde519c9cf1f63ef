import type { Services } from '../platform/call.ts'
import { remindAll } from './reminders.ts'

export async function registerMyWorkJobs(services: Services): Promise<void> {
  await services.queue.work('remind', () => remindAll(services))
  await services.queue.schedule('remind', '*/15 * * * *')
}
