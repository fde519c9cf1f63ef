import { faultSentence } from '@haidang/api/reorganisation-sentences'
import { faultKinds } from '@haidang/api/reorganisations'
import type { CorrectEdges, ReorganisationView } from '@haidang/api/reorganisations'
import type { UnitsOfDay } from '@haidang/api/units'
import { formatShare, measures } from '@haidang/domain/units/reorganisation'
import type { Measure } from '@haidang/domain/units/reorganisation'
import { compareDecimals, formatDecimal, parseDecimal } from '@haidang/domain/quantities/decimal'
import { useMemo, useState } from 'react'
import { post, ProblemError } from '../app/fetch.ts'
import { useMutation, useQuery } from '../app/query.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import type { Option } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { useLanguage } from '../words/language.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import { uiWords } from '../words/ui.ts'
import { refusalSentence } from './sentences.ts'
import { unitsWords } from '../words/units.ts'
import { shownShare, typedShare } from './share.ts'

type Edge = ReorganisationView['edges'][number]
const step = 100

/** Where each old unit went; who may corrects one that was recorded wrongly. */
export function Edges({ view, onCorrected }: { readonly view: ReorganisationView; readonly onCorrected: (said: string) => void }) {
  const all = useWords(reorganisationsWords)
  const words = all.edges
  const names = useWords(unitsWords).measures
  const [shown, setShown] = useState(step)
  const [correcting, setCorrecting] = useState<Edge | undefined>()
  const { edges, can } = view
  if (edges.length === 0) return null
  const told = ({ shares }: Edge): string =>
    measures.flatMap((measure) => (shares[measure] === undefined ? [] : [`${formatShare(shares[measure])} ${names[measure]}`])).join(', ')
  return (
    <section className="reorganisation-edges" aria-labelledby="edges">
      <h2 id="edges">{words.title}</h2>
      <Table
        caption={words.list}
        rows={edges.slice(0, shown)}
        rowKey={({ from, to }) => `${from.id} ${to.id}`}
        columns={[
          {
            key: 'from',
            head: words.from,
            rowHead: true,
            cell: ({ from }) => (
              <a href={`/don-vi/${from.id}`} lang="vi">
                {from.name}
              </a>
            ),
          },
          {
            key: 'to',
            head: words.to,
            cell: ({ to }) => (
              <a href={`/don-vi/${to.id}`} lang="vi">
                {to.name}
              </a>
            ),
          },
          { key: 'extent', head: words.extent, width: 'narrow', cell: ({ extent }) => all.rows[extent] },
          { key: 'shares', head: words.shares, cell: (edge) => <span className="figures">{told(edge)}</span> },
          ...(can.correct
            ? [
                {
                  key: 'correct',
                  head: <span className="visually-hidden">{words.correct}</span>,
                  width: 'narrow' as const,
                  // Where a unit went is corrected as a whole, at the first of its lines.
                  cell: (edge: Edge) =>
                    edges.find(({ from }) => from.id === edge.from.id) === edge ? (
                      <Button small icon="edit" aria-label={words.correctOf(edge.from.name)} onClick={() => setCorrecting(edge)}>
                        {words.correct}
                      </Button>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      {edges.length <= shown ? null : (
        <div>
          <Button small onClick={() => setShown(shown + step)}>
            {words.more(formatDecimal(String(Math.min(step, edges.length - shown))))}
          </Button>
        </div>
      )}
      {correcting === undefined ? null : (
        <CorrectDialog
          view={view}
          from={correcting.from}
          onClose={() => setCorrecting(undefined)}
          onDone={(said) => {
            setCorrecting(undefined)
            onCorrected(said)
          }}
        />
      )}
    </section>
  )
}

type CorrectDialogProps = {
  readonly view: ReorganisationView
  readonly from: Edge['from']
  readonly onClose: () => void
  readonly onDone: (said: string) => void
}
type TypedEdge = {
  readonly key: number
  readonly toId: string | null
  readonly extent: Edge['extent']
  readonly shares: Readonly<Partial<Record<Measure, string>>>
}

function CorrectDialog({ view, from, onClose, onDone }: CorrectDialogProps) {
  const all = useWords(reorganisationsWords)
  const words = all.edges
  const ui = useWords(uiWords)
  const names = useWords(unitsWords).measures
  const language = useLanguage()
  const [typed, setTyped] = useState<readonly TypedEdge[]>(() =>
    view.edges
      .filter((edge) => edge.from.id === from.id)
      .map(({ to, extent, shares }, key) => ({
        key,
        toId: to.id,
        extent,
        shares: Object.fromEntries(measures.map((measure) => [measure, shownShare(shares[measure] ?? '')])),
      })),
  )
  const recorded = useMemo(() => view.edges.filter((edge) => edge.from.id === from.id).map(({ to }) => to), [view.edges, from.id])
  const heirs = useHeirs(view.effectiveOn, from.id, recorded)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const correct = useMutation((input: CorrectEdges) => post<ReorganisationView>(`/api/reorganisations/${view.id}/edges`, input))
  const saysWhy = reason.trim().length >= 3
  const run = async (): Promise<void> => {
    setTried(true)
    const edges = typed.flatMap(({ toId, extent, shares }) =>
      toId === null ? [] : [{ toId, extent, shares: extent === 'part' ? given(shares) : {} }],
    )
    if (!saysWhy || typed.some((edge) => edgeFault(edge, typed) !== undefined || !hasShares(edge))) return
    if ((await correct.run({ fromId: from.id, edges, reason: reason.trim() })) !== undefined) onDone(words.done)
  }
  const change = (key: number, part: Partial<TypedEdge>): void => {
    correct.reset()
    setTyped(typed.map((edge) => (edge.key === key ? { ...edge, ...part } : edge)))
  }
  const add = (): void => {
    const key = Math.max(...typed.map((edge) => edge.key)) + 1
    // A unit that goes to several goes to each in part.
    setTyped([...typed.map((edge) => ({ ...edge, extent: 'part' as const })), { key, toId: null, extent: 'part', shares: {} }])
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.correctOf(from.name)}
      description={words.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={correct.busy} onClick={() => void run()}>
            {words.save}
          </Button>
        </>
      }
    >
      {correct.error === undefined ? null : (
        <Banner tone="bad" title={words.refused}>
          {faultsIn(correct.error).map((fault) => faultSentence({ ...fault, unitName: from.name }, language))[0] ??
            refusalSentence(correct.error, all, ui)}
        </Banner>
      )}
      {typed.map((edge) => {
        const { key, toId, extent, shares } = edge
        const fault = tried ? edgeFault(edge, typed) : undefined
        const name = heirs.find(({ value }) => value === toId)?.label ?? ''
        return (
          <fieldset key={key} className="by-hand-part">
            <legend className="visually-hidden">{name === '' ? words.to : name}</legend>
            <div className="by-hand-part-line">
              <Combobox
                label={words.to}
                required
                options={heirs}
                value={toId}
                onChange={(next) => change(key, { toId: next })}
                error={fault === undefined ? undefined : words[fault]}
              />
              <Select
                label={words.extent}
                options={[
                  { value: 'whole', label: all.rows.whole },
                  { value: 'part', label: all.rows.part },
                ]}
                value={extent}
                onChange={(next) => change(key, { extent: next })}
              />
              {typed.length === 1 ? null : (
                <IconButton icon="trash" label={words.remove(name)} onClick={() => setTyped(typed.filter((one) => one.key !== key))} />
              )}
            </div>
            {extent === 'part' ? (
              <div className="correct-shares">
                {measures.map((measure) => (
                  <TextField
                    key={measure}
                    label={all.rows.share(names[measure])}
                    className="input-number figures"
                    inputMode="decimal"
                    autoComplete="off"
                    maxLength={20}
                    value={shares[measure] ?? ''}
                    onChange={(share) => change(key, { shares: { ...shares, [measure]: share } })}
                    {...(tried && !isShare(shares[measure]) ? { error: words.notAShare } : {})}
                  />
                ))}
              </div>
            ) : null}
          </fieldset>
        )
      })}
      <div>
        <Button small icon="plus" onClick={add}>
          {words.addHeir}
        </Button>
      </div>
      <TextArea
        label={words.reason}
        required
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={setReason}
        {...(tried && !saysWhy ? { error: words.reasonNeeded } : {})}
      />
    </Dialog>
  )
}

const edgeFault = ({ key, toId }: TypedEdge, all: readonly TypedEdge[]): 'heirMissing' | 'heirTwice' | undefined =>
  toId === null ? 'heirMissing' : all.some((edge) => edge.key < key && edge.toId === toId) ? 'heirTwice' : undefined

const hasShares = ({ extent, shares }: TypedEdge): boolean => extent === 'whole' || measures.every((measure) => isShare(shares[measure]))

/** Who can have got it: the units of the day, but not itself. */
function useHeirs(on: string, fromId: string, recorded: readonly Edge['to'][]): readonly Option<string>[] {
  const { data } = useQuery<UnitsOfDay>(`/api/units?on=${on}`)
  return useMemo(() => {
    const standing = (data?.units ?? [])
      .filter(({ id }) => id !== fromId)
      .map(({ id, name, code }) => ({ value: id, label: name, note: code ?? '' }))
    const known = new Set(standing.map(({ value }) => value))
    return [...standing, ...recorded.filter(({ id }) => !known.has(id)).map(({ id, name }) => ({ value: id, label: name }))]
  }, [data, fromId, recorded])
}

/** Empty is not known; else from 0 to 100. */
function isShare(typed: string | undefined): boolean {
  if ((typed ?? '').trim() === '') return true
  const share = parseDecimal(typedShare(typed ?? ''))
  return share !== undefined && compareDecimals(share, '0') >= 0 && compareDecimals(share, '1') <= 0
}

const given = (shares: TypedEdge['shares']): CorrectEdges['edges'][number]['shares'] =>
  Object.fromEntries(
    measures.flatMap((measure) => ((shares[measure] ?? '').trim() === '' ? [] : [[measure, typedShare(shares[measure] ?? '')]])),
  )

type Told = Omit<ReorganisationView['faults'][number], 'unitName'>

/** What the domain found wrong with a correction; it knows the unit by its id, and so do we. */
function faultsIn(error: unknown): readonly Told[] {
  const faults = error instanceof ProblemError ? error.problem.help?.['faults'] : undefined
  const isKind = (name: unknown): name is Told['fault'] => faultKinds.some((kind) => kind === name)
  return (Array.isArray(faults) ? faults : []).flatMap((fault: Readonly<Record<string, unknown>>): readonly Told[] => {
    const { fault: kind, measure, sum } = fault
    if (!isKind(kind)) return []
    const by = measures.find((one) => one === measure) ?? null
    return [{ fault: kind, line: null, measure: by, sum: typeof sum === 'string' ? sum : null, code: null, otherName: null }]
  })
}
