import type { Services } from '../platform/call.ts'
import { inTransaction } from '../platform/transaction.ts'
import { holdRegister } from '../units/store.ts'
import { dayOf } from '@haidang/domain/periods/day'
import { clockOf } from '../platform/call.ts'
import { keepMonths, rollUpAgain } from './store.ts'

export async function registerFiguresJobs(services: Services): Promise<void> {
  await services.queue.work('roll-up-figures', () => rollUpWhatIsNotKept(services))
  await inTransaction({ services }, (tx) => services.queue.enqueue(tx, 'roll-up-figures', {}, { key: 'start' }))
  await services.queue.work('keep-months', () => keepAllMonths(services))
  await services.queue.schedule('keep-months', '*/10 * * * *')
}

/** Keeps the months that are over and that nothing has changed since; an indicator at a time, so that no approval waits for long. */
export async function keepAllMonths(services: Services): Promise<void> {
  const { rows } = await services.pool.query<{ tenantId: number; id: string; regimeId: string }>(
    `select i.tenant_id "tenantId", i.id, g.id "regimeId" from indicators i
       join regimes g on g.tenant_id = i.tenant_id and g.plan_id = i.plan_id
      order by 1, i.plan_id, i.position`,
  )
  for (const { tenantId, ...indicator } of rows) {
    await inTransaction({ services }, async (tx) => {
      await holdRegister(tx, tenantId)
      await keepMonths(tx, tenantId, indicator, dayOf(await clockOf(tx.q, tenantId)))
    })
  }
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
