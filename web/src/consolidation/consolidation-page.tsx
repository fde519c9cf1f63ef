import './consolidation.css'
import type { Consolidation, ConsolidationEdits } from '@haidang/api/consolidation'
import type { ReportList } from '@haidang/api/reports'
import { timeOf } from '@haidang/domain/periods/day'
import { useCallback, useEffect, useState } from 'react'
import { formatInstant, formatPeriod } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { navigate, setQuery } from '../app/router.tsx'
import { outboxPrefix, useOutbox } from '../app/outbox-browser.ts'
import type { OutboxState } from '../app/outbox.ts'
import { ProofDrawer } from '../scoreboard/proof-drawer.tsx'
import { useSession } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Select } from '../ui/select.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'
import { ConflictPanel } from './conflict-panel.tsx'
import { Coverage } from './coverage.tsx'
import { editsLane, editsSlot, theirEdits } from './edits-lane.ts'
import { isSendable, withEdits } from './edits.ts'
import { Figures } from './figures.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { Issued } from './issued.tsx'
import { LetterheadForm } from './letterhead-form.tsx'
import { Paper } from './paper.tsx'
import { Texts } from './texts.tsx'

const parts = { units: 'don-vi', figures: 'so-lieu', texts: 'loi-van', form: 'the-thuc', paper: 'ban-in' } as const
type Part = keyof typeof parts

type PageProps = { readonly period: string; readonly part: string | null; readonly openIndicator: string | null }

export function ConsolidationPage({ period, part, openIndicator }: PageProps) {
  const words = useWords(consolidationWords)
  const consolidation = useQuery<Consolidation>(`/api/consolidations/${encodeURIComponent(period)}`)
  const { data, error, loading, reload, setData } = consolidation
  const isWriting = data?.issues.some(({ state }) => state === 'writing') ?? false
  useEffect(() => {
    if (!isWriting) return undefined
    const timer = setInterval(() => void reload(), 1500)
    return () => clearInterval(timer)
  }, [isWriting, reload])
  if (!data) {
    return (
      <>
        <PageHead title={/^\d{4}-\d\d$/u.test(period) ? words.titleOf(formatPeriod(period)) : words.title} />
        {error === undefined ? null : <ProblemState error={error} onRetry={() => void reload()} />}
        {loading ? <Skeleton rows={14} /> : null}
      </>
    )
  }
  return (
    <>
      <Draft consolidation={data} part={part} onChange={setData} onReload={reload} />
      {openIndicator ? <ProofDrawer indicatorId={openIndicator} period={data.period} /> : null}
    </>
  )
}

type DraftProps = {
  readonly consolidation: Consolidation
  readonly part: string | null
  readonly onChange: (change: (consolidation: Consolidation) => Consolidation) => void
  readonly onReload: () => Promise<void>
}

function Draft({ consolidation, part, onChange, onReload }: DraftProps) {
  const words = useWords(consolidationWords)
  const { account } = useSession()
  const [isIssuing, setIssuing] = useState(false)
  const reports = useQuery<ReportList>(`/api/reports?period=${consolidation.period}`)
  const { outbox, state } = useOutbox(
    outboxPrefix(account.id, consolidation.id, 'consolidation'),
    () => editsLane(consolidation.id),
    theirEdits,
  )
  useEffect(
    () =>
      outbox.onSaved((saved) => {
        const last = saved.at(-1)
        if (last) onChange((now) => ({ ...now, edits: last.value, revision: last.revision }))
      }),
    [onChange, outbox],
  )
  const pending = state.items.get(editsSlot)
  const edits = pending?.value ?? consolidation.edits
  const change = useCallback(
    (next: ConsolidationEdits) => outbox.put(editsSlot, next, { value: consolidation.edits, revision: consolidation.revision }),
    [consolidation.edits, consolidation.revision, outbox],
  )
  const preview = withEdits(consolidation.preview, edits)
  const { can, issues } = consolidation
  const chosen = Object.entries(parts).find(([, name]) => name === part)?.[0] ?? 'units'
  const names = words.parts
  const edit = can.edit ? change : undefined
  return (
    <div className="consolidation">
      <PageHead
        title={words.titleOf(formatPeriod(consolidation.period))}
        facts={
          <>
            <span>
              <strong>{words.due(formatInstant(consolidation.dueAt))}</strong>
            </span>
            {can.edit ? <Saved state={state} edits={edits} onDrop={outbox.discard} /> : null}
            <span>{consolidation.planTitle}</span>
          </>
        }
        actions={
          <>
            <Select
              label={words.period}
              labelHidden
              options={consolidation.periods.map((period) => ({ value: period, label: formatPeriod(period) }))}
              value={consolidation.period}
              onChange={(period) => navigate(`/tong-hop/${period}${location.search}`)}
            />
            {can.issue ? (
              <Button look="primary" icon="lock" onClick={() => setIssuing(true)}>
                {issues.length === 0 ? words.issue.go : words.issue.again(String(issues.length + 1))}
              </Button>
            ) : null}
          </>
        }
      />
      {state.problem && state.status === 'refused' ? (
        <Banner tone="bad" title={state.problem.title} action={<Button onClick={outbox.discard}>{words.saved.drop}</Button>}>
          {state.problem.detail}
        </Banner>
      ) : null}
      {pending?.theirs ? (
        <ConflictPanel pending={pending} theirs={pending.theirs} onPut={change} onResolve={(whose) => outbox.resolve(editsSlot, whose)} />
      ) : null}
      <Issued consolidation={consolidation} onReload={onReload} />
      <Tabs<Part>
        label={names.label}
        value={isPart(chosen) ? chosen : 'units'}
        onChange={(next) => setQuery('phan', next === 'units' ? null : parts[next])}
        tabs={[
          { value: 'units', label: names.units, panel: <Coverage consolidation={consolidation} reports={reports.data?.reports ?? []} /> },
          { value: 'figures', label: names.figures, count: preview.indicators.length, panel: <Figures report={preview} /> },
          { value: 'texts', label: names.texts, panel: <Texts report={preview} edits={edits} onChange={edit} /> },
          ...(edit
            ? [{ value: 'form' as const, label: names.form, panel: <LetterheadForm edits={edits} report={preview} onChange={edit} /> }]
            : []),
          { value: 'paper', label: names.paper, panel: <Paper report={preview} /> },
        ]}
      />
      {isIssuing ? (
        <IssueDialog
          consolidation={consolidation}
          preview={preview}
          isSaved={state.items.size === 0}
          onClose={() => setIssuing(false)}
          onDone={() => {
            setIssuing(false)
            void onReload()
          }}
        />
      ) : null}
    </div>
  )
}

const isPart = (name: string): name is Part => name in parts

function Saved({
  state,
  edits,
  onDrop,
}: {
  readonly state: OutboxState<ConsolidationEdits>
  readonly edits: ConsolidationEdits
  readonly onDrop: () => void
}) {
  const words = useWords(consolidationWords).saved
  const { status, savedAt, items } = state
  if (items.size > 0 && !isSendable(edits)) return <span className="consolidation-unsaved">{words.invalid}</span>
  if (status === 'away') return <span className="consolidation-unsaved">{words.away}</span>
  if (status === 'refused')
    return (
      <span className="consolidation-unsaved">
        {words.refused}{' '}
        <Button small look="quiet" onClick={onDrop}>
          {words.drop}
        </Button>
      </span>
    )
  return <span role="status">{status === 'saving' ? words.saving : savedAt === null ? words.saved : `${words.at(timeOf(savedAt))} ✓`}</span>
}
