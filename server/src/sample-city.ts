import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Services } from './platform/call.ts'
import { inNoOffice } from './platform/transaction.ts'

/** The sample stands beside the packages and calls the server's actions; an installation of its own may leave it out. */
const loader = new URL('../../sample/load-sample.ts', import.meta.url)
const begun = new URL('../../sample/load/remove-half-loaded.ts', import.meta.url)

/** Puts the sample city, as the owner, into a database that holds no office yet, or only one that a killed program had begun to fill. */
export async function loadSampleCity(services: Services, say: (line: string) => void): Promise<boolean> {
  const offices = await inNoOffice({ services }, (tx) => tx.q.selectFrom('tenants').select('slug').limit(2).execute())
  if (offices.length > 1 || !existsSync(fileURLToPath(loader))) return false
  const [office] = offices
  if (office !== undefined && office.slug !== (await memberOf(begun, 'loadingSlug'))) return false

  const loadSample = await memberOf(loader, 'loadSample')
  if (typeof loadSample !== 'function') throw new Error('sample/load-sample.ts exports no loadSample')
  say('Đang nạp thành phố mẫu… / Loading the sample city…')
  await loadSample(services, (line: unknown) => say(`  ${String(line)}`))
  // What came at once is not yet known to the planner, and the first people are there before autovacuum is.
  await services.pool.query('analyze')
  return true
}

/** sample/ imports this package, so this package knows it only at run time. */
async function memberOf(file: URL, name: string): Promise<unknown> {
  const module: unknown = await import(file.href)
  return typeof module === 'object' && module !== null ? Reflect.get(module, name) : undefined
}
