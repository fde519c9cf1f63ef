import type { Services } from '../platform/call.ts'
import { inNoOffice, inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { holdRegister } from '../units/store.ts'
import { dayOf } from '@haidang/domain/periods/day'
import { allOffices, clockOf } from '../platform/call.ts'
import { keepMonths, rollUpAgain } from './store.ts'

export async function registerFiguresJobs(services: Services): Promise<void> {
  await services.queue.work('roll-up-figures', () => rollUpWhatIsNotKept(services))
  await inNoOffice({ services }, (tx) => services.queue.enqueue(tx, 'roll-up-figures', {}, { key: 'start' }))
  await services.queue.work('keep-months', () => keepAllMonths(services))
  await services.queue.schedule('keep-months', '*/10 * * * *')
}

/** Keeps the months that are over and that nothing has changed since; an indicator at a time, so that no approval waits for long. */
export async function keepAllMonths(services: Services): Promise<void> {
  for (const tenantId of await allOffices(services)) {
    for (const indicator of await inReading({ services, tenantId }, (tx) => indicatorsWithRegimes(tx, tenantId))) {
      await inTransaction({ services, tenantId }, async (tx) => {
        await holdRegister(tx, tenantId)
        await keepMonths(tx, tenantId, indicator, dayOf(await clockOf(tx.q, tenantId)))
      })
    }
  }
}

const indicatorsWithRegimes = (tx: Tx, tenantId: number) =>
  tx.raw<{ readonly id: string; readonly regimeId: string }>(
    `select i.id, g.id "regimeId" from indicators i
       join regimes g on g.tenant_id = i.tenant_id and g.plan_id = i.plan_id
      where i.tenant_id = $1 order by i.plan_id, i.position`,
    [tenantId],
  )

/** Makes the sums of offices that had figures before sums were kept (migrations 0012, 0013); one office after the other, each as a whole. */
export async function rollUpWhatIsNotKept(services: Services): Promise<void> {
  for (const tenantId of await allOffices(services)) {
    await inTransaction({ services, tenantId }, async (tx) => {
      const { sums_kept: areKept } = await tx.q
        .selectFrom('tenants')
        .select('sums_kept')
        .where('tenant_id', '=', tenantId)
        .executeTakeFirstOrThrow()
      if (areKept) return
      await holdRegister(tx, tenantId)
      await rollUpAgain(tx, tenantId)
    })
  }
}
