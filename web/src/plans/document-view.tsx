import './document-view.css'
import type { Import } from '@haidang/api/imports'
import type { Passage } from '@haidang/domain/plans/reading'
import { Fragment, memo, useEffect, useMemo, useRef } from 'react'
import { useDrawnCount } from '../app/use-drawn-count.ts'
import { useLatest } from '../app/use-latest.ts'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { segmentsOf, touchingIn } from './passages.ts'
import type { KeyedPassage } from './passages.ts'

type Block = Import['blocks'][number]

type DocumentViewProps = {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly passages: readonly KeyedPassage[]
  readonly selected: KeyedPassage | undefined
  readonly cited: Passage | undefined
  readonly onSelect: (keys: readonly string[]) => void
}

/** The document as it is, with everything that was read of it marked in its place. */
export function DocumentView({ text, blocks, passages, selected, cited, onSelect }: DocumentViewProps) {
  const paper = useRef<HTMLDivElement>(null)
  const press = useLatest((target: EventTarget | null) => {
    const mark = target instanceof Element ? target.closest<HTMLElement>('[data-keys]') : null
    // A selection is being made to add or to split: that is no press on a passage.
    if (mark?.dataset['keys'] && (getSelection()?.isCollapsed ?? true)) onSelect(mark.dataset['keys'].split(' '))
  })
  useEffect(() => {
    const frame = paper.current
    const listen = (event: MouseEvent): void => press(event.target)
    frame?.addEventListener('click', listen)
    return () => frame?.removeEventListener('click', listen)
  }, [press])
  const byBlock = useMemo(() => blocks.map(touchingIn(passages)), [blocks, passages])
  const drawn = useDrawnCount(blocks.length, { first: 60, step: 60 })
  const parts = useMemo(
    () => Array.from({ length: Math.ceil(blocks.length / blocksTogether) }, (_, part) => part * blocksTogether),
    [blocks],
  )
  return (
    <div className="document-paper" ref={paper} lang="vi">
      {parts
        .filter((from) => from < drawn)
        .map((from) => {
          const to = Math.min(from + blocksTogether, blocks.length)
          const whole = { start: blocks[from]?.start ?? 0, end: blocks[to - 1]?.end ?? 0 }
          return (
            <Part
              key={from}
              text={text}
              blocks={blocks}
              from={from}
              to={to}
              byBlock={byBlock}
              selected={touches(whole, selected) ? selected : undefined}
              cited={touches(whole, cited) ? cited : undefined}
            />
          )
        })}
    </div>
  )
}

const blocksTogether = 20

const touches = (block: Passage, passage: Passage | undefined): boolean =>
  passage !== undefined && passage.start < block.end && block.start < passage.end

type PartProps = {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly from: number
  readonly to: number
  readonly byBlock: readonly (readonly KeyedPassage[])[]
  readonly selected: KeyedPassage | undefined
  readonly cited: Passage | undefined
}

/** Some blocks, drawn anew and laid out together: what lights up elsewhere is nothing to them. */
const Part = memo(function Part({ text, blocks, from, to, byBlock, selected, cited }: PartProps) {
  const words = useWords(plansWords).review
  return (
    <div className="paper-part">
      {blocks.slice(from, to).map((block, index) => {
        const page = block.page !== undefined && block.page !== blocks[from + index - 1]?.page ? block.page : undefined
        return (
          <Fragment key={block.start}>
            {page === undefined ? null : (
              <div className="paper-page" role="separator" aria-label={words.page(String(page))}>
                <span aria-hidden="true">{words.page(String(page))}</span>
              </div>
            )}
            <BlockView
              text={text}
              block={block}
              passages={byBlock[from + index] ?? none}
              selected={touches(block, selected) ? selected : undefined}
              cited={touches(block, cited) ? cited : undefined}
            />
          </Fragment>
        )
      })}
    </div>
  )
})

const none: readonly KeyedPassage[] = []

type RunProps = {
  readonly text: string
  readonly passages: readonly KeyedPassage[]
  readonly selected: KeyedPassage | undefined
  readonly cited: Passage | undefined
}

