import { rowFaultSentence } from '@haidang/api/reorganisation-sentences'
import type { ReorganisationView, WireReorganisationRow } from '@haidang/api/reorganisations'
import { measures } from '@haidang/domain/units/reorganisation'
import type { Measure } from '@haidang/domain/units/reorganisation'
import { useEffect, useState } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { Checkbox } from '../ui/field.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { TableFrame } from '../ui/table-frame.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { useLanguage } from '../words/language.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import { unitsWords } from '../words/units.ts'
import { shownShare, typedShare } from './share.ts'

type Row = WireReorganisationRow
type RowsTableProps = {
  readonly rows: readonly Row[]
  readonly view: ReorganisationView
  /** The line that somebody asked to see; its row is brought into view. */
  readonly wanted: number | null
  readonly onChange: (rows: readonly Row[]) => void
}

const pageLength = 50
/** Code and name stand one above the other: a row of ten fields beside each other fits no screen. */
const groups = [
  { name: 'oldUnit', fields: ['oldCode', 'oldName'] },
  { name: 'newUnit', fields: ['newCode', 'newName'] },
  { name: 'kindAndParent', fields: ['newKind', 'newParentCode'] },
] as const
/** Shown where a row has one or somebody asks for them. */
const particulars = { name: 'particulars', fields: ['newHead', 'newHeadPost', 'newIdentifier'] } as const

/** The table of the resolution as it is typed; what is wrong stands under its row. */
export function RowsTable({ rows, view, wanted, onChange }: RowsTableProps) {
  const all = useWords(reorganisationsWords)
  const words = all.rows
  const names = useWords(unitsWords).measures
  const language = useLanguage()
  const [onlyFaulty, setOnlyFaulty] = useState(false)
  const [from, setFrom] = useState(0)
  const [chosen, setChosen] = useState<readonly Measure[]>([])
  const [wantsParticulars, setWantsParticulars] = useState(false)
  const hasParticulars = rows.some((row) => particulars.fields.some((field) => row[field]))
  const shownGroups = hasParticulars || wantsParticulars ? [...groups, particulars] : groups
  const faulty = new Set([...view.rowFaults.map(({ line }) => line), ...view.faults.flatMap(({ line }) => line ?? [])])
  const listed = onlyFaulty ? rows.filter(({ line }) => faulty.has(line)) : rows
  const start = from < listed.length ? from : 0
  const shown = listed.slice(start, start + pageLength)
  const hasParts = rows.some(({ extent, shares }) => isPart(extent) || Object.keys(shares).length > 0)
  const columns = measures.filter(
    (measure) =>
      chosen.includes(measure) || rows.some(({ shares }) => (shares[measure] ?? '') !== '') || (hasParts && measure === 'population'),
  )

  const [seen, setSeen] = useState<number | null>(null)
  if (wanted !== seen) {
    setSeen(wanted)
    const at = rows.findIndex(({ line }) => line === wanted)
    if (at >= 0) {
      setOnlyFaulty(false)
      setFrom(Math.floor(at / pageLength) * pageLength)
    }
  }
  useEffect(() => {
    if (wanted === null) return
    const row = document.querySelector<HTMLElement>(`[data-line="${wanted}"]`)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector('input')?.focus({ preventScroll: true })
  }, [wanted])

  const change = (line: number, part: Partial<Row>): void => onChange(rows.map((row) => (row.line === line ? { ...row, ...part } : row)))
  const remove = (row: Row): void => {
    const before = rows
    onChange(rows.filter(({ line }) => line !== row.line))
    toast({ title: words.removed(String(row.line)), action: { label: words.putBack, onClick: () => onChange(before) } })
  }
  return (
    <div className="reorganisation-rows">
      <div className="row screen-only">
        {faulty.size === 0 || rows.length <= 10 ? null : (
          <FilterChips
            label={words.show}
            chips={[
              { value: 'all', label: words.all(String(rows.length)) },
              { value: 'faulty', label: words.onlyFaulty(String(faulty.size)) },
            ]}
            value={onlyFaulty ? 'faulty' : 'all'}
            onChange={(next) => setOnlyFaulty(next === 'faulty')}
          />
        )}
        <Checkbox
          label={words.particulars}
          checked={hasParticulars || wantsParticulars}
          disabled={hasParticulars}
          onChange={setWantsParticulars}
        />
        {hasParts ? (
          <fieldset className="row small">
            <legend className="visually-hidden">{words.measures}</legend>
            <span aria-hidden="true">{words.measures}:</span>
            {measures.map((measure) => (
              <Checkbox
                key={measure}
                label={names[measure]}
                checked={columns.includes(measure)}
                disabled={columns.includes(measure) && !chosen.includes(measure)}
                onChange={(on) => setChosen(on ? [...chosen, measure] : chosen.filter((one) => one !== measure))}
              />
            ))}
          </fieldset>
        ) : null}
      </div>
      <TableFrame label={words.list}>
        <table className="table rows-table">
          <caption className="visually-hidden">{words.list}</caption>
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              {shownGroups.map(({ name }) => (
                <th key={name} scope="col">
                  {words[name]}
                </th>
              ))}
              <th scope="col">{words.extent}</th>
              <th scope="col">
                <span className="visually-hidden">{words.remove('')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => {
              const line = String(row.line)
              const wrong = view.rowFaults.filter((fault) => fault.line === row.line)
              const isWrong = (field: string): boolean => wrong.some((fault) => fault.field === field)
              return [
                <tr key={line} data-line={line} className={wrong.length > 0 ? 'rows-wrong' : undefined}>
                  <th scope="row" className="figures">
                    {line}
                  </th>
                  {shownGroups.map(({ name, fields }) => (
                    <td key={name} data-label={words[name]}>
                      <span className="rows-cell">
                        {fields.map((field) => (
                          <input
                            key={field}
                            className="input"
                            placeholder={words[field]}
                            aria-label={words.cell(line, words[field])}
                            aria-invalid={isWrong(field) || undefined}
                            value={row[field] ?? ''}
                            maxLength={200}
                            autoComplete="off"
                            onChange={(event) => change(row.line, { [field]: event.target.value })}
                          />
                        ))}
                      </span>
                    </td>
                  ))}
                  <td data-label={words.extent}>
                    <span className="rows-cell">
                      <select
                        className="input"
                        aria-label={words.cell(line, words.extent)}
                        value={extentOf(row.extent)}
                        onChange={(event) =>
                          change(row.line, {
                            extent: event.target.value === 'whole' ? '' : extentWords[event.target.value === 'part' ? 'part' : 'renamed'],
                          })
                        }
                      >
                        <option value="whole">{words.whole}</option>
                        <option value="part">{words.part}</option>
                        <option value="renamed">{words.renamed}</option>
                      </select>
                      {isPart(row.extent) || Object.keys(row.shares).length > 0
                        ? columns.map((measure) => (
                            <ShareCell
                              key={measure}
                              label={words.cell(line, words.share(names[measure]))}
                              placeholder={words.share(names[measure])}
                              isWrong={isWrong(measure)}
                              share={row.shares[measure] ?? ''}
                              onChange={(share) => change(row.line, { shares: withShare(row.shares, measure, share) })}
                            />
                          ))
                        : null}
                    </span>
                  </td>
                  <td>
                    <IconButton icon="trash" small label={words.remove(line)} onClick={() => remove(row)} />
                  </td>
                </tr>,
                // One clause says many rows; its words stand under the last of them.
                ...(row.passage === undefined || rows.find(({ line: next }) => next === row.line + 1)?.passage === row.passage
                  ? []
                  : [
                      <tr key={`${line} words`} className="rows-passage">
                        <td colSpan={shownGroups.length + 3}>
                          <p className="small soft">
                            {words.passage}: “<span lang="vi">{row.passage}</span>”
                          </p>
                        </td>
                      </tr>,
                    ]),
                ...(wrong.length === 0
                  ? []
                  : [
                      <tr key={`${line} wrong`} className="rows-faults">
                        <td colSpan={shownGroups.length + 3}>
                          {wrong.map((fault) => (
                            <p key={`${fault.field} ${fault.fault}`} className="small">
                              {all.preview.atLine(line, rowFaultSentence(fault, view.effectiveOn, language))}
                            </p>
                          ))}
                        </td>
                      </tr>,
                    ]),
              ]
            })}
          </tbody>
        </table>
      </TableFrame>
      {listed.length <= pageLength ? null : (
        <nav className="row screen-only" aria-label={words.list}>
          <span className="soft figures">{words.page(String(start + 1), String(start + shown.length), String(listed.length))}</span>
          <Button small disabled={start === 0} onClick={() => setFrom(start - pageLength)}>
            {words.previous}
          </Button>
          <Button small disabled={start + pageLength >= listed.length} onClick={() => setFrom(start + pageLength)}>
            {words.next}
          </Button>
        </nav>
      )}
    </div>
  )
}

