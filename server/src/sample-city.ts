import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Services } from './platform/call.ts'

/** The sample stands beside the packages, imports the server's actions, and is not needed by an installation of its own. */
const loader = new URL('../../sample/load-sample.ts', import.meta.url)

/** The name of the office while it is being filled; the loader takes away what a killed program left under it. */
const loadingSlug = 'vung-tau-dang-nap'

/** Puts the sample city into a database that holds no office yet. */
export async function loadSampleCity(services: Services, say: (line: string) => void): Promise<boolean> {
  const office = await services.db.selectFrom('tenants').select('tenant_id').where('slug', '<>', loadingSlug).limit(1).executeTakeFirst()
  if (office !== undefined || !existsSync(fileURLToPath(loader))) return false

  const module: unknown = await import(loader.href)
  if (typeof module !== 'object' || module === null || !('loadSample' in module) || typeof module.loadSample !== 'function') {
    throw new Error('sample/load-sample.ts exports no loadSample')
  }
  say('Đang nạp thành phố mẫu… / Loading the sample city…')
  await module.loadSample(services, (progress: unknown) => say(`  ${typeof progress === 'string' ? progress : JSON.stringify(progress)}`))
  return true
}
