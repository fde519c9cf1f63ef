import type { Import } from '@haidang/api/imports'
import { dayOf, timeOf } from '@haidang/domain/periods/day'
import { officeNow } from '../app/clock.ts'
import { shortInstant } from '../app/format.ts'
import { navigate } from '../app/router.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Explain } from '../ui/tooltip.tsx'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Meter } from '../ui/meter.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import type { OutboxState } from '../app/outbox.ts'
import type { ItemEdit } from './draft-edit.ts'

type ReviewHeadProps = {
  readonly source: Import
  readonly state: OutboxState<ItemEdit>
  readonly understood: number
  readonly doubtful: number
  readonly decided: number
  readonly total: number
  readonly pane: 'document' | 'items'
  readonly onPane: (pane: 'document' | 'items') => void
  readonly onIssue: () => void
  readonly onDiscard: () => void
  readonly onDropUnsent: () => void
}

export function ReviewHead({
  source,
  state,
  understood,
  doubtful,
  decided,
  total,
  pane,
  onPane,
  onIssue,
  onDiscard,
  onDropUnsent,
}: ReviewHeadProps) {
  const words = useWords(plansWords)
  const { review } = words
  const isIssued = source.state === 'issued'
  return (
    <div className="review-head">
      <PageHead
        title={source.title ?? source.fileName}
        back={{ href: '/van-ban', label: review.back }}
        facts={
          <>
            <span>
              <strong className="figures">{review.bar(String(understood), String(doubtful))}</strong>
            </span>
            {isIssued ? null : (
              <span className="review-progress">
                <span className="figures">{review.seen(String(decided), String(total))}</span>
                <Meter value={decided} of={total} label={review.progress} />
              </span>
            )}
            {isIssued ? null : <SavedState state={state} onDrop={onDropUnsent} />}
            {isIssued ? null : <KeysExplained />}
          </>
        }
        actions={
          <>
            {source.can.issue && !isIssued ? (
              <Button look="primary" onClick={onIssue}>
                {review.issue}
              </Button>
            ) : null}
            {isIssued && source.planId !== null ? (
              <LinkButton look="primary" href={`/ke-hoach/${source.planId}`}>
                {words.documents.openPlan}
              </LinkButton>
            ) : null}
            <Menu
              trigger={
                <Button>
                  {review.more} <Icon name="down" size={16} />
                </Button>
              }
            >
              <MenuItem icon="download" onSelect={() => window.open(`/api/imports/${source.id}/file`, '_blank', 'noopener')}>
                {review.original}
              </MenuItem>
              <MenuItem icon="clock" onSelect={() => navigate('/sua-da-nho')}>
                {review.examples}
              </MenuItem>
              <MenuItem icon="print" onSelect={() => print()}>
                {words.plan.print}
              </MenuItem>
              {source.can.discard && !isIssued ? (
                <MenuItem icon="trash" danger onSelect={onDiscard}>
                  {review.discard}
                </MenuItem>
              ) : null}
            </Menu>
          </>
        }
      />
      {isIssued ? <Banner tone="good">{review.issued}</Banner> : null}
      <div className="pane-switch narrow-only" role="group" aria-label={review.tabs}>
        {(['items', 'document'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={pane === one} onClick={() => onPane(one)}>
            {one === 'items' ? review.itemsPane : review.documentPane}
          </button>
        ))}
      </div>
    </div>
  )
}

/** Where what was typed is: on the server since when, on its way, or on this machine only. */
function SavedState({ state, onDrop }: { readonly state: OutboxState<ItemEdit>; readonly onDrop: () => void }) {
  const { saved } = useWords(plansWords).review
  const { status, savedAt, isKept, problem } = state
  return (
    <span className={`saved-state saved-state-${status}`} role="status">
      {status === 'saved' ? (
        savedAt === null ? null : (
          <>
            {saved.at(dayOf(savedAt) === dayOf(officeNow()) ? timeOf(savedAt) : shortInstant(savedAt))} <Icon name="check" size={15} />
          </>
        )
      ) : status === 'saving' ? (
        saved.saving
      ) : (
        <>
          <Icon name="warning" size={15} /> {saved[status]}
          {status === 'refused' ? (
            <>
              {': '}
              {problem?.detail}{' '}
              <Button small onClick={onDrop}>
                {saved.drop}
              </Button>
            </>
          ) : null}
        </>
      )}
      {isKept ? null : <> · {saved.notKept}</>}
    </span>
  )
}

function KeysExplained() {
  const { review } = useWords(plansWords)
  const rows = [
    ['J', 'K', review.keys.move],
    ['Enter', review.keys.accept],
    ['E', review.keys.edit],
    ['X', review.keys.drop],
    ['Space', review.keys.select],
    ['S', review.keys.split],
    ['M', review.keys.merge],
    ['A', review.keys.add],
    ['N', review.keys.many],
    ['U', review.keys.undoMany],
    ['D', review.keys.doubts],
  ]
  return (
    <span className="screen-only wide-only">
      <Kbd>J</Kbd> <Kbd>K</Kbd> <Kbd>Enter</Kbd>
      <Explain label={review.keysTitle}>
        <strong>{review.keysTitle}</strong>
        <dl className="keys">
          {rows.map((row) => (
            <div key={row.at(-1)}>
              <dt>
                {row.slice(0, -1).map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{row.at(-1)}</dd>
            </div>
          ))}
        </dl>
      </Explain>
    </span>
  )
}
