import type { Services } from '../platform/call.ts'
import { inTransaction } from '../platform/transaction.ts'
import { holdRegister } from '../units/store.ts'
import { rollUpAgain } from './store.ts'

export async function registerFiguresJobs(services: Services): Promise<void> {
  await services.queue.work('roll-up-figures', () => rollUpWhatIsNotKept(services))
  await inTransaction({ services }, (tx) => services.queue.enqueue(tx, 'roll-up-figures', {}, { key: 'start' }))
}

/** Makes the sums of offices that had figures before sums were kept (migrations 0012, 0013); one office after the other, each as a whole. */
export async function rollUpWhatIsNotKept(services: Services): Promise<void> {
  const offices = await services.db.selectFrom('tenants').select('tenant_id').where('sums_kept', '=', false).execute()
  for (const { tenant_id: tenantId } of offices) {
    await inTransaction({ services }, async (tx) => {
      await holdRegister(tx, tenantId)
      await rollUpAgain(tx, tenantId)
    })
  }
}
