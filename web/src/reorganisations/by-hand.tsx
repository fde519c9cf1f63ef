import type { WireReorganisationRow } from '@haidang/api/reorganisations'
import type { UnitsOfDay, UnitVersion } from '@haidang/api/units'
import { addDays, formatDay } from '@haidang/domain/periods/day'
import { measures } from '@haidang/domain/units/reorganisation'
import type { Measure } from '@haidang/domain/units/reorganisation'
import { useMemo, useState } from 'react'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { fold } from '../ui/fold.ts'
import { Icon } from '../ui/icon.tsx'
import { Select } from '../ui/select.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { rowsOf, step, top, treeOf } from '../units/unit-tree.ts'
import type { UnitTree } from '../units/unit-tree.ts'
import { useWords } from '../words/catalogue.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import { uiWords } from '../words/ui.ts'
import { unitsWords } from '../words/units.ts'
import { acts, asTarget, withAct } from './acts.ts'
import type { Act, Target } from './acts.ts'
import { typedShare } from './share.ts'
import { UnitsOnMap } from './units-on-map.tsx'

type Row = WireReorganisationRow
type ActName = (typeof acts)[number]
type ByHandProps = {
  readonly effectiveOn: string
  readonly rows: readonly Row[]
  readonly onClose: () => void
  readonly onAdd: (rows: readonly Row[]) => void
}

/** Units of the day before are chosen in the tree, and what happens to them is said; rows of the table come of it. */
export function ByHand(props: ByHandProps) {
  const words = useWords(reorganisationsWords).hand
  const dayBefore = addDays(props.effectiveOn, -1)
  const { data, error, loading, reload } = useQuery<UnitsOfDay>(`/api/units?on=${dayBefore}`)
  if (data) return <Composer {...props} units={data.units} dayBefore={dayBefore} />
  return (
    <Dialog open wide onClose={props.onClose} title={words.title} description={words.about(formatDay(dayBefore))}>
      {loading ? <Skeleton rows={8} /> : <ProblemState error={error} onRetry={() => void reload()} />}
    </Dialog>
  )
}

type TypedPart = { readonly key: number; readonly toId: string | null; readonly to: Target; readonly share: string }
const nobody: Target = { code: '', name: '', kind: '', parentCode: '' }
const freshPart = (key: number): TypedPart => ({ key, toId: null, to: nobody, share: '' })

