import type { WireTargetPath } from '@haidang/api/indicators'
import { useState } from 'react'
import { put } from '../app/fetch.ts'
import { formatPeriod } from '../app/format.ts'
import { useMutation } from '../app/query.ts'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { TypedNumber } from './definition-fields.tsx'
import type { ChangeProps } from './definition-dialog.tsx'
import { NotRecorded } from './not-recorded.tsx'
import { useReason } from './use-reason.ts'

const mostThresholds = 2

/** What each period should reach on the way to the target, and what it is called when it does not. */
export function PathDialog({ page, onClose, onDone }: ChangeProps) {
  const all = useWords(indicatorsWords)
  const words = all.path
  const before = page.paths[0]?.path
  const [pace, setPace] = useState<WireTargetPath['pace']>(before?.pace ?? 'linear')
  const [levels, setLevels] = useState<Readonly<Record<string, string | null>>>(
    Object.fromEntries((before?.steps ?? []).map(({ period, value }) => [period, value])),
  )
  const [thresholds, setThresholds] = useState(
    Array.from({ length: mostThresholds }, (_one, index) => ({
      name: before?.thresholds[index]?.name ?? '',
      percent: before?.thresholds[index]?.percent ?? null,
    })),
  )
  const reason = useReason(all.reasonNeeded)
  const path: WireTargetPath = {
    pace,
    steps: page.periods.flatMap((period) => {
      const value = levels[period] ?? null
      return value === null ? [] : [{ period, value }]
    }),
    thresholds: thresholds.flatMap(({ name, percent }) =>
      name.trim() === '' && percent === null ? [] : [{ name: name.trim(), percent: percent ?? '0' }],
    ),
  }
  const save = useMutation((why: string) =>
    put(`/api/indicators/${page.id}/path`, { baseVersion: page.paths[0]?.version ?? 0, path, reason: why }),
  )
  const run = async (): Promise<void> => {
    const why = reason.ask()
    if (why !== undefined && (await save.run(why)) !== undefined) onDone(words.saved)
  }
  const setThreshold = (at: number, part: Partial<(typeof thresholds)[number]>): void =>
    setThresholds(thresholds.map((one, index) => (index === at ? { ...one, ...part } : one)))
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
        label={words.pace}
        options={(['linear', 'steps'] as const).map((one) => ({ value: one, label: words.paces[one] }))}
        value={pace}
        onChange={setPace}
      />
      <div className="path-levels">
        {page.periods.map((period) => (
          <TypedNumber
            key={period}
            label={words.value(formatPeriod(period))}
            value={levels[period] ?? null}
            onRead={(value) => setLevels({ ...levels, [period]: value })}
          />
        ))}
      </div>
      <fieldset className="path-thresholds">
        <legend>{words.thresholds}</legend>
        <p className="soft small">{words.thresholdsHint}</p>
        {thresholds.map(({ name, percent }, index) => (
          <div key={String(index)} className="form-row">
            <TextField
              label={words.thresholdName(String(index + 1))}
              value={name}
              onChange={(typed) => setThreshold(index, { name: typed })}
            />
            <TypedNumber
              label={words.thresholdPercent(String(index + 1))}
              value={percent}
              onRead={(read) => setThreshold(index, { percent: read })}
            />
          </div>
        ))}
      </fieldset>
      <TextArea label={all.definition.reason} {...reason.field} />
    </Dialog>
  )
}
