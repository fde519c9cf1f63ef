import type { FeedPreview, PreviewFeed } from '@haidang/api/feeds'
import { useState } from 'react'
import { post } from '../app/fetch.ts'
import { useMutation } from '../app/query.ts'
import { settingsToPreview } from './feed-draft.ts'
import type { FeedDraft } from './feed-draft.ts'

/** How a sample would be read: one that is pasted, or what the source says now. The last one stays while the next is on its way. */
export function usePreview(feedId: string | undefined) {
  const [data, setData] = useState<FeedPreview>()
  const look = useMutation((asked: PreviewFeed) => post<FeedPreview>('/api/feeds/preview', asked))
  const run = async (asked: PreviewFeed): Promise<void> => {
    const read = await look.run({ ...asked, ...(feedId === undefined ? {} : { feedId }) })
    if (read !== undefined) setData(read)
  }
  return {
    data,
    error: look.error,
    busy: look.busy,
    ask: (draft: FeedDraft) => run(settingsToPreview(draft, false)),
    read: (draft: FeedDraft, sample: string) => run({ ...settingsToPreview(draft, true), sample }),
  }
}
export type Preview = ReturnType<typeof usePreview>
