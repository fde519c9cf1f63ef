import '../reports/report.css'
import './locks.css'
import type { PeriodLocks, RegimeLock } from '@haidang/api/locks'
import { useState } from 'react'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { useWords } from '../words/catalogue.ts'
import { locksWords } from '../words/locks.ts'
import { ExceptDialog, SayDialog } from './lock-dialogs.tsx'

/** How each regime of a period stands, and what an officer may do about it. */
export function PeriodLocksPart({ period }: { readonly period: string }) {
  const words = useWords(locksWords)
  const locks = useQuery<PeriodLocks>(`/api/locks?period=${encodeURIComponent(period)}`)
  if (locks.error !== undefined && !locks.data) return <ProblemState error={locks.error} onRetry={() => void locks.reload()} />
  if (!locks.data) return null
  const { regimes, can } = locks.data
  return (
    <section className="locks" aria-label={words.label}>
      {regimes.map((regime) => (
        <Regime
          key={regime.regimeId}
          regime={regime}
          period={period}
          isNamed={regimes.length > 1}
          mayLock={can.lock}
          onDone={(next) => {
            locks.setData(() => next)
            refreshQueries('/api/reports')
            refreshQueries('/api/my-work')
          }}
        />
      ))}
    </section>
  )
}

type RegimeProps = {
  readonly regime: RegimeLock
  readonly period: string
  /** Where a period has several regimes, each says which it is. */
  readonly isNamed: boolean
  readonly mayLock: boolean
  readonly onDone: (next: PeriodLocks) => void
}

function Regime({ regime, period, isNamed, mayLock, onDone }: RegimeProps) {
  const words = useWords(locksWords)
  const [open, setOpen] = useState<'locked' | 'unlocked' | 'except' | null>(null)
  const { lock, exceptions, words: said } = regime
  const holding = exceptions.filter(({ holds }) => holds)
  const done = (next: PeriodLocks): void => {
    setOpen(null)
    onDone(next)
  }
  return (
    <div className="lock">
      <div className="lock-head">
        <Standing regime={regime} isNamed={isNamed} />
        {mayLock ? (
          <div className="lock-acts screen-only">
            {lock === null ? (
              <Button small icon="lock" onClick={() => setOpen('locked')}>
                {words.lock}
              </Button>
            ) : (
              <>
                <Button small icon="plus" onClick={() => setOpen('except')}>
                  {words.except}
                </Button>
                <Button small look="quiet" onClick={() => setOpen('unlocked')}>
                  {words.unlock}
                </Button>
              </>
            )}
          </div>
        ) : null}
      </div>
      {holding.length === 0 ? null : (
        <ul className="plain-list lock-exceptions" aria-label={words.exceptions}>
          {holding.map(({ id, unit, until, by, reason }) => (
            <li key={id}>
              <StatePill tone="accent" mark="clock">
                {words.states.excepted}
              </StatePill>{' '}
              <strong>{unit ?? words.everyUnit}</strong> {words.until(formatInstant(until))}
              <span className="soft">
                {' '}
                · {by}: {reason}
              </span>
            </li>
          ))}
        </ul>
      )}
      {said.length + exceptions.length === 0 ? null : <History regime={regime} />}
      {open === 'locked' || open === 'unlocked' ? (
        <SayDialog says={open} regimeId={regime.regimeId} period={period} onClose={() => setOpen(null)} onDone={done} />
      ) : null}
      {open === 'except' ? <ExceptDialog regime={regime} period={period} onClose={() => setOpen(null)} onDone={done} /> : null}
    </div>
  )
}

function Standing({ regime: { lock, ruleAt, name, planTitle }, isNamed }: Pick<RegimeProps, 'regime' | 'isNamed'>) {
  const words = useWords(locksWords)
  const of = isNamed ? <span className="soft">{` ${name} · ${planTitle}`}</span> : null
  if (lock === null)
    return (
      <p>
        {words.open}
        <span className="soft">, {ruleAt === null ? words.noRule : words.opensUntil(formatInstant(ruleAt))}</span>
        {of}
      </p>
    )
  return (
    <p>
      <StatePill tone="warn" mark="lock">
        {words.states.locked}
      </StatePill>{' '}
      {lock.because === 'word' ? words.lockedByWord(formatInstant(lock.since), lock.by) : words.lockedByRule(formatInstant(lock.since))}
      {lock.because === 'word' ? <span className="lock-reason"> {lock.reason}</span> : null}
      {of}
    </p>
  )
}

/** Every word and every exception, the newest first. */
function History({ regime: { words: said, exceptions } }: Pick<RegimeProps, 'regime'>) {
  const words = useWords(locksWords)
  const lines = [
    ...said.map(({ says, at, by, reason }) => ({ key: `${at} ${says}`, at, what: words.said[says], by, reason })),
    ...exceptions.map(({ id, unit, from, until, by, reason }) => ({
      key: id,
      at: from,
      what: words.granted(unit ?? words.everyUnit, formatInstant(until)),
      by,
      reason,
    })),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1))
  return (
    <details className="lock-history">
      <summary>{words.history}</summary>
      <ol className="history">
        {lines.map(({ key, at, what, by, reason }) => (
          <li key={key}>
            <span className="figures soft">{formatInstant(at)}</span>
            <span>
              <strong>{what}</strong>, {by}
              <span className="history-reason">{reason}</span>
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
