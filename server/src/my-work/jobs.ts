import type { Services } from '../platform/call.ts'
import { inNoOffice } from '../platform/transaction.ts'
import { remindAll } from './reminders.ts'

export async function registerMyWorkJobs(services: Services): Promise<void> {
  await services.queue.work('remind', () => remindAll(services))
  await services.queue.schedule('remind', '*/15 * * * *')
  // What fell due while the program was away is told now, not at the next quarter of an hour.
  await inNoOffice({ services }, (tx) => services.queue.enqueue(tx, 'remind', {}, { key: 'start' }))
}
