import type { Import, IssuePlanOrder, PlanIssued } from '@haidang/api/imports'
import { dayOf, formatDay, partsOf } from '@haidang/domain/periods/day'
import { lastPeriodOf } from '@haidang/domain/periods/period'
import type { ChosenPeriods, IssueRefusal, RegimeRefusal } from '@haidang/domain/plans/issue-plan'
import { useMemo, useState } from 'react'
import { officeNow } from '../app/clock.ts'
import { ProblemError, post } from '../app/fetch.ts'
import { formatPeriod } from '../app/format.ts'
import { refreshQueries, useMutation } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { useCalendar } from '../calendar/use-calendar.ts'
import { isByRounds } from '../regimes/regime-sentences.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import type { Translated } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import type { plansVi } from '../words/plans.vi.ts'
import { regimesWords } from '../words/regimes.ts'
import type { regimesVi } from '../words/regimes.vi.ts'
import { uiWords } from '../words/ui.ts'
import { nameOfItem } from './draft-words.ts'
import type { ValueOf } from './draft-edit.ts'
import { periodsAround, previewIssue } from './issue-preview.ts'
import type { Chosen, IssuePreview } from './issue-preview.ts'
import { readWholeDay } from './read-text.ts'
import { Refused } from './review-dialogs.tsx'
import type { Flush } from './review-dialogs.tsx'
import type { ReviewItem } from './review-items.ts'

type IssueDialogProps = {
  readonly source: Import
  readonly items: readonly ReviewItem[]
  readonly openDoubts: number
  readonly flush: Flush
  readonly onClose: () => void
  /** Leads to an item that keeps the plan from being issued. */
  readonly onShow: (itemId: string) => void
}

type PlansWords = Translated<typeof plansVi>
type RegimesWords = Translated<typeof regimesVi>

const byRule = 'rule'

/** Says what will happen before it happens, by the rule that the server decides with. */
export function IssueDialog({ source, items, openDoubts, flush, onClose, onShow }: IssueDialogProps) {
  const words = useWords(plansWords)
  const { issue } = words
  const ui = useWords(uiWords)
  const document = items.find((item) => item.kind === 'document' && item.state !== 'dropped')
  const read = document?.kind === 'document' ? document.value : undefined
  const [number, setNumber] = useState(read === undefined || read.number === '' ? '' : [read.number, read.symbol].filter(Boolean).join('/'))
  const [dayText, setDayText] = useState(() => formatDay(read?.date.length === 10 ? read.date : dayOf(officeNow())))
  const [title, setTitle] = useState(read ? nameOfItem({ kind: 'document', value: read }, words) : (source.title ?? source.fileName))
  const [periods, setPeriods] = useState<Chosen['periods']>({})
  const [tried, setTried] = useState(false)
  const [isUnsaved, setUnsaved] = useState(false)
  const order = useMutation((input: IssuePlanOrder) => post<PlanIssued>(`/api/imports/${source.id}/issue`, input))

  const issuedOn = readWholeDay(dayText)
  const regimes = items.filter((item) => item.kind === 'reporting').filter(({ state, value }) => state === 'accepted' && value.makesRegime)
  const calendar = useCalendar()
  const preview = useMemo(
    () => (issuedOn === undefined ? undefined : previewIssue(items, source.units, { issuedOn, periods }, calendar)),
    [calendar, issuedOn, items, periods, source.units],
  )
  const hasConflict = items.some(({ theirs }) => theirs !== undefined)
  const titleError = tried && title.trim().length < 5 ? issue.titleNeeded : undefined
  const isReady = issuedOn !== undefined && title.trim().length >= 5 && preview !== undefined && !('refused' in preview) && !hasConflict

  const go = async (): Promise<void> => {
    setTried(true)
    if (!isReady) return
    if (!(await flush())) return setUnsaved(true)
    setUnsaved(false)
    const reply = await order.run({
      issuedOn,
      number: number.trim(),
      title: title.trim(),
      periods,
    })
    if (!reply) return
    for (const changed of [
      '/api/imports',
      '/api/plans',
      '/api/my-work',
      '/api/reports',
      '/api/tasks',
      '/api/scoreboard',
      '/api/consolidations',
    ])
      refreshQueries(changed)
    toast({ title: issue.done(title.trim()), tone: 'good' })
    navigate(`/ke-hoach/${reply.planId}`)
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={issue.title}
      description={issue.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={order.busy} onClick={() => void go()} disabled={preview !== undefined && 'refused' in preview}>
            {order.busy ? issue.going : issue.go}
          </Button>
        </>
      }
    >
      <TextArea label={issue.planTitle} rows={2} value={title} onChange={setTitle} error={titleError} required />
      <div className="form-row">
        <TextField
          label={issue.number}
          hint={issue.numberHint(read?.symbol || 'KH-UBND')}
          value={number}
          onChange={setNumber}
          maxLength={40}
        />
        <TextField
          label={issue.issuedOn}
          value={dayText}
          onChange={setDayText}
          error={issuedOn === undefined ? words.wrong.fullDate : undefined}
          required
        />
      </div>
      {regimes.map(({ id, value }) => (
        <RegimeSpan
          key={id}
          value={value}
          issuedOn={issuedOn}
          chosen={periods[id] ?? {}}
          onChoose={(one) => setPeriods({ ...periods, [id]: one })}
        />
      ))}
      {preview === undefined ? null : 'refused' in preview ? (
        <Refusal refusal={preview} items={items} onShow={onShow} />
      ) : (
        <WhatWillHappen preview={preview} items={items} openDoubts={openDoubts} onShow={onShow} />
      )}
      {hasConflict ? <Banner tone="warn">{issue.conflicts}</Banner> : null}
      {isUnsaved ? <Banner tone="warn">{issue.unsaved}</Banner> : null}
      <ServerRefusal error={order.error} items={items} onShow={onShow} />
    </Dialog>
  )
}

