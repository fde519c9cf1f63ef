import './feeds.css'
import type { Feed, Feeds } from '@haidang/api/feeds'
import type { UnitsOfDay } from '@haidang/api/units'
import { useState } from 'react'
import { post, put } from '../app/fetch.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useMutation, useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'
import { uiWords } from '../words/ui.ts'
import { draftOf, emptyDraft, faultsBeforeSample, faultsOf, settingsOf } from './feed-draft.ts'
import type { FeedDraft, FieldsProps } from './feed-draft.ts'
import { MappingFields } from './mapping-fields.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { ReadingFields } from './reading-fields.tsx'
import { refusalSentence } from './refusal-sentence.ts'
import { SourceFields } from './source-fields.tsx'
import { usePreview } from './use-preview.ts'
import { WhenFields } from './when-fields.tsx'

export function NewPage() {
  const words = useWords(feedsWords)
  return (
    <>
      <PageHead title={words.form.newTitle} back={{ href: '/nguon-du-lieu', label: words.feed.back }} />
      <Form feed={undefined} />
    </>
  )
}

export function ChangePage({ id }: { readonly id: string }) {
  const words = useWords(feedsWords)
  const { data, error, loading, reload } = useQuery<Feed>(`/api/feeds/${id}`)
  const title = data ? words.form.changeTitle(data.name) : words.title
  return (
    <>
      <PageHead title={title} back={{ href: `/nguon-du-lieu/${id}`, label: data?.name ?? words.feed.back }} />
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={8} /> : null}
      {data ? <Form feed={data} /> : null}
    </>
  )
}

/** `feed` is the one that stood when the form was opened: whoever changed it meanwhile is not overwritten. */
function Form({ feed: given }: { readonly feed: Feed | undefined }) {
  const all = useWords(feedsWords)
  const words = all.form
  const ui = useWords(uiWords)
  const [feed] = useState(given)
  const [draft, setDraft] = useState<FeedDraft>(() => (feed === undefined ? emptyDraft : draftOf(feed)))
  const [tried, setTried] = useState<'save' | 'ask' | null>(null)
  const feeds = useQuery<Feeds>('/api/feeds')
  const units = useQuery<UnitsOfDay>('/api/units')
  const save = useMutation((settings: ReturnType<typeof settingsOf>) =>
    feed === undefined ? post<Feed>('/api/feeds', settings) : put<Feed>(`/api/feeds/${feed.id}`, { ...settings, revision: feed.revision }),
  )
  const preview = usePreview(feed?.id)
  const hasSecret = feed?.hasSecret ?? false
  const faults = faultsOf(draft, hasSecret)
  const shown = tried === 'save' ? faults : tried === 'ask' ? faultsBeforeSample(draft, hasSecret) : []
  const fields: FieldsProps = {
    draft,
    onChange: (part) => setDraft((now) => ({ ...now, ...part })),
    errorAt: (place) => (shown.includes(place) ? { error: words.faults[place] } : {}),
  }
  const send = async (): Promise<void> => {
    setTried('save')
    if (faults.length > 0) return
    const saved = await save.run(settingsOf(draft))
    if (saved === undefined) return
    refreshQueries('/api/feeds')
    toast({ title: words.saved, tone: 'good' })
    navigate(`/nguon-du-lieu/${saved.id}`, { replace: true })
  }
  const ask = (): void => {
    setTried('ask')
    if (faultsBeforeSample(draft, hasSecret).length === 0) void preview.ask(draft)
  }
  if (feeds.error !== undefined && !feeds.data) return <ProblemState error={feeds.error} onRetry={() => void feeds.reload()} />
  if (!feeds.data) return <Skeleton rows={8} />
  return (
    <form
      className="feed-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <SourceFields {...fields} hasSecret={hasSecret} folder={feeds.data.folder} />
      <WhenFields {...fields} />
      <ReadingFields {...fields} seen={preview.data} />
      <PreviewPanel draft={draft} preview={preview} indicators={feeds.data.indicators} onAsk={ask} onChange={fields.onChange} />
      <MappingFields {...fields} seen={preview.data} indicators={feeds.data.indicators} units={units.data?.units ?? []} />
      {save.error === undefined ? null : <Banner tone="bad">{refusalSentence(save.error, all, ui)}</Banner>}
      {tried === 'save' && faults.length > 0 ? <Banner tone="bad">{words.missing(faults.length)}</Banner> : null}
      <div>
        <Button type="submit" look="primary" icon="check" busy={save.busy}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
