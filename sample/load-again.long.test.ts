import type { Services } from '@haidang/server/platform/call'
import { expect, test } from 'vitest'
import { loadSample } from './load-sample.ts'
import { openServices } from './testing.ts'

test('two loads give the same figures, to the last digit and moment', async () => {
  const digests = []
  for (const name of ['sample once', 'sample again']) {
    const { services, close } = await openServices(name)
    try {
      const { office } = await loadSample(services)
      digests.push(await digestOf(services, office.tenantId))
    } finally {
      await close()
    }
  }
  expect(digests[1]).toEqual(digests[0])
}, 240_000)

async function digestOf(services: Services, tenantId: number): Promise<unknown> {
  const figures = `select md5(string_agg(concat_ws('|', r.period, r.unit_id, r.state, r.version, r.submitted_at, r.approved_at, e.indicator_id, e.numerator, e.denominator, e.note), E'\\n' order by r.period, r.unit_id, e.indicator_id)) as figures
    from reports r left join report_entries e on e.tenant_id = r.tenant_id and e.report_id = r.id where r.tenant_id = $1`
  const words = `select md5(string_agg(n.text, E'\\n' order by r.period, r.unit_id, n.heading)) as words from reports r join report_narratives n on n.tenant_id = r.tenant_id and n.report_id = r.id where r.tenant_id = $1`
  const duties = `select md5(string_agg(concat_ws('|', task_id, unit_id, state, done_at, note), E'\\n' order by task_id, unit_id)) as duties from task_assignments where tenant_id = $1`
  return Promise.all(
    [figures, words, duties].map(async (text) => (await services.pool.query<Record<string, string>>(text, [tenantId])).rows[0]),
  )
}
