import type { Feed } from '@haidang/api/feeds'
import { createFeedSchema, feedSettingsSchema } from '@haidang/api/feeds'
import { describe, expect, test } from 'vitest'
import { draftOf, emptyDraft, faultsBeforeSample, faultsOf, settingsOf, settingsToPreview } from './feed-draft.ts'
import type { FeedDraft } from './feed-draft.ts'

const indicatorId = '01a221a2-d7a3-7000-8000-000000000001'
const portal: FeedDraft = {
  ...emptyDraft,
  name: 'Hồ sơ một cửa',
  system: 'Cổng dịch vụ công',
  url: 'https://dvc.example.vn/thong-ke?ky={period}',
  unitField: 'donVi',
  periodField: 'ky',
  series: [{ indicatorId, numerator: 'trucTuyen', denominator: 'tiepNhan' }],
}
const key = `SHA256:${'a'.repeat(43)}`

describe('a draft', () => {
  const sftp = { ...portal, kind: 'sftp', host: 'ftp.example.vn', user: 'lay', path: 'ra/*.csv', hostKey: key, secret: 'mật' } as const
  const drafts: readonly FeedDraft[] = [
    portal,
    { ...portal, kind: 'folder', path: 'ho-so-*.csv', format: 'csv', numbers: 'vietnamese', rhythm: 'hours', everyHours: '3' },
    sftp,
    { ...portal, kind: 'push', isLong: true, seriesField: 'chiTieu', valueField: 'giaTri', periodField: '' },
  ]

  test.each(drafts)('of $kind can be sent, and comes back as it was, without its secret', (draft) => {
    expect(faultsOf(draft, false)).toEqual([])
    const { secret: _secret, ...settings } = createFeedSchema.parse(settingsOf(draft))
    const again = settingsOf(draftOf({ settings: feedSettingsSchema.parse(settings) } satisfies Pick<Feed, 'settings'>))
    expect(again).toEqual(settings)
  })
})

test('what cannot be sent is named from the top down', () => {
  expect(faultsOf(emptyDraft, false)).toEqual(['name', 'system', 'url', 'unitField'])
  expect(faultsOf({ ...portal, url: 'ftp://x', header: 'X-Key', freshnessHours: '0' }, false)).toEqual(['url', 'secret', 'freshnessHours'])
  expect(faultsOf({ ...portal, header: 'X-Key' }, true)).toEqual([])
  expect(faultsOf({ ...portal, kind: 'sftp', hostKey: 'SHA256:ngắn', port: '0' }, true)).toEqual([
    'host',
    'port',
    'user',
    'hostKey',
    'path',
  ])
  expect(faultsOf({ ...portal, series: [{ indicatorId, numerator: ' ', denominator: '' }], dailyAt: '24:00' }, false)).toEqual([
    'series',
    'dailyAt',
  ])
})

test('a sample can be looked through before anything is said of it, and needs nothing of the source where it is pasted', () => {
  expect(createFeedSchema.parse(settingsToPreview(emptyDraft, true))).toMatchObject({ source: { kind: 'push' }, schedule: null })
  expect(faultsBeforeSample(emptyDraft, false)).toEqual(['url'])
  expect(createFeedSchema.parse(settingsToPreview({ ...emptyDraft, url: portal.url, freshnessHours: '' }, false))).toMatchObject({
    source: { kind: 'http' },
    freshnessHours: 24,
  })
})
