import { faultSentence, rowFaultSentence, trapSentence } from '@haidang/api/reorganisation-sentences'
import type { ReorganisationView } from '@haidang/api/reorganisations'
import type { UnitVersion } from '@haidang/api/units'
import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { Select } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { useLanguage } from '../words/language.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import { headText } from '../units/head-text.ts'
import { targetSentence } from './sentences.ts'

type PreviewProps = {
  readonly view: ReorganisationView
  /** Whether something was typed that this does not know of yet. */
  readonly isBehind: boolean
  readonly onLine: (line: number) => void
  /** Chooses who takes over from an ended unit; missing where nothing can be changed. */
  readonly onHeir?: (unitId: string, heirId: string) => void
}

/** Longer lists are folded: a table of the whole country founds three thousand units. */
const shownAtOnce = 12

/** What the reorganisation would do: what must be mended, what misleads, what changes, what passes to whom. */
export function Preview({ view, isBehind, onLine, onHeir }: PreviewProps) {
  const all = useWords(reorganisationsWords)
  const words = all.preview
  const language = useLanguage()
  const { rowFaults, faults, traps, founded, changed, ended, passes, targets } = view
  const wrong = [
    ...rowFaults.map((fault) => ({ line: fault.line, sentence: rowFaultSentence(fault, view.effectiveOn, language) })),
    ...faults.map((fault) => ({ line: fault.line, sentence: faultSentence(fault, language) })),
  ]
  const standing = standingOf(view)
  const isOpen = view.state === 'prepared' || view.state === 'waiting'
  return (
    <section className="preview" aria-labelledby="preview">
      <h2 id="preview">{isOpen ? words.title : words.told}</h2>
      {isOpen ? (
        <p role="status" className="soft small">
          {isBehind ? words.behind : standing === 'faulty' || standing === 'told' ? '' : words[standing]}
        </p>
      ) : null}
      {wrong.length === 0 ? null : (
        <Banner tone="bad" title={words.faults(String(wrong.length))}>
          <Folded>
            {wrong.map(({ line, sentence }, index) => (
              // Two faults may say the same; their order is all that tells them apart.
              <li key={`${index} ${sentence}`}>
                {line === null ? (
                  sentence
                ) : (
                  <button type="button" className="preview-line" onClick={() => onLine(line)}>
                    {words.atLine(String(line), sentence)}
                  </button>
                )}
              </li>
            ))}
          </Folded>
        </Banner>
      )}
      {traps.length === 0 ? null : (
        <Banner tone="warn" title={words.traps(String(traps.length))}>
          <Folded>
            {traps.map((trap) => (
              <li key={`${trap.trap} ${trap.unitId} ${trap.code ?? ''}`}>{trapSentence(trap, language)}</li>
            ))}
          </Folded>
        </Banner>
      )}
      <Units title={words.founded(String(founded.length))} units={founded} />
      <Units title={words.changed(String(changed.length))} units={changed} />
      <Units title={words.ended(String(ended.length))} units={ended} />
      {passes.length === 0 ? null : (
        <div className="preview-part">
          <h3>{words.passes}</h3>
          <p className="soft small">{words.passesAbout}</p>
          <Folded>
            {passes.map((pass) => (
              <li key={pass.unit.id} className="preview-pass">
                <Pass pass={pass} {...(onHeir ? { onHeir } : {})} />
              </li>
            ))}
          </Folded>
        </div>
      )}
      {targets.length === 0 ? null : (
        <Banner tone="warn" title={words.targets}>
          <Folded>
            {targets.map((target) => (
              <li key={`${target.planTitle} ${target.indicator} ${JSON.stringify(target.because)}`}>
                {targetSentence(target, all)} <span className="soft small">{words.inPlan(target.planTitle)}</span>
              </li>
            ))}
          </Folded>
        </Banner>
      )}
    </section>
  )
}

/** What a reorganisation that is prepared still lacks; `told` once there is nothing to apply. */
export function standingOf({ state, about, rows, rowFaults, faults, documentNumber, passes }: ReorganisationView) {
  if (state !== 'prepared') return 'told'
  if (about === 'units' && rows.length === 0) return 'nothing'
  if (rowFaults.length + faults.length > 0) return 'faulty'
  if (passes.some(({ to }) => to === null)) return 'needsHeir'
  return documentNumber.trim() === '' ? 'needsNumber' : 'ready'
}

function Pass({ pass, onHeir }: { readonly pass: ReorganisationView['passes'][number]; readonly onHeir?: PreviewProps['onHeir'] }) {
  const words = useWords(reorganisationsWords).preview
  const { unit, to, candidates, accounts, reports, tasks } = pass
  const counts = <span className="soft small figures">{words.counts(String(accounts), String(reports), String(tasks))}</span>
  if (onHeir && candidates.length > 1)
    return (
      <>
        <Select
          label={words.heirOf(unit.name)}
          options={candidates.map(({ id, name }) => ({ value: id, label: name }))}
          value={to?.id ?? null}
          onChange={(heirId) => onHeir(unit.id, heirId)}
          {...(to === null ? { error: words.choose } : {})}
        />
        {counts}
      </>
    )
  return (
    <>
      <span>
        <span lang="vi">{unit.name}</span> → <strong lang="vi">{to?.name ?? words.noHeir}</strong>
      </span>
      {counts}
    </>
  )
}

function Units({ title, units }: { readonly title: string; readonly units: readonly UnitVersion[] }) {
  const words = useWords(reorganisationsWords).preview
  if (units.length === 0) return null
  return (
    <div className="preview-part">
      <h3>{title}</h3>
      <Folded>
        {units.map(({ id, name, code, identifier, head }) => (
          <li key={id}>
            <span lang="vi">{name}</span>{' '}
            <span className="soft small figures">{[code, identifier].filter((one) => one !== null).join(' · ')}</span>
            {head === null ? null : (
              <div className="soft small" lang="vi">
                {words.head(headText(head))}
              </div>
            )}
          </li>
        ))}
      </Folded>
    </div>
  )
}

function Folded({ children }: { readonly children: readonly ReactNode[] }) {
  const words = useWords(reorganisationsWords).preview
  // A list of thousands is not drawn to be folded away: this many more are.
  const rest = children.slice(shownAtOnce, 500)
  return (
    <>
      <ul className="preview-list">{children.slice(0, shownAtOnce)}</ul>
      {rest.length === 0 ? null : (
        <details>
          <summary>
            <Icon name="down" size={14} /> {words.more(String(children.length - shownAtOnce))}
          </summary>
          <ul className="preview-list">{rest}</ul>
        </details>
      )}
    </>
  )
}