/** From which period to which the units report by a regime, where it comes again by itself. */
function RegimeSpan({
  value,
  issuedOn,
  chosen,
  onChoose,
}: {
  readonly value: ValueOf<'reporting'>
  readonly issuedOn: string | undefined
  readonly chosen: ChosenPeriods
  readonly onChoose: (chosen: ChosenPeriods) => void
}) {
  const words = useWords(plansWords)
  const { issue } = words
  const { first = value.firstPeriod, last = value.lastPeriod } = chosen
  if (isByRounds(value.frequency) || issuedOn === undefined) return null
  const options = periodsAround(value.frequency, issuedOn, [first, last]).map((one) => ({ value: one, label: formatPeriod(one) }))
  const endOfYear = issue.endOfYear(formatPeriod(lastPeriodOf(value.frequency, partsOf(issuedOn).year)))
  const given = (one: string): string | undefined => (one === byRule ? undefined : one)
  return (
    <fieldset className="issue-regime">
      <legend className="field-label">{nameOfItem({ kind: 'reporting', value }, words)}</legend>
      <div className="form-row">
        <Select
          label={issue.first}
          options={[{ value: byRule, label: issue.byRule }, ...options]}
          value={first ?? byRule}
          onChange={(one) => onChoose({ ...chosen, first: given(one) })}
        />
        <Select
          label={issue.last}
          options={[{ value: byRule, label: endOfYear }, ...options]}
          value={last ?? byRule}
          onChange={(one) => onChoose({ ...chosen, last: given(one) })}
        />
      </div>
    </fieldset>
  )
}

function WhatWillHappen({
  preview,
  items,
  openDoubts,
  onShow,
}: {
  readonly preview: IssuePreview
  readonly items: readonly ReviewItem[]
  readonly openDoubts: number
  readonly onShow: (itemId: string) => void
}) {
  const words = useWords(plansWords)
  const { issue } = words
  const { regimes, unseenItems, unassignedIndicators, unassignedTasks } = preview
  const notes = [
    { ids: unseenItems, say: issue.leftOut },
    { ids: unassignedIndicators, say: issue.unassigned },
    { ids: unassignedTasks, say: issue.unassignedTasks },
  ].filter(({ ids }) => ids.length > 0)
  return (
    <section className="issue-will">
      <h3>{issue.will}</h3>
      <ul className="plain-list figures">
        <li>{issue.indicators(String(preview.indicators))}</li>
        <li>{issue.tasks(String(preview.tasks))}</li>
        {regimes.length === 0 ? <li>{issue.noReports}</li> : null}
        {regimes.map(({ itemId, obligations, units, periods }) => {
          const item = items.find(({ id }) => id === itemId)
          const [first] = periods
          const last = periods.at(-1)
          return (
            <li key={itemId}>
              {item && regimes.length > 1 ? `${nameOfItem(item, words).replace(/[.;:]+$/u, '')}: ` : ''}
              {first === undefined || last === undefined
                ? issue.noPeriods
                : `${issue.obligations(String(obligations), String(units))}, ${first === last ? formatPeriod(first) : issue.periods(formatPeriod(first), formatPeriod(last))}`}
            </li>
          )
        })}
      </ul>
      {notes.length === 0 && openDoubts === 0 ? null : (
        <Banner tone="warn">
          <ul className="plain-list figures">
            {notes.map(({ ids, say }) => (
              <li key={ids[0]}>
                {say(String(ids.length))}{' '}
                <button type="button" className="link-button" onClick={() => onShow(ids[0] ?? '')}>
                  {issue.show}
                </button>
              </li>
            ))}
            {openDoubts > 0 ? <li>{issue.doubts(String(openDoubts))}</li> : null}
          </ul>
        </Banner>
      )}
    </section>
  )
}

