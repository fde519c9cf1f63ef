import type { IndicatorPage } from '@haidang/api/indicators'
import { useState } from 'react'
import { put } from '../app/fetch.ts'
import { formatPeriod } from '../app/format.ts'
import { useMutation } from '../app/query.ts'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { TypedNumber } from './definition-fields.tsx'
import type { ChangeProps } from './definition-dialog.tsx'
import { NotRecorded } from './not-recorded.tsx'
import { useReason } from './use-reason.ts'

type Unit = IndicatorPage['units'][number]

/** Targets of units from a period on; only those that were changed are sent. */
export function TargetsDialog({ page, onClose, onDone }: ChangeProps) {
  const all = useWords(indicatorsWords)
  const words = all.targets
  const [fromPeriod, setFromPeriod] = useState(page.period)
  const [levels, setLevels] = useState<Readonly<Record<string, string | null>>>({})
  const [isEmpty, setIsEmpty] = useState(false)
  const reason = useReason(all.reasonNeeded)
  const revised = page.units.flatMap((row) => {
    const value = levels[row.unit.id] ?? null
    return value === null || value === row.target?.value ? [] : [{ unitId: row.unit.id, target: { ...targetBefore(row, page), value } }]
  })
  const save = useMutation((why: string) =>
    put<{ readonly reports: number }>(`/api/indicators/${page.id}/unit-targets`, {
      baseVersion: page.revisions[0]?.version ?? 0,
      fromPeriod,
      targets: revised,
      reason: why,
    }),
  )
  const run = async (): Promise<void> => {
    setIsEmpty(revised.length === 0)
    const why = reason.ask()
    if (why === undefined || revised.length === 0) return
    const saved = await save.run(why)
    if (saved !== undefined) onDone(words.saved(String(saved.reports)))
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.changeTitle}
      description={words.changeAbout}
      foot={<SaveFoot label={words.save} busy={save.busy} onClose={onClose} onSave={() => void run()} />}
    >
      <NotRecorded error={save.error} />
      <Select
        label={all.definition.fromPeriod}
        options={page.periods.map((period) => ({ value: period, label: formatPeriod(period) }))}
        value={fromPeriod}
        onChange={setFromPeriod}
      />
      <div className="path-levels">
        {page.units.map((row) => (
          <TypedNumber
            key={row.unit.id}
            label={row.unit.shortName}
            value={row.target?.value ?? null}
            onRead={(value) => setLevels({ ...levels, [row.unit.id]: value })}
          />
        ))}
      </div>
      {isEmpty && revised.length === 0 ? (
        <p className="field-error" role="alert">
          {words.nothing}
        </p>
      ) : null}
      <TextArea label={all.definition.reason} {...reason.field} />
    </Dialog>
  )
}

/** A unit without a target takes the comparison of the whole. */
function targetBefore({ target }: Unit, { definition }: IndicatorPage): NonNullable<Unit['target']> {
  const { outOf: _outOf, deadline: _deadline, ...rest } = target ?? definition.target
  return rest
}
