import type {
  ChangeFeed,
  CreateFeed,
  Feed,
  FeedHead,
  FeedPreview,
  FeedRunPage,
  Feeds,
  FeedSettings,
  FeedSource,
  PreviewFeed,
} from '@haidang/api/feeds'
import type { Content } from '@haidang/domain/feeds/delivery'
import { nextRun, silentFrom } from '@haidang/domain/feeds/schedule'
import type { Instant } from '@haidang/domain/periods/day'
import { v7 as newId } from 'uuid'
import { toJson } from '../database/tables.ts'
import { audit } from '../platform/audit.ts'
import { systemCall } from '../platform/call.ts'
import type { Call, Services } from '../platform/call.ts'
import { problem, refusal } from '../platform/problems.ts'
import { newToken, readToken } from '../platform/sessions.ts'
import { constraintOf, inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { unitVersions } from '../units/store.ts'
import { FetchFailed } from '../platform/fetched.ts'
import type { Fetched } from '../platform/fetched.ts'
import { askedPeriod, readDelivery, receiveDelivery } from './receive-delivery.ts'
import type { DeliveryRefusal } from './receive-delivery.ts'
import { fetchFrom, folderOf } from './run-feed.ts'
import { sealSecret } from './secrets.ts'
import {
  deliveredWith,
  feedOf,
  feedOfToken,
  feedsOfOffice,
  lastRuns,
  mappableIndicators,
  newestOf,
  runOf,
  runsOf,
  slugOf,
  unknownUnits,
} from './store.ts'
import type { FeedRow, RunRow } from './store.ts'

/** Of a run so many values are shown; the whole is the file. */
const shownValues = 2000
const [shownRows, shownFigures] = [10, 20]

export const listFeeds = (call: Call): Promise<Feeds> =>
  inReading(call, async (tx) => {
    const { tenantId, services } = call
    const runs = await lastRuns(tx, tenantId)
    return {
      feeds: (await feedsOfOffice(tx, tenantId)).map((feed) => headOf(feed, runs.get(feed.id), call.now)),
      indicators: [...(await mappableIndicators(tx, tenantId))],
      folder: folderOf(services.dataDir, await slugOf(tx, tenantId)),
    }
  })

export const readFeed = (call: Call, id: string): Promise<Feed> =>
  inReading(call, async (tx) => {
    const { tenantId, now } = call
    const feed = await feedOf(tx, tenantId, id)
    const runs = await runsOf(tx, tenantId, id)
    const { settings, revision, secret, hasToken } = feed
    return { ...headOf(feed, runs[0], now), settings, revision, hasSecret: secret !== null, hasToken, runs: runs.map(wireRun) }
  })

export const readRun = (call: Call, feedId: string, runId: string): Promise<FeedRunPage> =>
  inReading(call, async (tx) => {
    const { tenantId } = call
    const { settings } = await feedOf(tx, tenantId, feedId)
    const run = await runOf(tx, tenantId, feedId, runId)
    const delivered = await deliveredWith(tx, tenantId, run)
    return {
      ...wireRun(run),
      feed: { id: feedId, name: settings.name },
      unmapped: [...run.unmapped],
      delivered: delivered.slice(0, shownValues).map(([unit, series, period, text]) => ({ unit, series, period, text })),
    }
  })

/** The bytes that a run brought, to be saved. */
export const fileOfRun = (call: Call, feedId: string, runId: string) =>
  inReading(call, async (tx) => {
    const { tenantId } = call
    const { settings } = await feedOf(tx, tenantId, feedId)
    const { sha256, fileName, startedAt } = await runOf(tx, tenantId, feedId, runId)
    const file = await tx.q
      .selectFrom('stored_files')
      .select(['sha256', 'size', 'media_type'])
      .where('tenant_id', '=', tenantId)
      .where('sha256', '=', sha256)
      .executeTakeFirst()
    if (file === undefined) throw problem('notFound')
    const name = fileName ?? `${settings.name} ${startedAt.slice(0, 16).replaceAll(':', '')}.${settings.reading.format}`
    return { sha256: file.sha256, size: file.size, mediaType: file.media_type, fileName: name }
  })

function headOf(feed: FeedRow, run: RunRow | undefined, now: Instant): FeedHead {
  const { id, state, settings, newestAt, since } = feed
  const silent = silentFrom(settings.freshnessHours, newestOf(feed))
  const last = run === undefined ? {} : { last: { startedAt: run.startedAt, failed: run.outcome === 'failed' } }
  return {
    id,
    name: settings.name,
    system: settings.system,
    kind: settings.source.kind,
    state,
    condition: conditionOf(feed, { run, isSilent: silent <= now }),
    lastRun: run === undefined ? null : wireRun(run),
    newestAt,
    nextRunAt: state === 'paused' || settings.schedule === null ? null : nextRun(settings.schedule, { since, ...last }, now),
    silentFrom: silent,
  }
}

function conditionOf(
  { state, newestAt }: FeedRow,
  { run, isSilent }: { readonly run: RunRow | undefined; readonly isSilent: boolean },
): FeedHead['condition'] {
  if (state === 'paused') return 'paused'
  if (isSilent) return 'silent'
  if (run?.outcome === 'failed') return 'failing'
  return newestAt === null ? 'never' : 'fresh'
}

const wireRun = ({ feedId: _feed, feedRevision: _revision, unmapped: _unmapped, ...run }: RunRow) => run

export type FeedRefusal =
  | {
      readonly refused:
        | 'scheduleMissing'
        | 'secretMissing'
        | 'secretInAddress'
        | 'secretForAnother'
        | 'sampleMissing'
        | 'paused'
        | 'notSent'
    }
  | { readonly refused: 'mappingUnknown'; readonly indicatorIds: readonly string[]; readonly unitIds: readonly string[] }

export const createFeed = (call: Call, { secret, ...settings }: CreateFeed): Promise<string | FeedRefusal> =>
  namedApart(
    inTransaction<string | FeedRefusal>(call, async (tx) => {
      const { tenantId, viewer, now, services } = call
      const refused = await settingsRefusal(tx, tenantId, settings, { hasSecret: isGiven(secret) })
      if (refused !== undefined) return refused

      const id = newId()
      await tx.q
        .insertInto('feeds')
        .values({
          tenant_id: tenantId,
          id,
          name: settings.name,
          kind: settings.source.kind,
          state: 'active',
          settings: toJson(settings),
          secret: isGiven(secret) ? await sealSecret(services.keysDir, secret) : null,
          token_hash: null,
          since: now,
          newest_at: null,
          files_until: null,
          changed_at: now,
          changed_by: viewer.accountId,
        })
        .execute()
      await audit(tx, call, { stream: 'feeds', action: 'feedMade', subject: id, detail: told(settings) })
      return id
    }),
  )

export const changeFeed = (call: Call, id: string, { secret, revision, ...settings }: ChangeFeed): Promise<string | FeedRefusal> =>
  namedApart(
    inTransaction<string | FeedRefusal>(call, async (tx) => {
      const { tenantId, viewer, now, services } = call
      const before = await feedOf(tx, tenantId, id, 'forChange')
      if (before.revision !== revision) throw problem('changedMeanwhile', { current: { revision: before.revision } })
      // What was given for one machine is not said to another.
      const isElsewhere = machineOf(before.settings.source) !== machineOf(settings.source)
      if (secret === undefined && before.secret !== null && isElsewhere) return { refused: 'secretForAnother' }

      const hasSecret = secret === undefined ? before.secret !== null : isGiven(secret)
      const refused = await settingsRefusal(tx, tenantId, settings, { hasSecret })
      if (refused !== undefined) return refused
      await tx.q
        .updateTable('feeds')
        .set({
          name: settings.name,
          kind: settings.source.kind,
          settings: toJson(settings),
          revision: revision + 1,
          changed_at: now,
          changed_by: viewer.accountId,
          ...(secret === undefined ? {} : { secret: isGiven(secret) ? await sealSecret(services.keysDir, secret) : null }),
          ...(settings.source.kind === 'push' ? {} : { token_hash: null }),
          ...(isElsewhere ? { files_until: null } : {}),
        })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .execute()
      const detail = { ...told(settings), before: told(before.settings), secret: secret === undefined ? 'kept' : 'given' }
      await audit(tx, call, { stream: 'feeds', action: 'feedChanged', subject: id, detail })
      return id
    }),
  )

const isGiven = (secret: string | undefined): secret is string => secret !== undefined && secret !== ''

/** Two feeds of an office are not called the same. */
const namedApart = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw constraintOf(error) === 'feeds_tenant_id_name_key' ? refusal({ refused: 'nameTaken' }) : error
  })