function Refusal({
  refusal,
  items,
  onShow,
}: {
  readonly refusal: IssueRefusal
  readonly items: readonly ReviewItem[]
  readonly onShow: (itemId: string) => void
}) {
  const words = useWords(plansWords)
  const { issue, review } = words
  const regimes = useWords(regimesWords)
  const nameOf = (itemId: string): string => {
    const item = items.find(({ id }) => id === itemId)
    return item ? nameOfItem(item, words) : itemId
  }
  return (
    <Banner tone="bad" title={issue.notYet}>
      {refusal.refused === 'incomplete' ? (
        <>
          <p>{issue.refused.incomplete}</p>
          <ul className="plain-list">
            {refusal.items.map(({ itemId, lacks }) => (
              <li key={itemId}>
                <button type="button" className="link-button" onClick={() => onShow(itemId)}>
                  {nameOf(itemId)}
                </button>
                <div className="soft small">{review.lacks(lacks.map((lack) => review.lack[lack]).join(', '))}</div>
              </li>
            ))}
          </ul>
        </>
      ) : refusal.refused === 'nothingAccepted' ? (
        <p>{issue.refused.nothingAccepted}</p>
      ) : (
        <>
          <p>
            <strong>{nameOf(refusal.itemId)}</strong>: {sayRegimeRefusal(refusal, nameOf, { issue, regimes })}
          </p>
          <button type="button" className="link-button" onClick={() => onShow(refusal.itemId)}>
            {issue.show}
          </button>
        </>
      )}
    </Banner>
  )
}

function sayRegimeRefusal(
  refusal: RegimeRefusal,
  nameOf: (itemId: string) => string,
  { issue, regimes }: { readonly issue: PlansWords['issue']; readonly regimes: RegimesWords },
): string {
  switch (refusal.refused) {
    case 'regimeIncomplete':
      return issue.refused.regimeIncomplete(refusal.lacks.map((lack) => regimes.lacks[lack]).join(', '))
    case 'regimeFaulty':
      return refusal.faults.map((fault) => regimes.faults[fault]).join(' ')
    case 'regimesCollide':
      return issue.refused.regimesCollide(nameOf(refusal.otherId))
    case 'noReportingUnits':
    case 'periodsTurned':
      return issue.refused[refusal.refused]
  }
}

/** The server decides again, with what it knows: its refusal has the same shape as ours. */
function ServerRefusal({
  error,
  items,
  onShow,
}: {
  readonly error: unknown
  readonly items: readonly ReviewItem[]
  readonly onShow: (itemId: string) => void
}) {
  if (
    error instanceof ProblemError &&
    error.problem.reason !== undefined &&
    isRefusal({ refused: error.problem.reason, ...error.problem.help })
  ) {
    return <Refusal refusal={{ refused: error.problem.reason, ...error.problem.help } as IssueRefusal} items={items} onShow={onShow} /> // Checked in the line above.
  }
  return <Refused error={error} />
}

function isRefusal(candidate: {
  readonly refused: string
  readonly items?: unknown
  readonly lacks?: unknown
  readonly faults?: unknown
  readonly itemId?: unknown
}): boolean {
  const { refused, items, lacks, faults, itemId } = candidate
  if (refused === 'incomplete') return Array.isArray(items)
  if (refused === 'regimeIncomplete') return Array.isArray(lacks) && typeof itemId === 'string'
  if (refused === 'regimeFaulty') return Array.isArray(faults) && typeof itemId === 'string'
  if (refused === 'nothingAccepted') return true
  return ['noReportingUnits', 'periodsTurned', 'regimesCollide'].includes(refused) && typeof itemId === 'string'
}