/** As a table of a resolution says it; the domain reads both languages (reorganisation-table.ts). */
const extentWords = { part: 'một phần', renamed: 'đổi tên' } as const
const isPart = (extent: string): boolean => /^(?:part|một phần)/iu.test(extent.normalize('NFC').trim())

function extentOf(extent: string): 'whole' | 'part' | 'renamed' {
  if (isPart(extent)) return 'part'
  return /^(?:rename|đổi tên)/iu.test(extent.normalize('NFC').trim()) ? 'renamed' : 'whole'
}

function withShare(shares: Row['shares'], measure: Measure, share: string): Row['shares'] {
  const { [measure]: _gone, ...others } = shares
  return share === '' ? others : { ...others, [measure]: share }
}

/** What is typed stays as typed while one types: "42,0" on the way to "42,05" is not "42". */
function ShareCell({
  label,
  placeholder,
  share,
  isWrong,
  onChange,
}: {
  readonly label: string
  readonly placeholder: string
  readonly share: string
  readonly isWrong: boolean
  readonly onChange: (share: string) => void
}) {
  const [typed, setTyped] = useState(() => shownShare(share))
  const shown = typedShare(typed) === share ? typed : shownShare(share)
  return (
    <input
      className="input input-number figures"
      aria-label={label}
      placeholder={placeholder}
      aria-invalid={isWrong || undefined}
      inputMode="decimal"
      autoComplete="off"
      maxLength={40}
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value)
        onChange(typedShare(event.target.value))
      }}
    />
  )
}
