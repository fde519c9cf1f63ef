import { failureSentence } from '@haidang/api/feed-sentences'
import type { FeedPreview, Feeds } from '@haidang/api/feeds'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useState } from 'react'
import { formatPeriod, shortPeriod } from '../app/format.ts'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { NoValue } from '../ui/state-pill.tsx'
import { Banner } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'
import { useLanguage } from '../words/language.ts'
import { uiWords } from '../words/ui.ts'
import { isOnlyUnsaid } from './feed-draft.ts'
import type { FeedDraft } from './feed-draft.ts'
import { refusalSentence } from './refusal-sentence.ts'
import { Findings } from './run-drawer.tsx'
import type { Preview } from './use-preview.ts'

type PreviewPanelProps = {
  readonly draft: FeedDraft
  readonly preview: Preview
  readonly indicators: Feeds['indicators']
  readonly onAsk: () => void
  readonly onChange: (part: Partial<FeedDraft>) => void
}

/** A sample, pasted or asked for now, and what would become of it. Nothing is kept. */
export function PreviewPanel({ draft, preview, indicators, onAsk, onChange }: PreviewPanelProps) {
  const all = useWords(feedsWords)
  const words = all.form
  const ui = useWords(uiWords)
  const [sample, setSample] = useState('')
  return (
    <section className="feed-part" aria-labelledby="feed-sample">
      <h2 id="feed-sample">{words.sample}</h2>
      <p className="soft">{words.sampleAbout}</p>
      <TextArea
        label={words.pasted}
        rows={4}
        maxLength={300_000}
        spellCheck={false}
        className="feed-code"
        value={sample}
        onChange={setSample}
      />
      <div className="row">
        <Button icon="search" busy={preview.busy} disabled={sample.trim() === ''} onClick={() => void preview.read(draft, sample)}>
          {words.look}
        </Button>
        {draft.kind === 'push' ? null : (
          <Button icon="download" busy={preview.busy} onClick={onAsk}>
            {words.ask}
          </Button>
        )}
      </div>
      {preview.error === undefined ? null : <Banner tone="bad">{refusalSentence(preview.error, all, ui)}</Banner>}
      {preview.data === undefined ? null : <Seen seen={preview.data} indicators={indicators} draft={draft} onChange={onChange} />}
    </section>
  )
}

function Seen({ seen, indicators, draft, onChange }: Omit<PreviewPanelProps, 'preview' | 'onAsk'> & { readonly seen: FeedPreview }) {
  const words = useWords(feedsWords).preview
  const language = useLanguage()
  const { failure } = seen
  const names = new Map(indicators.map(({ id, name }) => [id, name]))
  const listed = new Set(draft.listed.map(({ code }) => code))
  const strangers = seen.findings.flatMap(({ finding, text }) =>
    (finding === 'unitUnknown' || finding === 'unitAmbiguous') && !listed.has(text) ? [text] : [],
  )
  return (
    <div className="feed-preview" role="status">
      <h3>{words.title}</h3>
      <div className="row soft">
        <span>{words.records(String(seen.records))}</span>
        {seen.fileName === null ? null : <span>{words.file(seen.fileName)}</span>}
        <span>{words.period(formatPeriod(seen.period))}</span>
      </div>
      {failure === null ? null : isOnlyUnsaid(seen) ? (
        <Banner>{words.sayFields}</Banner>
      ) : (
        <Banner tone="bad">{failureSentence(failure, language)}</Banner>
      )}
      {seen.rows.length === 0 ? null : (
        <>
          <p className="soft">{words.rows}</p>
          <Table
            caption={words.rows}
            rows={seen.rows}
            rowKey={(cells) => String(seen.rows.indexOf(cells))}
            columns={seen.fields.map((field, column) => ({
              key: field,
              head: field,
              cell: (cells: readonly string[]) => cells[column] ?? '',
            }))}
          />
        </>
      )}
      {failure === null ? <p>{seen.figures === 0 ? words.noFigures : words.figures(String(seen.figures))}</p> : null}
      {seen.shown.length === 0 ? null : (
        <Table
          caption={words.figures(String(seen.figures))}
          rows={seen.shown}
          rowKey={({ unitId, indicatorId, period }) => `${unitId} ${indicatorId} ${period}`}
          columns={[
            { key: 'unit', head: words.unit, rowHead: true, cell: ({ unit }) => <span lang="vi">{unit}</span> },
            { key: 'indicator', head: words.indicator, cell: ({ indicatorId }) => <span lang="vi">{names.get(indicatorId)}</span> },
            { key: 'month', head: words.month, cell: ({ period }) => shortPeriod(period) },
            { key: 'numerator', head: words.numerator, number: true, cell: ({ numerator }) => <Shown value={numerator} /> },
            { key: 'denominator', head: words.denominator, number: true, cell: ({ denominator }) => <Shown value={denominator} /> },
          ]}
        />
      )}
      <Findings findings={seen.findings} unmapped={seen.unmapped} />
      {strangers.length === 0 ? null : (
        <div className="row">
          {strangers.slice(0, 20).map((code) => (
            <Button key={code} small icon="plus" onClick={() => onChange({ listed: [...draft.listed, { code, unitId: '' }] })}>
              {words.listUnit(code)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

const Shown = ({ value }: { readonly value: string | null }) => (value === null ? <NoValue /> : formatDecimal(value))
