import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import './grid.css'
import { longestWords } from '@haidang/domain/indicators/words'
import { memo } from 'react'
import type { ReactNode } from 'react'
import { formatQuantity, formatTarget, shortPeriod } from '../app/format.ts'
import { useLatest } from '../app/use-latest.ts'
import { Icon } from '../ui/icon.tsx'
import { Sparkline } from '../ui/sparkline.tsx'
import { AttainmentPill, NoValue } from '../ui/state-pill.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { ConflictNote } from './conflict-note.tsx'
import type { RowText } from './outbox-entries.ts'
import { FeedNotes } from './feed-notes.tsx'
import { FindingNote } from './finding-note.tsx'
import type { Place } from './grid-moves.ts'
import type { Field } from './paste-plan.ts'
import { fieldOf, hasTarget } from './sheet.ts'
import type { Line, SheetRow } from './sheet.ts'
import { useGrid } from './use-grid.ts'
import type { GridActs } from './use-grid.ts'

type GridProps = {
  readonly rows: readonly SheetRow[]
  readonly isEditable: boolean
  /** Cells a paste is about to write. */
  readonly marked: ReadonlySet<string>
  readonly acts: GridActs
  readonly onResolve: (slot: string, value: RowText, isSomethingOfMineDropped: boolean) => void
  /** Takes a feed's figure over. */
  readonly onTake: (slot: string, runId: string) => void
}

/** The unit's month: typed as in a spreadsheet, read as a printed table; on a phone the same rows are cards. */
export function Grid({ rows, isEditable, marked, acts, onResolve, onTake }: GridProps) {
  const words = useWords(reportsWords)
  const { root, active, rangeIn, onInput: type, choose, handlers } = useGrid(rows, isEditable, acts)
  const onInput = useLatest(type)
  const onChoose = useLatest(choose)
  const onOpen = useLatest(acts.openRow)
  const onSettle = useLatest(onResolve)
  const onFeed = useLatest(onTake)
  const columns = words.columns
  return (
    <table className={isEditable ? 'grid' : 'grid grid-frozen'} aria-label={words.gridLabel} ref={root} {...handlers}>
      <thead>
        <tr>
          <th scope="col" className="grid-name">
            {columns.indicator}
          </th>
          <th scope="col" className="number">
            {columns.numerator}
          </th>
          <th scope="col" className="number">
            {columns.denominator}
          </th>
          <th scope="col" className="number">
            {columns.result}
          </th>
          <th scope="col" className="grid-target">
            {columns.target}
          </th>
          <th scope="col" className="number grid-previous">
            {columns.previous}
          </th>
          <th scope="col" className="grid-trend">
            {columns.trend}
          </th>
          <th scope="col" className="grid-note">
            {columns.note}
          </th>
        </tr>
      </thead>
      {pillarsOf(rows).map(({ pillar, from, count }) => (
        <tbody key={`${from} ${pillar}`}>
          <tr className="grid-pillar">
            <th scope="rowgroup" colSpan={8}>
              {pillar}
            </th>
          </tr>
          {rows.slice(from, from + count).map((row, step) => {
            const index = from + step
            const range = rangeIn(index)
            return (
              <Row
                key={row.line.id}
                row={row}
                index={index}
                isEditable={isEditable}
                activeField={active.row === index ? active.field : undefined}
                rangeFrom={range?.[0] ?? -1}
                rangeTo={range?.[1] ?? -1}
                marks={fieldsMarked(marked, row.line.id)}
                onInput={onInput}
                onChoose={onChoose}
                onOpen={onOpen}
                onResolve={onSettle}
                onTake={onFeed}
              />
            )
          })}
        </tbody>
      ))}
    </table>
  )
}

type RowProps = {
  readonly row: SheetRow
  readonly index: number
  readonly isEditable: boolean
  readonly activeField: Field | undefined
  readonly rangeFrom: number
  readonly rangeTo: number
  readonly marks: string
  readonly onInput: (place: Place, text: string) => void
  readonly onChoose: (place: Place, text: string) => void
  readonly onOpen: (slot: string) => void
  readonly onResolve: (slot: string, value: RowText, isSomethingOfMineDropped: boolean) => void
  readonly onTake: (slot: string, runId: string) => void
}

