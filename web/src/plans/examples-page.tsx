import './examples.css'
import type { ReadingExample, ReadingExamples } from '@haidang/api/imports'
import { useState } from 'react'
import { remove } from '../app/fetch.ts'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useMutation, useQuery } from '../app/query.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { uiWords } from '../words/ui.ts'
import { Refused } from './review-dialogs.tsx'

const address = '/api/reading-examples'

/** What reviewers corrected, office by office: everything that a later review may be offered, and the way to have it forgotten. */
export function ExamplesPage() {
  const words = useWords(plansWords)
  const list = useQuery<ReadingExamples>(address)
  const [forgetting, setForgetting] = useState<ReadingExample | null>(null)
  const { examples } = words
  return (
    <>
      <PageHead title={examples.title} facts={<span>{examples.about}</span>} back={{ href: '/van-ban', label: words.review.back }} />
      {list.error !== undefined && !list.data ? <ProblemState error={list.error} onRetry={() => void list.reload()} /> : null}
      {list.loading ? <Skeleton rows={6} /> : null}
      {list.data?.examples.length === 0 ? (
        <EmptyState title={examples.emptyTitle} action={<LinkButton href="/van-ban">{examples.toDocuments}</LinkButton>}>
          {examples.emptyDetail}
        </EmptyState>
      ) : null}
      {list.data && list.data.examples.length > 0 ? (
        <ExamplesTable examples={list.data.examples} canForget={list.data.can.forget} onForget={setForgetting} />
      ) : null}
      {forgetting ? <ForgetDialog example={forgetting} onClose={() => setForgetting(null)} /> : null}
    </>
  )
}

function ExamplesTable({
  examples: list,
  canForget,
  onForget,
}: {
  readonly examples: readonly ReadingExample[]
  readonly canForget: boolean
  readonly onForget: (example: ReadingExample) => void
}) {
  const words = useWords(plansWords)
  const { examples } = words
  return (
    <Table
      caption={examples.title}
      rows={list}
      rowKey={({ id }) => id}
      groupOf={({ issuer }) => issuer}
      columns={[
        {
          key: 'printed',
          head: examples.printed,
          rowHead: true,
          width: 'wide',
          cell: ({ correction }) => (
            <>
              <span className="soft small example-kind">{examples.kinds[correction.kind]}</span>
              <span lang="vi" className="example-printed">
                {correction.printed}
              </span>
            </>
          ),
        },
        {
          key: 'becomes',
          head: examples.becomes,
          cardLabel: examples.becomes,
          width: 'wide',
          cell: (example) => <Becomes example={example} />,
        },
        { key: 'times', head: examples.times, cardLabel: examples.times, number: true, width: 'narrow', cell: ({ times }) => times },
        {
          key: 'from',
          head: examples.from,
          cardLabel: examples.from,
          cell: ({ importId, documentName, by, at }) => (
            <div>
              <a href={`/van-ban/nhap/${importId}`} lang="vi">
                {documentName}
              </a>
              <span className="soft small example-kind">{examples.by(by, formatInstant(at))}</span>
            </div>
          ),
        },
        ...(canForget
          ? [
              {
                key: 'forget',
                head: <span className="visually-hidden">{examples.act}</span>,
                cell: (example: ReadingExample) => (
                  <Button small className="example-forget" onClick={() => onForget(example)}>
                    {examples.forget}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

/** The correction in words: which units, which fields, or that it was dropped. */
function Becomes({ example: { correction, unitNames } }: { readonly example: ReadingExample }) {
  const words = useWords(plansWords)
  if (correction.kind === 'unit') return unitNames.join(', ')
  if (correction.kind === 'dropped')
    return words.examples.droppedAs(Object.entries(words.review.rules).find(([rule]) => rule === correction.rule)?.[1] ?? correction.rule)
  const names = new Map<string, string>(Object.entries(words.fields))
  const meanings = new Map<string, string>(Object.entries({ ...words.indicatorKinds, ...words.rollUps }))
  const shown = (field: string, value: unknown): string => {
    if (field === 'unitIds') return unitNames.join(', ')
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    return meanings.get(text) ?? text
  }
  return (
    <ul className="example-fields">
      {Object.entries(correction.fields).map(([field, value]) => (
        <li key={field}>
          <span className="soft">{names.get(field) ?? field}:</span> {shown(field, value)}
        </li>
      ))}
    </ul>
  )
}

function ForgetDialog({ example, onClose }: { readonly example: ReadingExample; readonly onClose: () => void }) {
  const { examples } = useWords(plansWords)
  const ui = useWords(uiWords)
  const forget = useMutation(() => remove<undefined>(`${address}/${example.id}`).then(() => true))
  const go = async (): Promise<void> => {
    if (!(await forget.run(undefined))) return
    refreshQueries(address)
    toast({ title: examples.forgotten })
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={examples.forgetTitle}
      description={examples.forgetAbout(example.correction.printed, example.issuer)}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="danger" busy={forget.busy} onClick={() => void go()}>
            {examples.forget}
          </Button>
        </>
      }
    >
      <Refused error={forget.error} />
    </Dialog>
  )
}
