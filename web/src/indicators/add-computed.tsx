import type { IndicatorPage, WireDefinition } from '@haidang/api/indicators'
import { useState } from 'react'
import { post } from '../app/fetch.ts'
import { navigate } from '../app/router.tsx'
import { refreshQueries, useMutation } from '../app/query.ts'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { DefinitionFields } from './definition-fields.tsx'
import { NotRecorded } from './not-recorded.tsx'
import { useReason } from './use-reason.ts'

const blank: WireDefinition = {
  pillar: '',
  name: '',
  numeratorLabel: null,
  denominatorLabel: null,
  unitOfMeasure: '%',
  digits: 2,
  target: { op: '>=', value: null, unit: '%' },
  rollUp: 'formula',
  lineagePolicy: null,
  periodMethod: null,
  formula: '',
  source: '',
  ownerUnitId: null,
  cascadeRule: null,
  checks: null,
}

/** An indicator that is computed from others of a plan. */
export function AddComputed({
  planId,
  indicators,
  units,
  onClose,
}: {
  readonly planId: string
  readonly indicators: readonly { readonly id: string; readonly code: string; readonly name: string; readonly unitOfMeasure: string }[]
  readonly units: IndicatorPage['unitChoices']
  readonly onClose: () => void
}) {
  const all = useWords(indicatorsWords)
  const words = all.add
  const [code, setCode] = useState('')
  const [definition, setDefinition] = useState(blank)
  const reason = useReason(all.reasonNeeded)
  const save = useMutation((why: string) =>
    post<{ readonly id: string }>(`/api/plans/${planId}/indicators`, { code: code.trim(), definition, reason: why }),
  )
  const run = async (): Promise<void> => {
    const why = reason.ask()
    const saved = why === undefined ? undefined : await save.run(why)
    if (saved === undefined) return
    refreshQueries('/api/plans')
    refreshQueries('/api/scoreboard')
    toast({ title: words.saved, tone: 'good' })
    navigate(`/chi-tieu/${saved.id}`)
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.title}
      description={words.about}
      foot={<SaveFoot label={words.save} busy={save.busy} onClose={onClose} onSave={() => void run()} />}
    >
      <NotRecorded error={save.error} />
      <TextField label={words.code} value={code} maxLength={40} autoComplete="off" onChange={setCode} />
      <DefinitionFields kind="formula" value={definition} units={units} onChange={setDefinition} />
      <details>
        <summary>{words.known}</summary>
        <ul className="plain-list small" lang="vi">
          {indicators.map((one) => (
            <li key={one.id}>
              [{one.code}] {one.name} <span className="soft">({one.unitOfMeasure})</span>
            </li>
          ))}
        </ul>
      </details>
      <TextArea label={all.definition.reason} {...reason.field} />
    </Dialog>
  )
}