/** A row is drawn anew only for what it shows; its acts never change (`useLatest`). */
const Row = memo(PlainRow, (a, b) => {
  return (
    a.row.line === b.row.line &&
    a.row.text === b.row.text &&
    a.row.theirs === b.row.theirs &&
    a.row.evidenceCount === b.row.evidenceCount &&
    a.index === b.index &&
    a.isEditable === b.isEditable &&
    a.activeField === b.activeField &&
    a.rangeFrom === b.rangeFrom &&
    a.rangeTo === b.rangeTo &&
    a.marks === b.marks
  )
})

function PlainRow({
  row,
  index,
  isEditable,
  activeField,
  rangeFrom,
  rangeTo,
  marks,
  onInput,
  onChoose,
  onOpen,
  onResolve,
  onTake,
}: RowProps) {
  const words = useWords(reportsWords)
  const { line, text, checked, theirs, evidenceCount } = row
  const names = words.columns
  const hasError = checked.findings.some(({ severity }) => severity === 'error') || theirs !== undefined
  const shownFindings = checked.findings.filter(({ severity }) => isEditable || severity !== 'hint')
  const hasNotes = shownFindings.length > 0 || theirs !== undefined || line.returnedReason !== null || line.feeds.length > 0
  const cell = (field: Field, column: number) => ({
    field,
    index,
    value: text[field] ?? '',
    label: words.cellLabel(names[field], line.name),
    isEditable,
    isActive: activeField === field,
    isChosen: column >= rangeFrom && column <= rangeTo,
    isMarked: marks.includes(field),
    isWrong: checked.findings.some((finding) => fieldOf(line, finding.cell) === field && finding.severity === 'error'),
    describedBy: hasNotes ? `finding-${line.id}` : undefined,
    onInput,
  })
  const main = (
    <tr className={rowClass(row, hasError, hasNotes)} id={`line-${line.id}`}>
      <th scope="row" className="grid-name">
        <button type="button" className="grid-open" onClick={() => onOpen(line.id)} tabIndex={-1} title={words.openRow(line.name)}>
          {line.name}
        </button>
        {line.unitOfMeasure && line.unitOfMeasure !== '%' ? <span className="grid-unit"> ({line.unitOfMeasure})</span> : null}
      </th>
      {isInWords(line.kind) ? (
        <WordsCell {...cell('words', 0)} head={names.words} />
      ) : isYesOrNo(line.kind) ? (
        <YesOrNoCell {...cell('numerator', 0)} onChoose={onChoose} />
      ) : (
        <>
          <TypedCell {...cell('numerator', 0)} head={line.kind === 'ratio' ? names.numerator : names.value} hint={line.numeratorLabel} />
          {line.kind === 'ratio' ? (
            <TypedCell {...cell('denominator', 1)} head={names.denominator} hint={line.denominatorLabel} />
          ) : (
            <td className="grid-none" aria-hidden="true" />
          )}
        </>
      )}
      {isInWords(line.kind) ? null : (
        <td className="number grid-result" data-label={names.result}>
          <Result row={row} />
        </td>
      )}
      <td className="grid-target" data-label={names.target}>
        {isInWords(line.kind) ? null : (
          <>
            {hasTarget(line) ? (
              <span className="nowrap">{targetText(line, words.yes)}</span>
            ) : (
              <span className="soft">{words.noTarget}</span>
            )}{' '}
            {hasTarget(line) && checked.attainment !== 'noData' ? <AttainmentPill attainment={checked.attainment} /> : null}
          </>
        )}
      </td>
      <td className={isInWords(line.kind) ? 'grid-previous' : 'number grid-previous'} data-label={names.previous}>
        <Previous line={line} />
      </td>
      <td className="grid-trend" data-label={names.trend}>
        {isYesOrNo(line.kind) || isInWords(line.kind) ? null : (
          <Sparkline
            points={line.trend.map(({ period, result }) => ({
              label: shortPeriod(period),
              value: result,
              shown: result === null ? '' : formatQuantity(result, line.digits),
            }))}
            target={line.kind === 'ratio' ? line.target.value : null}
          />
        )}
      </td>
      <TypedCell {...cell('note', 2)} head={names.note} hint={checked.isBlank && isEditable ? words.noteHint : null}>
        {evidenceCount > 0 ? (
          <button
            type="button"
            className="grid-clip"
            tabIndex={-1}
            onClick={() => onOpen(line.id)}
            title={words.evidenceCount(evidenceCount)}
          >
            <Icon name="clip" size={15} />
            <span aria-hidden="true">{evidenceCount}</span>
            <span className="visually-hidden">{words.evidenceCount(evidenceCount)}</span>
          </button>
        ) : null}
      </TypedCell>
    </tr>
  )
  if (!hasNotes) return main
  return (
    <>
      {main}
      <tr className={line.returnedReason ? 'grid-notes grid-back' : 'grid-notes'}>
        <td colSpan={8} id={`finding-${line.id}`}>
          {line.returnedReason ? (
            <div className="grid-returned">
              <Icon name="return" size={14} />
              <span>
                {words.returned.onRow} {line.returnedReason}
              </span>
            </div>
          ) : null}
          {shownFindings.map((finding) => (
            <FindingNote
              key={`${finding.code} ${finding.cell}`}
              finding={finding}
              line={line}
              text={text[fieldOf(line, finding.cell)] ?? ''}
            />
          ))}
          <FeedNotes line={line} text={text} {...(isEditable ? { onTake: (runId: string) => onTake(line.id, runId) } : {})} />
          {theirs ? (
            <ConflictNote
              key={theirs.revision}
              line={line}
              mine={text}
              base={row.base ?? text}
              theirs={theirs}
              onResolve={(value, isDropped) => onResolve(line.id, value, isDropped)}
            />
          ) : null}
        </td>
      </tr>
    </>
  )
}

