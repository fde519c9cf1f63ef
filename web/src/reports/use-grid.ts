import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import type { IndicatorKind } from '@haidang/domain/indicators/indicator'
import { useRef, useState } from 'react'
import type { ClipboardEvent, FocusEvent, KeyboardEvent, MouseEvent } from 'react'
import { isSingleCell, readBlock } from './clipboard-block.ts'
import type { CellChange } from './history.ts'
import { blockText, cellBeside, cellsOf, columnsOf, edgeOf, isSingle, moveColumn, moveRow, tabTo } from './grid-moves.ts'
import type { GridShape, Place, Range } from './grid-moves.ts'
import { cellText, numberOf } from './outbox-entries.ts'
import { planPaste } from './paste-plan.ts'
import type { Field, PastePlan, PasteWrite } from './paste-plan.ts'
import type { SheetRow } from './sheet.ts'

export type GridActs = {
  /** Shown and kept at once, while one types; not yet a step to undo. */
  readonly write: (changes: readonly PasteWrite[]) => void
  /** A step that is done and can be undone. */
  readonly done: (step: readonly CellChange<Field>[]) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly openRow: (slot: string) => void
  readonly paste: (plan: PastePlan) => void
}

type Editing = { readonly place: Place; readonly before: string }

/** Moves, typing, copying and pasting of the grid, by events of the whole table; the cells themselves know nothing of it. */
export function useGrid(rows: readonly SheetRow[], isEditable: boolean, acts: GridActs) {
  const root = useRef<HTMLTableElement>(null)
  const editing = useRef<Editing | null>(null)
  /** While the grid itself moves the focus: the range is already set, and may be longer than the cell. */
  const isMoving = useRef(false)
  const [range, setRange] = useState<Range>({ from: { row: 0, field: 'numerator' }, to: { row: 0, field: 'numerator' } })
  const shape: GridShape = rows.map(({ line }) => fieldsOf(line.kind))
  // The first cell of a form may be one for words.
  const active = { ...range.to, field: cellBeside(shape[range.to.row], range.to.field) ?? range.to.field }

  const slotOf = ({ row }: Place): string => rows[row]?.line.id ?? ''
  const textAt = ({ row, field }: Place): string => rows[row]?.text[field] ?? ''

  function begin(place: Place): void {
    if (!editing.current && isEditable) editing.current = { place, before: textAt(place) }
  }

  /** Ends typing: a number is set the Vietnamese way, anything else stays as it was typed. */
  function commit(): void {
    const edit = editing.current
    editing.current = null
    if (!edit) return
    const { place, before } = edit
    const typed = textAt(place)
    const number = isOfNumbers(place) ? numberOf(typed) : undefined
    const after = number ? cellText(number) : typed.trim()
    if (after !== typed) acts.write([{ slot: slotOf(place), field: place.field, text: after }])
    acts.done([{ slot: slotOf(place), field: place.field, before, after }])
  }

  function restore(): void {
    const edit = editing.current
    editing.current = null
    if (edit) acts.write([{ slot: slotOf(edit.place), field: edit.place.field, text: edit.before }])
  }

  function focus(place: Place, extend = false): void {
    setRange(extend ? { from: range.from, to: place } : { from: place, to: place })
    const cell = root.current?.querySelector<HTMLElement>(`[data-cell="${place.row}:${place.field}"]`)
    const stop = cell?.querySelector<HTMLElement>('[data-stop]') ?? cell
    isMoving.current = true
    stop?.focus()
    isMoving.current = false
    cell?.scrollIntoView({ block: 'nearest' })
    if (isTyped(cell)) cell.select()
  }

  function change(places: readonly Place[], textFor: (place: Place) => string): void {
    const step = places
      .map((place) => ({ slot: slotOf(place), field: place.field, before: textAt(place), after: textFor(place) }))
      .filter(({ before, after }) => before !== after)
    acts.write(step.map(({ slot, field, after }) => ({ slot, field, text: after })))
    acts.done(step)
  }

  const chosen = (): readonly Place[] =>
    cellsOf(shape, range)
      .flat()
      .filter((place) => place !== undefined)

  function onKeyDown(event: KeyboardEvent): void {
    const place = placeOf(event.target)
    if (!place || event.nativeEvent.isComposing) return
    if (event.ctrlKey || event.metaKey) return withControl(event, place)
    if (event.altKey) return event.key === 'Enter' ? newLine(event, place) : undefined
    const isEditing = editing.current !== null
    const yesOrNo = rows[place.row] && isYesOrNo(rows[place.row]?.line.kind ?? 'count') && place.field === 'numerator'
    switch (event.key) {
      case 'Tab': {
        commit()
        const next = tabTo(shape, place, event.shiftKey ? -1 : 1)
        if (next) take(event, () => focus(next))
        return
      }
      case 'Enter':
        return take(event, () => {
          commit()
          focus(moveRow(shape, place, event.shiftKey ? -1 : 1))
        })
      case 'Escape':
        return take(event, () => {
          restore()
          focus(place)
        })
      case 'F2':
        return take(event, () => {
          begin(place)
          if (isTyped(event.target)) event.target.setSelectionRange(event.target.value.length, event.target.value.length)
        })
      case 'ArrowUp':
      case 'ArrowDown':
        return take(event, () => {
          const extend = event.shiftKey && !isEditing
          commit()
          focus(moveRow(shape, extend ? range.to : place, event.key === 'ArrowUp' ? -1 : 1), extend)
        })
      case 'ArrowLeft':
      case 'ArrowRight':
        if (isEditing) return
        return take(event, () =>
          focus(moveColumn(shape, event.shiftKey ? range.to : place, event.key === 'ArrowLeft' ? -1 : 1), event.shiftKey),
        )
      case 'Home':
      case 'End':
        if (isEditing) return
        return take(event, () => focus(edgeOf(shape, place, event.key === 'Home' ? 'start' : 'end', false), event.shiftKey))
      case 'Delete':
      case 'Backspace':
        if (isEditing || !isEditable) return
        return take(event, () => change(chosen(), () => ''))
      case ' ':
      case 'i':
        // In a cell of buttons the space bar presses the button, as everywhere.
        if (isEditing || (!isOfNumbers(place) && event.key === 'i') || (yesOrNo && event.key === ' ')) return
        return take(event, () => acts.openRow(slotOf(place)))
      default:
        if (yesOrNo && isEditable && event.key.length === 1) take(event, () => answer(place, event.key))
    }
  }

  /** A line of its own within an answer, as in a spreadsheet. */
  function newLine(event: KeyboardEvent, place: Place): void {
    const { target } = event
    if (place.field !== 'words' || !isEditable || !(target instanceof HTMLTextAreaElement)) return
    take(event, () => {
      begin(place)
      target.setRangeText('\n', target.selectionStart, target.selectionEnd, 'end')
      acts.write([{ slot: slotOf(place), field: place.field, text: target.value }])
    })
  }

  function answer(place: Place, key: string): void {
    const text = /^[1xcyđd]$/iu.test(key) ? '1' : /^[0kn]$/iu.test(key) ? '0' : undefined
    if (text !== undefined) change([place], () => text)
  }

  function withControl(event: KeyboardEvent, place: Place): void {
    const key = event.key.toLowerCase()
    if (key === 'home' || key === 'end')
      return take(event, () => focus(edgeOf(shape, place, key === 'home' ? 'start' : 'end', true), event.shiftKey))
    if (key === 'z' && editing.current)
      return take(event, () => {
        restore()
        focus(place)
      })
    if (key === 'z') return take(event, event.shiftKey ? acts.redo : acts.undo)
    if (key === 'y') return take(event, acts.redo)
    if (key === 'a' && !editing.current) {
      take(event, () => setRange({ from: { row: 0, field: 'numerator' }, to: { row: rows.length - 1, field: 'denominator' } }))
    }
  }

  function onFocus(event: FocusEvent): void {
    const place = placeOf(event.target)
    if (!place || isMoving.current) return
    if (place.row !== active.row || place.field !== active.field) setRange({ from: place, to: place })
    if (isTyped(event.target)) event.target.select()
  }

  /** The first press chooses the cell, so that typing replaces it; the second sets the cursor into the text. */
  function onMouseDown(event: MouseEvent): void {
    const place = placeOf(event.target)
    if (!place || !isTyped(event.target)) return
    if (document.activeElement === event.target) return begin(place)
    take(event, () => {
      commit()
      focus(place, event.shiftKey)
    })
  }

  /** Dragging over cells chooses them, as in a spreadsheet; the first stays the one with the focus. */
  function onMouseOver(event: MouseEvent): void {
    const place = placeOf(event.target)
    if (event.buttons !== 1 || !place || editing.current || !placeOf(document.activeElement ?? event.target)) return
    setRange({ from: range.from, to: place })
  }

  function onBlur(event: FocusEvent): void {
    if (editing.current && placeOf(event.target)) commit()
  }

  function onInput(place: Place, text: string): void {
    begin(place)
    acts.write([{ slot: slotOf(place), field: place.field, text }])
  }

  function onCopy(event: ClipboardEvent): void {
    if (editing.current || !placeOf(event.target)) return
    const block = cellsOf(shape, range).map((row) => row.map((place) => (place ? textAt(place) : '')))
    event.clipboardData.setData('text/plain', blockText(block))
    event.preventDefault()
    if (event.type === 'cut' && isEditable) change(chosen(), () => '')
  }

  function onPaste(event: ClipboardEvent): void {
    const place = placeOf(event.target)
    if (!place || !isEditable) return
    const block = readBlock({ text: event.clipboardData.getData('text/plain'), html: event.clipboardData.getData('text/html') })
    if (isSingleCell(block)) {
      if (!editing.current) take(event, () => change([place], () => settled(place, block[0]?.[0] ?? '')))
      return
    }
    take(event, () => {
      commit()
      acts.paste(
        planPaste(
          block,
          rows.map(({ line }) => ({ slot: line.id, name: line.name, kind: line.kind })),
          place,
        ),
      )
    })
  }

  function settled(place: Place, text: string): string {
    const number = isOfNumbers(place) ? numberOf(text) : undefined
    if (number) return cellText(number)
    return place.field === 'words' ? text : text.replace(/\s+/gu, ' ')
  }

  return {
    root,
    active,
    /** Columns of a row that are in the chosen range, as first and last; none for a single cell. */
    rangeIn: (row: number): readonly [number, number] | undefined => {
      const [top, bottom] = [Math.min(range.from.row, range.to.row), Math.max(range.from.row, range.to.row)]
      return isSingle(range) || row < top || row > bottom ? undefined : columnsOf(range)
    },
    focus,
    onInput,
    choose: (place: Place, text: string) => change([place], () => text),
    handlers: { onKeyDown, onFocus, onMouseDown, onMouseOver, onBlur, onCopy, onCut: onCopy, onPaste },
  }
}

function placeOf(target: EventTarget): Place | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null
  const [row = '', field] = cell?.dataset.cell?.split(':') ?? []
  return field === 'numerator' || field === 'denominator' || field === 'words' || field === 'note' ? { row: Number(row), field } : undefined
}

function fieldsOf(kind: IndicatorKind): readonly Field[] {
  if (isInWords(kind)) return ['words', 'note']
  return kind === 'ratio' ? ['numerator', 'denominator', 'note'] : ['numerator', 'note']
}

const isOfNumbers = ({ field }: Place): boolean => field === 'numerator' || field === 'denominator'

const isTyped = (target: EventTarget | null | undefined): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

function take(event: { readonly preventDefault: () => void }, act: () => void): void {
  event.preventDefault()
  act()
}
