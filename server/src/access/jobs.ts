import type { Services } from '../platform/call.ts'
import { inNoOffice } from '../platform/transaction.ts'
import { removeOldTraces } from './attempts.ts'
import { closeIdleAccounts } from './close-accounts.ts'
import { removeOldJourneys } from './issuer-sign-in.ts'
import { removeOldChallenges } from './passkeys.ts'
import { applyDueMoves } from './posts.ts'

/** Every hour what was tried long ago is forgotten, and what nobody uses is closed; every few minutes who goes to another post is moved. */
export async function registerAccessJobs(services: Services): Promise<void> {
  await services.queue.work('tend-accounts', async () => {
    await removeOldTraces(services)
    await removeOldJourneys(services)
    await removeOldChallenges(services)
    await closeIdleAccounts(services)
  })
  await services.queue.schedule('tend-accounts', '7 * * * *')
  await services.queue.work('tend-posts', () => applyDueMoves(services))
  await services.queue.schedule('tend-posts', '*/5 * * * *')
  // What became idle while the program was away is closed before somebody comes in by it.
  await inNoOffice({ services }, (tx) => services.queue.enqueue(tx, 'tend-accounts', {}, { key: 'start' }))
}
