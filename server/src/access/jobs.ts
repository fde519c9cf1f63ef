import type { Services } from '../platform/call.ts'
import { removeOldTraces } from './attempts.ts'

/** Every hour what was tried long ago is forgotten. */
export async function registerAccessJobs(services: Services): Promise<void> {
  await services.queue.work('tend-accounts', () => removeOldTraces(services))
  await services.queue.schedule('tend-accounts', '7 * * * *')
}