function Composer({
  rows,
  units,
  dayBefore,
  onClose,
  onAdd,
}: ByHandProps & { readonly units: readonly UnitVersion[]; readonly dayBefore: string }) {
  const words = useWords(reorganisationsWords).hand
  const ui = useWords(uiWords)
  const names = useWords(unitsWords).measures
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [act, setAct] = useState<ActName>('merge')
  const [to, setTo] = useState<Target>(nobody)
  const [parts, setParts] = useState<readonly TypedPart[]>([freshPart(1), freshPart(2)])
  const [measure, setMeasure] = useState<Measure>('population')
  const [tried, setTried] = useState(false)
  const tree = useMemo(() => treeOf(units), [units])
  const chosen = units.filter(({ id }) => ids.has(id))
  const [only] = chosen

  const choose = (next: ReadonlySet<string>, nextAct: ActName = act): void => {
    setIds(next)
    const one = units.find(({ id }) => next.has(id))
    const kinds = new Set(units.flatMap(({ id, kind: had }) => (next.has(id) ? [had ?? ''] : [])))
    const kind = kinds.size === 1 ? ([...kinds][0] ?? '') : ''
    // The name as it is stands ready to be changed; what is new is as a rule of the kind of the old.
    if (nextAct === 'rename' && next.size === 1 && one) setTo(asTarget(one))
    else if (to.kind === '') setTo({ ...to, kind })
    setParts(parts.map((part) => (part.to.kind === '' ? { ...part, to: { ...part.to, kind } } : part)))
  }
  const chooseAct = (next: ActName): void => {
    setTried(false)
    setAct(next)
    if (next === 'rename') choose(ids, next)
    else if (act === 'rename') setTo(nobody)
  }
  const shownParts = act === 'part' ? parts.slice(0, 1) : parts
  const fault = faultOf(act, chosen, to, shownParts)
  const add = (): void => {
    setTried(true)
    const made = fault === undefined ? actOf(act, chosen, to, shownParts, measure, units) : undefined
    if (made === undefined) return
    onAdd(withAct(rows, made))
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.title}
      description={words.about(formatDay(dayBefore))}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" icon="plus" onClick={add}>
            {words.add}
          </Button>
        </>
      }
    >
      <div className="by-hand">
        <UnitChooser tree={tree} units={units} on={dayBefore} chosen={ids} onChoose={choose} />
        <div className="by-hand-act">
          <p role="status" className="small">
            {chosen.length === 0 ? (
              words.none
            ) : (
              <>
                <strong>{words.chosen(String(chosen.length))}</strong>: {chosen.map(({ name }) => name).join(', ')}
              </>
            )}
          </p>
          <Select
            label={words.what}
            hint={words.about1[act]}
            options={acts.map((value) => ({ value, label: words.acts[value] }))}
            value={act}
            onChange={chooseAct}
          />
          {tried && fault !== undefined ? <Banner tone="bad">{words[fault]}</Banner> : null}
          {act === 'merge' && chosen.length > 0 ? (
            <Select
              label={words.like}
              options={[{ value: '', label: words.likeNone }, ...chosen.map(({ id, name }) => ({ value: id, label: name }))]}
              value={chosen.find(({ code, name }) => code === to.code && name === to.name)?.id ?? ''}
              onChange={(id) => {
                const like = chosen.find((unit) => unit.id === id)
                setTo(like === undefined ? nobody : { ...asTarget(like), parentCode: to.parentCode })
              }}
            />
          ) : null}
          {act === 'merge' || act === 'rename' || act === 'found' ? (
            <TargetFields to={to} units={units} rows={rows} onChange={setTo} />
          ) : null}
          {act === 'parent' ? (
            <ParentField value={to.parentCode} units={units} rows={rows} onChange={(parentCode) => setTo({ ...to, parentCode })} />
          ) : null}
          {act === 'split' || act === 'part' ? (
            <>
              <Select
                label={words.measure}
                options={measures.map((value) => ({ value, label: names[value] }))}
                value={measure}
                onChange={setMeasure}
              />
              {shownParts.map((part, index) => (
                <PartFields
                  key={part.key}
                  number={String(index + 1)}
                  part={part}
                  units={units.filter(({ id }) => id !== only?.id)}
                  all={units}
                  rows={rows}
                  onChange={(next) => setParts(parts.map((one) => (one.key === part.key ? next : one)))}
                  {...(act === 'split' && parts.length > 2
                    ? { onRemove: () => setParts(parts.filter((one) => one.key !== part.key)) }
                    : {})}
                />
              ))}
              {act === 'split' ? (
                <div>
                  <Button small icon="plus" onClick={() => setParts([...parts, freshPart(Math.max(...parts.map(({ key }) => key)) + 1)])}>
                    {words.addPart}
                  </Button>
                </div>
              ) : null}
            </>
          ) : null}
        </div>
      </div>
    </Dialog>
  )
}

const isNamed = ({ name }: Target): boolean => name.trim() !== ''

/** What must be said before there are rows. */
function faultOf(act: ActName, chosen: readonly UnitVersion[], to: Target, parts: readonly TypedPart[]) {
  switch (act) {
    case 'merge':
      if (chosen.length < 2) return 'needTwo'
      return isNamed(to) ? undefined : 'needed'
    case 'rename':
      if (chosen.length !== 1) return 'needOne'
      return isNamed(to) ? undefined : 'needed'
    case 'split':
    case 'part':
      if (chosen.length !== 1) return 'needOne'
      return parts.every(({ toId, to: target }) => toId !== null || isNamed(target)) ? undefined : 'needed'
    case 'parent':
      if (chosen.length === 0) return 'needSome'
      return to.parentCode === '' ? 'parentNeeded' : undefined
    case 'end':
      return chosen.length === 0 ? 'needSome' : undefined
    case 'found':
      return isNamed(to) ? undefined : 'needed'
  }
}

