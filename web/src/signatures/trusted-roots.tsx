import './signatures.css'
import type { TrustedRoots } from '@haidang/api/signatures'
import { formatDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { signaturesWords } from '../words/signatures.ts'
import { AddRootDialog, EndRootDialog } from './root-dialogs.tsx'

type Root = TrustedRoots['roots'][number]

/** Whom the office trusts for signatures on documents of others. */
export function TrustedRootsPart() {
  const words = useWords(signaturesWords).roots
  const { data, error, loading, reload, setData } = useQuery<TrustedRoots>('/api/trusted-roots')
  const [open, setOpen] = useState<'add' | Root>()
  const done = (next: TrustedRoots): void => {
    setData(() => next)
    setOpen(undefined)
  }
  return (
    <section aria-labelledby="trusted-roots">
      <h2 id="trusted-roots">{words.title}</h2>
      <p className="soft">{words.about}</p>
      {loading ? <Skeleton rows={3} /> : null}
      {error === undefined || data ? null : <ProblemState error={error} onRetry={() => void reload()} />}
      {data?.roots.length === 0 ? <p>{words.none}</p> : null}
      {data && data.roots.length > 0 ? <Roots view={data} onEnd={setOpen} /> : null}
      {data?.can.change ? (
        <div>
          <Button icon="plus" onClick={() => setOpen('add')}>
            {words.add}
          </Button>
        </div>
      ) : null}
      {open === 'add' ? <AddRootDialog onClose={() => setOpen(undefined)} onDone={done} /> : null}
      {open === undefined || open === 'add' ? null : <EndRootDialog root={open} onClose={() => setOpen(undefined)} onDone={done} />}
    </section>
  )
}

function Roots({ view: { roots, can }, onEnd }: { readonly view: TrustedRoots; readonly onEnd: (root: Root) => void }) {
  const words = useWords(signaturesWords).roots
  return (
    <Table
      caption={words.title}
      rows={roots}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: words.name,
          rowHead: true,
          width: 'wide',
          cell: ({ name, sha256 }) => (
            <>
              {name}
              <div>
                <code className="root-hash">{sha256}</code>
              </div>
            </>
          ),
        },
        {
          key: 'from',
          head: words.from,
          cell: ({ trustedFrom, ended }) => (
            <>
              {formatDay(trustedFrom)}{' '}
              <StatePill tone={ended === null ? 'good' : 'plain'}>
                {ended === null ? words.trusted : words.ended(formatDay(ended.until))}
              </StatePill>
              {ended === null ? null : <div className="soft small">{ended.reason}</div>}
            </>
          ),
        },
        {
          key: 'inForce',
          head: words.inForce,
          cell: ({ inForce }) => <span className="figures">{words.span(formatDay(inForce.from), formatDay(inForce.until))}</span>,
        },
        { key: 'source', head: words.source, cell: ({ source }) => <span lang="vi">{source}</span> },
        {
          key: 'recorded',
          head: words.recorded,
          cell: ({ recordedBy, recordedAt }) => (
            <>
              {recordedBy}
              <div className="soft small figures">{formatInstant(recordedAt)}</div>
            </>
          ),
        },
        ...(can.change
          ? [
              {
                key: 'acts',
                head: words.acts,
                cell: (root: Root) =>
                  root.ended === null ? (
                    <Button small className="root-end" aria-label={words.endOf(root.name)} onClick={() => onEnd(root)}>
                      {words.end}
                    </Button>
                  ) : null,
              },
            ]
          : []),
      ]}
    />
  )
}
