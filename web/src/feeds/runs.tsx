import { outcomeSentence } from '@haidang/api/feed-sentences'
import type { FeedRun } from '@haidang/api/feeds'
import { formatInstant, formatSize } from '../app/format.ts'
import { openQuery } from '../app/router.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'
import { useLanguage } from '../words/language.ts'
import { OutcomePill } from './condition-pill.tsx'

/** What came of every asking, with the reason where nothing did. */
export function Runs({ runs }: { readonly runs: readonly FeedRun[] }) {
  const words = useWords(feedsWords)
  const language = useLanguage()
  const columns = words.runs
  const open = ({ id }: FeedRun): void => openQuery('lan', id)
  return (
    <Table
      caption={words.feed.runs}
      rows={runs}
      rowKey={({ id }) => id}
      onOpen={open}
      columns={[
        {
          key: 'at',
          head: columns.at,
          rowHead: true,
          width: 'narrow',
          cell: (run) => (
            <button
              type="button"
              className="feed-open"
              aria-label={columns.open(formatInstant(run.startedAt))}
              onClick={() => open(run)}
              tabIndex={-1}
            >
              {formatInstant(run.startedAt)}
            </button>
          ),
        },
        {
          key: 'cause',
          head: columns.cause,
          width: 'narrow',
          cell: ({ cause, by }) => (by === null ? columns.causes[cause] : <span lang="vi">{by}</span>),
        },
        { key: 'outcome', head: columns.outcome, width: 'narrow', cell: ({ outcome }) => <OutcomePill outcome={outcome} /> },
        {
          key: 'what',
          head: columns.what,
          cell: (run) => (
            <>
              {outcomeSentence(run, language)}
              {run.fileName === null ? null : <div className="soft small">{run.fileName}</div>}
            </>
          ),
        },
        {
          key: 'size',
          head: columns.size,
          number: true,
          cell: ({ bytes }) => (bytes === null ? '' : formatSize(bytes)),
        },
      ]}
    />
  )
}