function actOf(
  act: ActName,
  chosen: readonly UnitVersion[],
  to: Target,
  parts: readonly TypedPart[],
  measure: Measure,
  units: readonly UnitVersion[],
): Act | undefined {
  const [unit] = chosen
  switch (act) {
    case 'merge':
      return { act, units: chosen, to }
    case 'parent':
      return { act, units: chosen, parentCode: to.parentCode }
    case 'end':
      return { act, units: chosen }
    case 'found':
      return { act, to }
    case 'rename':
      return unit && { act, unit, to }
    case 'split':
    case 'part':
      return (
        unit && {
          act,
          unit,
          measure,
          parts: parts.map(({ toId, to: typed, share }) => {
            const standing = units.find(({ id }) => id === toId)
            return { to: standing === undefined ? typed : asTarget(standing), share: typedShare(share) }
          }),
        }
      )
  }
}

function UnitChooser({
  tree,
  units,
  on,
  chosen,
  onChoose,
}: {
  readonly tree: UnitTree
  readonly units: readonly UnitVersion[]
  readonly on: string
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (ids: ReadonlySet<string>) => void
}) {
  const words = useWords(reorganisationsWords).hand
  const register = useWords(unitsWords).register
  const [view, setView] = useState<'list' | 'map'>('list')
  const [filter, setFilter] = useState('')
  const roots = tree.get(top) ?? []
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(roots.length === 1 ? roots.map(({ id }) => id) : []))
  const [steps, setSteps] = useState<ReadonlyMap<string, number>>(new Map())
  const wanted = fold(filter)
  const found =
    wanted === ''
      ? undefined
      : units.filter(({ name, code }) => fold(name).includes(wanted) || code?.startsWith(filter.trim()) === true).slice(0, 100)
  const rows =
    found === undefined
      ? rowsOf(tree, opened, steps)
      : found.map((unit) => ({ key: unit.id, level: 0, root: unit.group, unit, below: 0, isOpen: false }))
  const toggle = (id: string, set: ReadonlySet<string>): ReadonlySet<string> => {
    const next = new Set(set)
    if (!next.delete(id)) next.add(id)
    return next
  }
  return (
    <fieldset className="by-hand-units">
      <legend className="field-label">{words.units}</legend>
      <FilterChips
        label={words.view}
        chips={[
          { value: 'list', label: words.views.list },
          { value: 'map', label: words.views.map },
        ]}
        value={view}
        onChange={(next) => setView(next === 'map' ? 'map' : 'list')}
      />
      {view === 'map' ? (
        <UnitsOnMap on={on} chosen={chosen} hasBelow={(id) => tree.has(id)} onToggle={(id) => onChoose(toggle(id, chosen))} />
      ) : null}
      {view === 'list' ? (
        <TextField
          type="search"
          label={words.filter}
          labelHidden
          placeholder={words.filter}
          value={filter}
          onChange={setFilter}
          autoComplete="off"
        />
      ) : null}
      <ul className="by-hand-list" hidden={view === 'map'}>
        {rows.map((row) =>
          row.unit === undefined ? (
            <li key={row.key} className="tree-name" data-level={row.level}>
              <Button small onClick={() => setSteps(new Map(steps).set(row.above, (steps.get(row.above) ?? 1) + 1))}>
                {register.more(String(Math.min(row.left, step)))}
              </Button>
            </li>
          ) : (
            <li key={row.key} className="tree-name" data-level={Math.min(row.level, 5)}>
              {row.below === 0 ? (
                <span className="tree-leaf" />
              ) : (
                <IconButton
                  small
                  icon={row.isOpen ? 'down' : 'next'}
                  label={row.isOpen ? register.close(row.unit.name) : register.open(row.unit.name, String(row.below))}
                  aria-expanded={row.isOpen}
                  onClick={() => setOpened(toggle(row.key, opened))}
                />
              )}
              <Checkbox
                label={
                  <>
                    <span lang="vi">{row.unit.name}</span> <span className="soft small">{row.unit.code}</span>
                  </>
                }
                checked={chosen.has(row.key)}
                onChange={() => onChoose(toggle(row.key, chosen))}
              />
            </li>
          ),
        )}
      </ul>
    </fieldset>
  )
}

type Surroundings = { readonly units: readonly UnitVersion[]; readonly rows: readonly Row[] }