type CellProps = {
  readonly field: Field
  readonly index: number
  readonly value: string
  readonly label: string
  readonly isEditable: boolean
  readonly isActive: boolean
  readonly isChosen: boolean
  readonly isMarked: boolean
  readonly isWrong: boolean
  readonly describedBy: string | undefined
  readonly onInput: (place: Place, text: string) => void
}

function TypedCell({
  head,
  hint,
  children,
  ...cell
}: CellProps & { readonly head: string; readonly hint: string | null; readonly children?: ReactNode }) {
  const isNote = cell.field === 'note'
  return (
    <td className={cellClass(cell, isNote ? 'grid-note' : 'number')} data-label={head}>
      <span className="grid-field">
        <input
          className="grid-input"
          data-cell={`${cell.index}:${cell.field}`}
          value={cell.value}
          onChange={(event) => cell.onInput({ row: cell.index, field: cell.field }, event.target.value)}
          readOnly={!cell.isEditable}
          tabIndex={cell.isActive ? 0 : -1}
          inputMode={isNote ? 'text' : 'decimal'}
          autoComplete="off"
          spellCheck={false}
          maxLength={isNote ? 2000 : 64}
          aria-label={cell.label}
          aria-invalid={cell.isWrong || undefined}
          aria-describedby={cell.describedBy}
          title={isNote ? cell.value || undefined : (hint ?? undefined)}
          placeholder={isNote ? (hint ?? '') : ''}
        />
        {children}
      </span>
    </td>
  )
}

/** An answer in words, over the columns that figures have; as many lines as it takes. */
function WordsCell({ head, ...cell }: CellProps & { readonly head: string }) {
  const words = useWords(reportsWords)
  return (
    <td colSpan={3} className={cellClass(cell, 'grid-words')} data-label={head}>
      <textarea
        className="grid-input"
        rows={1}
        data-cell={`${cell.index}:words`}
        value={cell.value}
        onChange={(event) => cell.onInput({ row: cell.index, field: 'words' }, event.target.value)}
        readOnly={!cell.isEditable}
        tabIndex={cell.isActive ? 0 : -1}
        autoComplete="off"
        spellCheck={false}
        maxLength={longestWords}
        aria-label={cell.label}
        aria-invalid={cell.isWrong || undefined}
        aria-describedby={cell.describedBy}
        placeholder={words.notEntered}
      />
    </td>
  )
}