/** The machine that a secret is for. */
function machineOf(source: FeedSource): string {
  if (source.kind === 'http') return new URL(source.url).origin
  return source.kind === 'sftp' ? `${source.user}@${source.host}:${source.port}` : source.kind
}

async function settingsRefusal(
  tx: Tx,
  tenantId: number,
  { source, schedule, mapping }: FeedSettings,
  { hasSecret }: { readonly hasSecret: boolean },
): Promise<FeedRefusal | undefined> {
  if ((source.kind === 'push') !== (schedule === null)) return { refused: 'scheduleMissing' }
  if (source.kind === 'http' && (new URL(source.url).username !== '' || new URL(source.url).password !== ''))
    return { refused: 'secretInAddress' }
  if (!hasSecret && (source.kind === 'sftp' || (source.kind === 'http' && source.header !== null))) return { refused: 'secretMissing' }

  const known = new Set((await mappableIndicators(tx, tenantId)).map(({ id }) => id))
  const indicatorIds = mapping.series.map(({ indicatorId }) => indicatorId).filter((id) => !known.has(id))
  const unitIds = await unknownUnits(tx, tenantId, [...new Set(mapping.units.listed.map(({ unitId }) => unitId))])
  return indicatorIds.length + unitIds.length > 0 ? { refused: 'mappingUnknown', indicatorIds, unitIds } : undefined
}

