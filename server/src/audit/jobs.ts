import type { Services } from '../platform/call.ts'
import { removeDeadSessions } from '../platform/sessions.ts'
import { sealRoots } from './seal.ts'
import { witnessRoots } from './witness.ts'

/** No upload takes this long. */
const leftoverMs = 24 * 3_600_000

/** Every ten minutes the heads are sealed: what is written after the last seal is all that a cut could hide. */
export async function registerAuditJobs(services: Services): Promise<void> {
  await services.queue.work('seal-audit', async () => {
    await sealRoots(services)
    await removeDeadSessions(services)
    await services.files.sweep(leftoverMs)
  })
  await services.queue.schedule('seal-audit', '*/10 * * * *')

  // Once a day: a root stands on all before it.
  await services.queue.work('witness-audit', async () => {
    await witnessRoots(services)
  })
  await services.queue.schedule('witness-audit', '5 0 * * *')
}