function YesOrNoCell({ onChoose, ...cell }: CellProps & { readonly onChoose: (place: Place, text: string) => void }) {
  const words = useWords(reportsWords)
  const place: Place = { row: cell.index, field: 'numerator' }
  const isStop = (answer: '1' | '0'): boolean => answer === (cell.value === '0' ? '0' : '1')
  return (
    <td colSpan={2} className={cellClass(cell, 'grid-answer')}>
      <div className="yes-no" data-cell={`${cell.index}:numerator`} role="group" aria-label={cell.label}>
        {(['1', '0'] as const).map((answer) => (
          <button
            key={answer}
            type="button"
            // One of the two is the cell's stop for the keyboard: the answer, or the first while there is none.
            tabIndex={cell.isActive && isStop(answer) ? 0 : -1}
            data-stop={isStop(answer) || undefined}
            aria-pressed={cell.value === answer}
            disabled={!cell.isEditable}
            onClick={() => onChoose(place, cell.value === answer ? '' : answer)}
          >
            {answer === '1' ? words.yes : words.no}
          </button>
        ))}
      </div>
    </td>
  )
}

function Result({ row: { line, checked } }: { readonly row: SheetRow }) {
  const words = useWords(reportsWords)
  if (checked.isBlank) return <NoValue why={words.notEntered} />
  if (checked.result === undefined) return <NoValue />
  // The answer already stands in the cell.
  if (isYesOrNo(line.kind)) return null
  return <strong>{formatQuantity(checked.result, line.digits, line.kind === 'ratio' ? '%' : null)}</strong>
}

function Previous({ line }: { readonly line: Line }) {
  const words = useWords(reportsWords)
  const result = line.previous?.result ?? null
  if (line.previous?.words !== undefined)
    return (
      <span className="grid-said" title={line.previous.words}>
        {line.previous.words}
      </span>
    )
  if (result === null) return <NoValue />
  if (isYesOrNo(line.kind)) return result === '1' ? words.yes : words.no
  return formatQuantity(result, line.digits, line.kind === 'ratio' ? '%' : null)
}

/** A unit's own target of a yes-or-no indicator is the yes. */
function targetText(line: Line, yes: string): string {
  return isYesOrNo(line.kind) && !line.target.deadline ? yes : formatTarget(line.target)
}

function pillarsOf(rows: readonly SheetRow[]): readonly { readonly pillar: string; readonly from: number; readonly count: number }[] {
  const groups: { pillar: string; from: number; count: number }[] = []
  for (const [index, { line }] of rows.entries()) {
    const last = groups.at(-1)
    if (last?.pillar === line.pillar) last.count += 1
    else groups.push({ pillar: line.pillar, from: index, count: 1 })
  }
  return groups
}

function rowClass({ line, theirs }: SheetRow, hasError: boolean, hasNotes: boolean): string {
  return [
    'grid-line',
    hasNotes ? 'grid-noted' : '',
    hasError ? 'grid-wrong' : '',
    line.returnedReason ? 'grid-back' : '',
    theirs ? 'grid-conflict' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function cellClass({ isChosen, isMarked, isWrong }: CellProps, own: string): string {
  return ['grid-cell', own, isChosen ? 'grid-chosen' : '', isMarked ? 'grid-marked' : '', isWrong ? 'grid-cell-wrong' : '']
    .filter(Boolean)
    .join(' ')
}

function fieldsMarked(marked: ReadonlySet<string>, slot: string): string {
  return (['numerator', 'denominator', 'words', 'note'] as const).filter((field) => marked.has(`${slot}:${field}`)).join(' ')
}
