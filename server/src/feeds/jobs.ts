import { nextRun, silentFrom } from '@haidang/domain/feeds/schedule'
import { sql } from 'kysely'
import { z } from 'zod'
import { allOffices, systemCall } from '../platform/call.ts'
import type { Call, Services } from '../platform/call.ts'
import { inNoOffice, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { runFeed } from './run-feed.ts'
import { feedsOfOffice, lastRuns, newestOf } from './store.ts'
import type { FeedRow } from './store.ts'

const askedSchema = z.object({ tenantId: z.number(), feedId: z.uuid(), cause: z.enum(['schedule', 'person']), by: z.uuid().nullable() })

export async function registerFeedsJobs(services: Services): Promise<void> {
  await services.queue.work('run-feed', async (payload) => {
    const { tenantId, feedId, ...asking } = askedSchema.parse(payload)
    await runFeed(services, tenantId, feedId, asking)
  })
  await services.queue.work('watch-feeds', () => watchAll(services))
  await services.queue.schedule('watch-feeds', '*/5 * * * *')
  await inNoOffice({ services }, (tx) => services.queue.enqueue(tx, 'watch-feeds', {}, { key: 'start' }))
}

/** All offices, one after the other: one office's fault must not keep the others' feeds back. */
async function watchAll(services: Services): Promise<void> {
  const offices = await allOffices(services)
  const faults: unknown[] = []
  for (const tenantId of offices) {
    try {
      await watchFeeds(await systemCall(services, tenantId, 'Hải Đăng'))
    } catch (error) {
      faults.push(error)
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `Feeds could not be watched in ${faults.length} of ${offices.length} offices`)
}

/** Asks the feeds whose time has come, and tells administrators of those from which nothing new has come for too long; once for each silence. */
export const watchFeeds = (call: Call): Promise<void> =>
  inTransaction(call, async (tx) => {
    const { services, tenantId, now } = call
    const active = (await feedsOfOffice(tx, tenantId)).filter(({ state }) => state === 'active')
    if (active.length === 0) return

    const runs = await lastRuns(tx, tenantId)
    for (const { id, since, settings } of active) {
      if (settings.schedule === null) continue
      const run = runs.get(id)
      const last = run === undefined ? {} : { last: { startedAt: run.startedAt, failed: run.outcome === 'failed' } }
      if (nextRun(settings.schedule, { since, ...last }, now) > now) continue
      await services.queue.enqueue(tx, 'run-feed', { tenantId, feedId: id, cause: 'schedule', by: null }, { key: id })
    }
    for (const feed of active) if (silentFrom(feed.settings.freshnessHours, newestOf(feed)) <= now) await tellSilence(tx, call, feed)
  })

async function tellSilence(tx: Tx, { tenantId, now }: Call, feed: FeedRow): Promise<void> {
  const newest = newestOf(feed)
  const subject = { feedId: feed.id, title: feed.settings.name, dueAt: silentFrom(feed.settings.freshnessHours, newest) }
  await sql`
    insert into notices (tenant_id, account_id, subject_key, kind, subject, at)
    select a.tenant_id, a.id, ${`feed:${feed.id}:${newest}`}, 'feed.silent', ${JSON.stringify(subject)}::jsonb, ${now}
      from accounts a join account_roles l on l.tenant_id = a.tenant_id and l.account_id = a.id and l.role = 'administrator'
     where a.tenant_id = ${tenantId} and a.disabled_at is null
    on conflict (tenant_id, account_id, subject_key) do nothing`.execute(tx.q)
}