/** Drawn anew only when a passage in it changes or lights up. */
const BlockView = memo(
  function BlockView({ block, ...run }: RunProps & { readonly block: Block }) {
    if (block.rows) return <TableView rows={block.rows} {...run} />
    // The printed number stands in the text; one that the word processor counts may not.
    const isMarkPrinted = block.mark === undefined || run.text.startsWith(block.mark, block.start)
    const depth = block.kind === 'item' ? Math.min(3, Math.max(0, (block.level ?? 5) - 5)) : 0
    return (
      <p
        className={`block block-${block.kind}${depth > 0 ? ` block-deep-${depth}` : ''}`}
        {...(block.kind === 'heading' ? { role: 'heading', 'aria-level': 2 } : {})}
      >
        {isMarkPrinted ? null : <span className="block-mark">{block.mark} </span>}
        <Run whole={block} {...run} />
      </p>
    )
  },
  (a, b) =>
    a.block === b.block &&
    a.text === b.text &&
    a.selected?.key === b.selected?.key &&
    a.selected?.start === b.selected?.start &&
    a.selected?.end === b.selected?.end &&
    a.cited === b.cited &&
    sameAll(a.passages, b.passages),
)

function TableView({ rows, ...run }: RunProps & { readonly rows: NonNullable<Block['rows']> }) {
  return (
    <div className="block-table">
      <table>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={cells[0]?.start ?? row}>
              {cells.map((cell) => (
                <td
                  key={cell.start}
                  {...(cell.colSpan ? { colSpan: cell.colSpan } : {})}
                  {...(cell.rowSpan ? { rowSpan: cell.rowSpan } : {})}
                >
                  <Run whole={cell} {...run} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Run({ whole, text, passages, selected, cited }: RunProps & { readonly whole: Passage }) {
  const kinds = new Map(passages.map(({ key, kind }) => [key, kind]))
  const all = [
    ...passages,
    ...(selected && !kinds.has(selected.key) ? [selected] : []),
    ...(cited ? [{ ...cited, key: citedKey, kind: 'cited' }] : []),
  ]
  return segmentsOf(whole, all).map(({ start, end, keys }) => {
    const pressable = keys.filter((key) => kinds.has(key))
    const isLit = selected !== undefined && keys.includes(selected.key)
    const isCited = keys.includes(citedKey)
    const names = [
      pressable.length > 0 ? `mark mark-${kinds.get(pressable[0] ?? '') ?? ''}` : '',
      isLit ? 'mark-lit' : '',
      isCited ? 'mark-cited' : '',
    ]
      .filter(Boolean)
      .join(' ')
    return (
      <span
        key={start}
        data-start={start}
        {...(names ? { className: names } : {})}
        {...(pressable.length > 0 ? { 'data-keys': pressable.join(' ') } : {})}
        {...(isLit ? { 'data-lit': '' } : {})}
        {...(isCited ? { 'data-cited': '' } : {})}
      >
        {text.slice(start, end)}
      </span>
    )
  })
}

const citedKey = '(cited)'

function sameAll(a: readonly KeyedPassage[], b: readonly KeyedPassage[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      (one, index) => one.key === b[index]?.key && one.start === b[index].start && one.end === b[index].end && one.kind === b[index].kind,
    )
  )
}

/** The words that are selected in the document, by their place in its text; empty where there is only a caret. */
export function selectedPassage(frame: HTMLElement | null): Passage | undefined {
  const selection = getSelection()
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined
  if (!frame || !range || !frame.contains(range.commonAncestorContainer)) return undefined
  const [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)]
  return start === undefined || end === undefined || end < start ? undefined : { start, end }
}

function offsetOf(node: Node, offset: number): number | undefined {
  const owner = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]')
  if (owner?.dataset['start'] !== undefined) return Number(owner.dataset['start']) + (node instanceof Element ? 0 : offset)
  // Between two runs, as a selection by triple press ends: the next run begins there.
  const next = node.childNodes[offset]
  const run =
    next instanceof Element
      ? next.matches('[data-start]')
        ? next
        : next.querySelector('[data-start]')
      : node instanceof Element
        ? node.querySelector('[data-start]')
        : null
  return run instanceof HTMLElement && run.dataset['start'] !== undefined ? Number(run.dataset['start']) : undefined
}
