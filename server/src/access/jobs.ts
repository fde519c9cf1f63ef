import type { Services } from '../platform/call.ts'
import { inNoOffice } from '../platform/transaction.ts'
import { removeOldTraces } from './attempts.ts'
import { closeIdleAccounts } from './close-accounts.ts'

/** Every hour what was tried long ago is forgotten, and what nobody uses is closed. */
export async function registerAccessJobs(services: Services): Promise<void> {
  await services.queue.work('tend-accounts', async () => {
    await removeOldTraces(services)
    await closeIdleAccounts(services)
  })
  await services.queue.schedule('tend-accounts', '7 * * * *')
  // What became idle while the program was away is closed before somebody comes in by it.
  await inNoOffice({ services }, (tx) => services.queue.enqueue(tx, 'tend-accounts', {}, { key: 'start' }))
}
