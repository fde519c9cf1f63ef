import '../scoreboard/scoreboard.css'
import './explorer.css'
import type { Analytics, AnalyticsChoices } from '@haidang/api/analytics'
import type { Lenses } from '@haidang/api/lenses'
import { dayOf } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useMemo, useState } from 'react'
import { useNow } from '../app/clock.ts'
import { downloadFrom } from '../app/download.ts'
import { formatPeriod } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { LensChoice, WithNobody } from '../scoreboard/lens-choice.tsx'
import { asItWas, askThrough } from '../scoreboard/lens.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { explorerWords } from '../words/explorer.ts'
import { ChoicesPanel } from './choices-panel.tsx'
import { Drawing } from './drawing.tsx'
import { FiguresTable } from './figures-table.tsx'
import { cellsOf } from './pivot.ts'
import { annexOf, csvOf, exchanged, exchangeOf, questionIn, requestOf } from './question.ts'
import type { Question } from './question.ts'
import { SavedViewsDrawer } from './saved-views.tsx'

/** Any indicators on any units over any months, as a table and drawn; the address is the question. */
export function ExplorerPage({ query }: { readonly query: URLSearchParams }) {
  const words = useWords(explorerWords)
  const choices = useQuery<AnalyticsChoices>('/api/analytics/choices')
  const today = dayOf(useNow())
  const question = choices.data && questionIn(query, choices.data, today)
  if (choices.data === undefined)
    return (
      <>
        <PageHead title={words.title} />
        {choices.loading ? <Skeleton rows={8} /> : <ProblemState error={choices.error} onRetry={() => void choices.reload()} />}
      </>
    )
  if (question === undefined)
    return (
      <>
        <PageHead title={words.title} />
        <EmptyState title={words.nothingTitle}>{words.nothingDetail}</EmptyState>
      </>
    )
  return <Asked choices={choices.data} question={question} />
}

function Asked({ choices, question }: { readonly choices: AnalyticsChoices; readonly question: Question }) {
  const words = useWords(explorerWords)
  const [views, setViews] = useState(false)
  const figures = useQuery<Analytics>(requestOf(question))
  const lensesAt = askThrough({ ...asItWas, knownOn: question.lens.knownOn }, { period: question.to, planId: question.planId })
  const lenses = useQuery<Lenses>(choices.seesAll ? `/api/scoreboard/lenses${lensesAt}` : null)
  return (
    <>
      <PageHead
        title={words.title}
        facts={figures.data ? <span>{saidOf(figures.data, question, words)}</span> : null}
        actions={
          <>
            <LinkButton href="/tra-cuu/thay-doi" icon="clock">
              {words.actions.changes}
            </LinkButton>
            <Button icon="work" onClick={() => setViews(true)}>
              {words.actions.views}
            </Button>
            <Button icon="print" onClick={() => window.print()}>
              {words.actions.print}
            </Button>
            <LinkButton href={csvOf(question)} icon="download" download>
              {words.actions.csv}
            </LinkButton>
            <OtherForms question={question} />
          </>
        }
      />
      <ChoicesPanel choices={choices} question={question} />
      {choices.seesAll ? <LensChoice lenses={lenses.data} lens={question.lens} /> : null}
      {figures.error !== undefined && !figures.data ? <ProblemState error={figures.error} onRetry={() => void figures.reload()} /> : null}
      {figures.loading ? <Skeleton rows={10} /> : null}
      {figures.data ? <Answer of={figures.data} question={question} /> : null}
      <SavedViewsDrawer open={views} onClose={() => setViews(false)} question={question} />
    </>
  )
}

/** The annexes of the plan, and the question's figures as other systems read them. */
function OtherForms({ question }: { readonly question: Question }) {
  const { forms } = useWords(explorerWords)
  return (
    <Menu
      trigger={
        <Button>
          {forms.title} <Icon name="down" size={16} />
        </Button>
      }
    >
      {(['xlsx', 'csv'] as const).map((format) => (
        <MenuItem key={format} icon="download" onSelect={() => downloadFrom(annexOf(question, format))}>
          {forms.annex[format]}
        </MenuItem>
      ))}
      {exchanged.map((format) => (
        <MenuItem key={format} icon="download" onSelect={() => downloadFrom(exchangeOf(question, format))}>
          {forms[format]}
        </MenuItem>
      ))}
    </Menu>
  )
}

function Answer({ of, question }: { readonly of: Analytics; readonly question: Question }) {
  const words = useWords(explorerWords)
  const cells = useMemo(() => cellsOf(of), [of])
  if (of.blocks.length === 0) return <EmptyState title={words.emptyTitle}>{words.emptyDetail}</EmptyState>
  return (
    <div className="explorer">
      <Drawing of={of} cells={cells} question={question} />
      <FiguresTable of={of} cells={cells} question={question} />
      <WithNobody of={of.withNobody} on={of.lens.on ?? question.lens.knownOn ?? ''} />
    </div>
  )
}

/** The question in words, under the title; it is what a printed sheet is about. */
function saidOf(
  { indicators, units: all, blocks }: Analytics,
  { from, to }: Question,
  words: ReturnType<typeof useWords<(typeof explorerWords)['vi']>>,
): string {
  const owing = new Set(blocks.flatMap(({ at }) => at))
  const units = all.filter(({ number }) => owing.has(number))
  const [indicator] = indicators
  const [unit] = units
  return words.said(
    indicators.length === 1 && indicator ? indicator.name : words.manyIndicators(formatDecimal(String(indicators.length))),
    units.length === 1 && unit ? (unit.id === null ? words.city : unit.name) : words.manyUnits(formatDecimal(String(units.length))),
    from === to ? formatPeriod(from) : words.months(formatPeriod(from), formatPeriod(to)),
  )
}
