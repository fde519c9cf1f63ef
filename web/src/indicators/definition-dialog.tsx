import type { IndicatorPage } from '@haidang/api/indicators'
import { useState } from 'react'
import { put } from '../app/fetch.ts'
import { formatPeriod } from '../app/format.ts'
import { useMutation } from '../app/query.ts'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { Checkbox, TextArea } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { DefinitionFields } from './definition-fields.tsx'
import { NotRecorded } from './not-recorded.tsx'
import { useReason } from './use-reason.ts'

export type ChangeProps = { readonly page: IndicatorPage; readonly onClose: () => void; readonly onDone: (said: string) => void }

/** What an indicator means from a period on. */
export function DefinitionDialog({ page, onClose, onDone }: ChangeProps) {
  const all = useWords(indicatorsWords)
  const words = all.definition
  const [definition, setDefinition] = useState(page.definition)
  const [fromPeriod, setFromPeriod] = useState(page.period)
  const [breaksSeries, setBreaksSeries] = useState(false)
  const reason = useReason(all.reasonNeeded)
  const save = useMutation((why: string) =>
    put(`/api/indicators/${page.id}/definition`, {
      baseVersion: page.definitions[0]?.version ?? 0,
      fromPeriod,
      definition,
      breaksSeries,
      reason: why,
    }),
  )
  const run = async (): Promise<void> => {
    const why = reason.ask()
    if (why !== undefined && (await save.run(why)) !== undefined) onDone(words.saved)
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
      <DefinitionFields kind={page.kind} value={definition} units={page.unitChoices} onChange={setDefinition} />
      <Select
        label={words.fromPeriod}
        options={page.periods.map((period) => ({ value: period, label: formatPeriod(period) }))}
        value={fromPeriod}
        onChange={setFromPeriod}
      />
      <Checkbox label={words.breaksSeries} checked={breaksSeries} onChange={setBreaksSeries} />
      <TextArea label={words.reason} {...reason.field} />
    </Dialog>
  )
}