function TargetFields({ to, onChange, ...around }: Surroundings & { readonly to: Target; readonly onChange: (to: Target) => void }) {
  const words = useWords(reorganisationsWords).hand
  const change = (part: Partial<Target>): void => {
    const { standing: _changed, ...rest } = to
    onChange({ ...rest, ...part })
  }
  return (
    <div className="by-hand-target">
      <TextField label={words.name} required maxLength={200} value={to.name} onChange={(name) => change({ name })} autoComplete="off" />
      <TextField label={words.code} maxLength={40} value={to.code} onChange={(code) => change({ code })} autoComplete="off" />
      <TextField label={words.kind} maxLength={40} placeholder={words.kindHint} value={to.kind} onChange={(kind) => change({ kind })} />
      <ParentField {...around} value={to.parentCode} onChange={(parentCode) => change({ parentCode })} />
      <details className="by-hand-more">
        <summary>
          <Icon name="down" size={14} /> {words.particulars}
        </summary>
        <div className="by-hand-target">
          <TextField label={words.head} maxLength={200} value={to.head ?? ''} onChange={(head) => change({ head })} autoComplete="off" />
          <TextField
            label={words.headPost}
            maxLength={200}
            placeholder={words.headPostHint}
            value={to.headPost ?? ''}
            onChange={(headPost) => change({ headPost })}
            autoComplete="off"
          />
          <TextField
            label={words.identifier}
            maxLength={40}
            placeholder="000.00.00.H41"
            value={to.identifier ?? ''}
            onChange={(identifier) => change({ identifier })}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
      </details>
    </div>
  )
}

/** Units that others stand under, and the new ones of the table. */
function ParentField({
  value,
  units,
  rows,
  onChange,
}: Surroundings & { readonly value: string; readonly onChange: (code: string) => void }) {
  const words = useWords(reorganisationsWords).hand
  const options = useMemo(() => {
    const above = new Set(units.flatMap(({ parentId }) => parentId ?? []))
    const standing = units.filter(({ id, group, code }) => code !== null && (group === 'area' || above.has(id)))
    const known = new Map(standing.map(({ code, name }) => [code ?? '', name]))
    for (const { newCode, newName } of rows) if (newCode !== '' && !known.has(newCode)) known.set(newCode, newName)
    return [...known].map(([code, name]) => ({ value: code, label: name, note: code }))
  }, [units, rows])
  return (
    <Combobox
      label={words.parent}
      placeholder={words.parentHint}
      options={options}
      value={value === '' ? null : value}
      onChange={(code) => onChange(code ?? '')}
    />
  )
}

function PartFields({
  number,
  part,
  units,
  all,
  rows,
  onChange,
  onRemove,
}: {
  readonly number: string
  readonly part: TypedPart
  /** Those that can get it. */
  readonly units: readonly UnitVersion[]
  readonly all: readonly UnitVersion[]
  readonly rows: readonly Row[]
  readonly onChange: (part: TypedPart) => void
  readonly onRemove?: () => void
}) {
  const words = useWords(reorganisationsWords).hand
  const options = useMemo(
    () => [
      { value: newUnit, label: words.newUnit },
      ...units.filter(({ group }) => group !== 'area').map(({ id, name, code }) => ({ value: id, label: name, note: code ?? '' })),
    ],
    [units, words.newUnit],
  )
  return (
    <fieldset className="by-hand-part">
      <div className="by-hand-part-line">
        <Combobox
          label={words.to(number)}
          options={options}
          value={part.toId ?? newUnit}
          onChange={(id) => onChange({ ...part, toId: id === newUnit ? null : id })}
        />
        <TextField
          label={`${words.share} (%)`}
          inputMode="decimal"
          className="input-number figures"
          placeholder={words.shareHint}
          value={part.share}
          onChange={(share) => onChange({ ...part, share })}
          maxLength={20}
          autoComplete="off"
        />
        {onRemove ? <IconButton icon="trash" small label={words.removePart(number)} onClick={onRemove} /> : null}
      </div>
      {part.toId === null ? <TargetFields to={part.to} units={all} rows={rows} onChange={(to) => onChange({ ...part, to })} /> : null}
    </fieldset>
  )
}

const newUnit = 'new'
