import type { Services } from '../platform/call.ts'
import { inNoOffice } from '../platform/transaction.ts'
import { applyWhatWaits } from './reorganisation-drafts.ts'

export async function registerUnitsJobs(services: Services): Promise<void> {
  await services.queue.work('apply-reorganisations', () => applyWhatWaits(services))
  await services.queue.schedule('apply-reorganisations', '*/5 * * * *')
  // Whose day came while the program was away is applied now.
  await inNoOffice({ services }, (tx) => services.queue.enqueue(tx, 'apply-reorganisations', {}, { key: 'start' }))
}
