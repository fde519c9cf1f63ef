import type { Import } from '@haidang/api/imports'
import { isInWords } from '@haidang/domain/indicators/indicator'
import { formatDeadline } from '@haidang/domain/tasks/deadline'
import { formatTarget } from '../app/format.ts'
import { regimeInWords } from '../regimes/regime-sentences.ts'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { regimesWords } from '../words/regimes.ts'
import { plainDeadline } from './deadline-fields.tsx'
import type { ValueOf } from './draft-edit.ts'
import { unitsInWords } from './draft-words.ts'
import { printedDayText } from './read-text.ts'
import type { ReviewItem } from './review-items.ts'

/** What was understood of one passage, short enough to be read at a glance and whole enough to be accepted. */
export function ItemSummary({
  item,
  units,
  showsQuote,
}: {
  readonly item: ReviewItem
  readonly units: Import['units']
  /** False where the words stand in the card already. */
  readonly showsQuote: boolean
}) {
  switch (item.kind) {
    case 'document':
      return <DocumentSummary value={item.value} />
    case 'citation':
      return <CitationSummary value={item.value} />
    case 'indicator':
      return <IndicatorSummary value={item.value} units={units} />
    case 'task':
      return <TaskSummary value={item.value} units={units} />
    case 'reporting':
      return <ReportingSummary value={item.value} units={units} showsQuote={showsQuote} />
  }
}

function DocumentSummary({ value }: { readonly value: ValueOf<'document'> }) {
  const words = useWords(plansWords).summary
  const number = [value.number, value.symbol].filter(Boolean).join('/')
  return (
    <p className="soft">
      {[
        value.type,
        value.number === '' ? `${words.noNumber}${value.symbol === '' ? '' : ` (…/${value.symbol})`}` : words.numberOf(number),
        value.date === '' ? words.noDate : words.dated(printedDayText(value.date)),
        value.issuer,
        words.signedBy(value.signer, value.signerRole),
        words.recipients(String(value.recipients.length)),
      ]
        .filter((part) => part.trim() !== '')
        .join(' · ')}
    </p>
  )
}

function CitationSummary({ value }: { readonly value: ValueOf<'citation'> }) {
  const words = useWords(plansWords)
  return (
    <p className="soft">
      {[
        words.relations[value.relation],
        value.date === '' ? words.summary.noDate : words.summary.dated(printedDayText(value.date)),
        value.issuer,
      ]
        .filter((part) => part !== '')
        .join(' · ')}
    </p>
  )
}

function IndicatorSummary({ value, units }: { readonly value: ValueOf<'indicator'>; readonly units: Import['units'] }) {
  const words = useWords(plansWords)
  return (
    <>
      <p>
        {isInWords(value.kind) ? null : <strong className="figures item-target">{formatTarget(value.target)}</strong>}
        {value.target.deadline && value.kind !== 'milestone' ? <span className="soft"> · {value.target.deadline.raw}</span> : null}
        {value.pillar === '' ? null : <span className="soft"> · {capitalised(value.pillar)}</span>}
        <span className={value.unitIds.length === 0 ? 'item-open' : 'soft'}> · {unitsInWords(value.unitIds, units, words)}</span>
      </p>
      {value.kind === 'ratio' ? (
        <dl className="item-ratio">
          <div>
            <dt>{words.plan.numerator}</dt>
            <dd>{value.numeratorLabel || '–'}</dd>
          </div>
          <div>
            <dt>{words.plan.denominator}</dt>
            <dd>{value.denominatorLabel || '–'}</dd>
          </div>
        </dl>
      ) : (
        <p className="soft small">
          {words.indicatorKinds[value.kind]} · {words.rollUps[value.rollUp]}
        </p>
      )}
    </>
  )
}

function TaskSummary({ value, units }: { readonly value: ValueOf<'task'>; readonly units: Import['units'] }) {
  const words = useWords(plansWords)
  const hasLead = value.leadUnitIds.length > 0
  const deadline = plainDeadline(value.deadline)
  return (
    <p>
      <span className={hasLead ? '' : 'item-open'}>
        {hasLead
          ? `${words.summary.lead}: ${unitsInWords(value.leadUnitIds, units, words)}`
          : value.leadText === ''
            ? words.summary.noLead
            : `${words.summary.noLead} (${value.leadText})`}
      </span>
      {value.cooperatingUnitIds.length === 0 ? null : (
        <span className="soft">
          {' '}
          · {words.summary.cooperating}: {unitsInWords(value.cooperatingUnitIds, units, words)}
        </span>
      )}
      <span className="soft figures"> · {deadline ? formatDeadline(deadline) : words.noDeadline}</span>
    </p>
  )
}

function ReportingSummary({
  value,
  units,
  showsQuote,
}: {
  readonly value: ValueOf<'reporting'>
  readonly units: Import['units']
  readonly showsQuote: boolean
}) {
  const words = useWords(plansWords)
  const sentences = useWords(regimesWords)
  return (
    <>
      <p className="soft">
        {[
          sentences.frequencies[value.frequency],
          ...(value.makesRegime ? regimeInWords(value, sentences) : [words.otherMakesRegime]),
          ...(value.asksFigures ? [] : [sentences.onlyWords]),
          unitsInWords(value.unitIds, units, words),
        ].join(' · ')}
      </p>
      {showsQuote ? <p className="item-quote">{value.text}</p> : null}
    </>
  )
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