/** The settings as the log tells them: what stands behind a question mark in an address may be a key. */
function told({ source, ...settings }: FeedSettings) {
  return { ...settings, source: source.kind === 'http' ? { ...source, url: source.url.replace(/[?#].*$/su, '?…') } : source }
}

/** Stops asking, or begins again: what is expected is expected from now on. */
export const setFeedState = (call: Call, id: string, state: FeedRow['state']): Promise<void> =>
  inTransaction(call, async (tx) => {
    const { tenantId, now } = call
    const before = await feedOf(tx, tenantId, id, 'forChange')
    if (before.state === state) return
    await tx.q
      .updateTable('feeds')
      .set({ state, ...(state === 'active' ? { since: now } : {}) })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute()
    const { name } = before.settings
    await audit(tx, call, { stream: 'feeds', action: state === 'active' ? 'feedResumed' : 'feedPaused', subject: id, detail: { name } })
  })

/** A new token for who sends us data, told this once; the one before ends. */
export const renewToken = (call: Call, id: string): Promise<{ readonly token: string } | FeedRefusal> =>
  inTransaction<{ readonly token: string } | FeedRefusal>(call, async (tx) => {
    const { tenantId } = call
    const { settings } = await feedOf(tx, tenantId, id, 'forChange')
    if (settings.source.kind !== 'push') return { refused: 'notSent' }
    const { text, hash } = newToken(tenantId)
    await tx.q.updateTable('feeds').set({ token_hash: hash }).where('tenant_id', '=', tenantId).where('id', '=', id).execute()
    await audit(tx, call, { stream: 'feeds', action: 'feedTokenMade', subject: id, detail: { name: settings.name } })
    return { token: text }
  })

/** Has the source asked now; the run has its line when it brings something. */
export const askToRun = (call: Call, id: string): Promise<{ readonly ok: true } | FeedRefusal> =>
  inTransaction<{ readonly ok: true } | FeedRefusal>(call, async (tx) => {
    const { services, tenantId, viewer } = call
    const { state, settings } = await feedOf(tx, tenantId, id)
    if (state === 'paused') return { refused: 'paused' }
    if (settings.source.kind === 'push') return { refused: 'notSent' }
    await services.queue.enqueue(tx, 'run-feed', { tenantId, feedId: id, cause: 'person', by: viewer.accountId }, { key: id })
    return { ok: true }
  })

/** The feed whose token a request brings. */
export async function feedOfBearer(
  services: Services,
  authorization: string | undefined,
): Promise<{ readonly tenantId: number; readonly feed: FeedRow }> {
  const token = readToken(/^Bearer (\S+)$/u.exec(authorization ?? '')?.[1])
  const feed =
    token === undefined
      ? undefined
      : await inReading({ services, tenantId: token.tenantId }, async (tx) => {
          const id = await feedOfToken(tx, token.tenantId, token.hash)
          return id === undefined ? undefined : feedOf(tx, token.tenantId, id)
        })
  if (token === undefined || feed === undefined) throw problem('notSignedIn')
  return { tenantId: token.tenantId, feed }
}

/** What another system sends; the token says for which feed. */
export async function receivePush(
  services: Services,
  { authorization, key, bytes }: { readonly authorization: string | undefined; readonly key: string; readonly bytes: Buffer },
): Promise<RunRow | DeliveryRefusal> {
  const { tenantId, feed } = await feedOfBearer(services, authorization)
  const call = await systemCall(services, tenantId, feed.settings.system)
  return receiveDelivery(call, feed.id, { cause: 'push', by: null, startedAt: call.now, fileName: null, bytes, key })
}

/** How a sample, or what the source has now, would be read; nothing is kept. */
export async function previewFeed(call: Call, { feedId, sample, secret, ...settings }: PreviewFeed): Promise<FeedPreview | FeedRefusal> {
  const { services, tenantId, now } = call
  const standing = await inReading(call, async (tx) => ({
    feed: feedId === undefined ? undefined : await feedOf(tx, tenantId, feedId),
    slug: await slugOf(tx, tenantId),
  }))
  const period = askedPeriod(settings, now)
  if (sample === undefined) {
    if (settings.source.kind === 'push') return { refused: 'sampleMissing' }
    const { feed } = standing
    const isKept = secret === undefined && feed !== undefined && feed.secret !== null
    if (isKept && machineOf(feed.settings.source) !== machineOf(settings.source)) return { refused: 'secretForAnother' }
    const sealed = isGiven(secret) ? await sealSecret(services.keysDir, secret) : isKept ? feed.secret : null
    try {
      const fetched = await fetchFrom(call, { settings, secret: sealed, filesUntil: null }, standing.slug)
      return await readPreview(call, settings, fetched.at(-1))
    } catch (error) {
      if (!(error instanceof FetchFailed)) throw error
      return { ...nothingRead, period, failure: error.failure }
    }
  }
  return readPreview(call, settings, { bytes: Buffer.from(sample, 'utf8'), fileName: null })
}

const nothingRead = {
  fileName: null,
  bytes: null,
  records: 0,
  fields: [],
  units: [],
  rows: [],
  series: [],
  unmapped: [],
  findings: [],
  figures: 0,
  shown: [],
} satisfies Partial<FeedPreview>

const readPreview = (call: Call, settings: FeedSettings, fetched: Fetched | undefined): Promise<FeedPreview> =>
  inReading(call, async (tx) => {
    const period = askedPeriod(settings, call.now)
    if (fetched === undefined) return { ...nothingRead, period, failure: { failure: 'noRecords', text: '' } }
    const { failure, records = [], delivered, matched } = await readDelivery(tx, call, settings, fetched.bytes)
    const fields = [...new Set(records.slice(0, 200).flatMap((record) => [...record.fields.keys()]))]
    const names = new Map((await unitVersions(tx, call.tenantId)).map(({ id, name }) => [id, name]))
    return {
      failure,
      period,
      fileName: fetched.fileName,
      bytes: fetched.bytes.length,
      records: records.length,
      fields,
      units: [...new Set(delivered?.values.map(({ unit }) => unit))].toSorted(),
      rows: records.slice(0, shownRows).map((record) => fields.map((field) => shownContent(record.fields.get(field)))),
      series: [...(delivered?.series ?? [])],
      unmapped: [...(matched?.unmapped ?? [])],
      findings: [...(matched?.findings ?? [])],
      figures: matched?.figures.length ?? 0,
      shown: (matched?.figures ?? []).slice(0, shownFigures).map((figure) => ({ ...figure, unit: names.get(figure.unitId) ?? '' })),
    }
  })

const shownContent = (content: Content | undefined): string =>
  (typeof content === 'object' ? content.literal : (content ?? '')).slice(0, 200)
