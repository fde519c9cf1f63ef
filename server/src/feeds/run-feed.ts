import { join } from 'node:path'
import { systemCall } from '../platform/call.ts'
import type { Call, Services } from '../platform/call.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import { askingMs, connectionFailure, FetchFailed } from '../platform/fetched.ts'
import type { Fetched } from '../platform/fetched.ts'
import { offeredIn, readOffered } from './fetch-files.ts'
import { fetchHttp } from '../platform/fetch-http.ts'
import { fetchSftp } from './fetch-sftp.ts'
import { askedPeriod, receiveDelivery, recordFailure } from './receive-delivery.ts'
import type { Delivery } from './receive-delivery.ts'
import { openSecret } from './secrets.ts'
import { feedOf, slugOf } from './store.ts'
import type { FeedRow } from './store.ts'

type Asking = Pick<Delivery, 'cause' | 'by'>

/** Asks a feed's source and takes over what it brings; that it brought nothing, and why, is a run too. */
export async function runFeed(services: Services, tenantId: number, feedId: string, { cause, by }: Asking): Promise<void> {
  const call = await systemCall(services, tenantId, 'Hải Đăng')
  const { feed, slug } = await inReading(call, async (tx) => ({
    feed: await feedOf(tx, tenantId, feedId),
    slug: await slugOf(tx, tenantId),
  }))
  if (feed.state === 'paused') return

  const asked = { cause, by, startedAt: call.now }
  let fetched: readonly Fetched[]
  try {
    fetched = await fetchFrom(call, feed, slug)
  } catch (error) {
    if (!(error instanceof FetchFailed)) throw error
    services.log.info({ feed: feedId, failure: error.failure.failure }, 'a feed brought nothing')
    await recordFailure(call, feed, { ...asked, failure: error.failure })
    return
  }
  for (const { bytes, fileName, modifiedAt } of fetched) {
    await receiveDelivery(call, feedId, { ...asked, bytes, fileName, key: null })
    if (modifiedAt === undefined) continue
    await inTransaction(call, (tx) =>
      tx.q.updateTable('feeds').set({ files_until: modifiedAt }).where('tenant_id', '=', tenantId).where('id', '=', feedId).execute(),
    )
  }
}

/** What the source of a feed has for us now. */
export async function fetchFrom(
  { services, now }: Call,
  { settings, secret: sealed, filesUntil }: Pick<FeedRow, 'settings' | 'secret' | 'filesUntil'>,
  slug: string,
): Promise<readonly Fetched[]> {
  const { source } = settings
  const { dataDir, keysDir, feedHosts: allowedHosts } = services
  const secret = sealed === null ? undefined : await openSecret(keysDir, sealed)
  const signal = AbortSignal.timeout(askingMs)
  switch (source.kind) {
    case 'http': {
      const header = source.header === null || secret === undefined ? undefined : { name: source.header, value: secret }
      return [await fetchHttp({ url: addressFor(source.url, askedPeriod(settings, now)), header, allowedHosts, signal })]
    }
    case 'folder':
      return readOffered(await offeredIn(folderOf(dataDir, slug), source.path).catch(rethrow), filesUntil)
    case 'sftp':
      return fetchSftp({ ...source, secret: secret ?? '', readUntil: filesUntil, allowedHosts, signal })
    case 'push':
      return []
  }
}

const rethrow = (error: unknown): never => {
  throw connectionFailure(error)
}

/** Where an office's files are laid. */
export const folderOf = (dataDir: string, slug: string): string => join(dataDir, 'feeds', slug)

/** {period}, {year} and {month} of an address, "2024-05", "2024" and "05"; URL() has written the braces as %7B and %7D. */
export function addressFor(url: string, period: string): string {
  const [year = '', month = ''] = period.split('-')
  return url.replaceAll(
    /(?:\{|%7B)(period|year|month)(?:\}|%7D)/giu,
    (_all, name: string) => ({ period, year, month })[name.toLowerCase()] ?? '',
  )
}
