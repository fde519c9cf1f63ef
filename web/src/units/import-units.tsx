import type { UnitsImported } from '@haidang/api/units'
import { isDay } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import type { UnitFault } from '@haidang/domain/units/unit-list'
import { useState } from 'react'
import { ProblemError, upload } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { FileField } from '../ui/file-drop.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import type { Translated } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { unitsWords } from '../words/units.ts'
import type { unitsVi } from '../words/units.vi.ts'
import { Lines } from './import-lines.tsx'

/** Units from a list: looked through first, and entered when the person has seen what would come. */
export function ImportUnits({
  on,
  onClose,
  onDone,
}: {
  readonly on: Day
  readonly onClose: () => void
  readonly onDone: (imported: UnitsImported) => void
}) {
  const words = useWords(unitsWords).importUnits
  const ui = useWords(uiWords)
  const [file, setFile] = useState<File | undefined>()
  const [since, setSince] = useState<string>(on)
  const [tried, setTried] = useState(false)
  const [found, setFound] = useState<UnitsImported | undefined>()
  const send = useMutation(({ sent, preview }: { readonly sent: File; readonly preview: boolean }) =>
    upload<UnitsImported>(`/api/units?${new URLSearchParams({ since, ...(preview ? { preview: 'true' } : {}) }).toString()}`, sent),
  )
  const changed = (change: () => void): void => {
    change()
    setFound(undefined)
    send.reset()
  }
  const run = async (): Promise<void> => {
    setTried(true)
    if (file === undefined || !isDay(since)) return
    const reply = await send.run({ sent: file, preview: found === undefined })
    if (reply === undefined) return
    if (reply.isPreview) return setFound(reply)
    toast({ title: words.done(formatDecimal(String(reply.added))), tone: 'good' })
    onDone(reply)
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.title}
      description={words.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={send.busy} disabled={found?.added === 0} onClick={() => void run()}>
            {found === undefined ? words.check : words.save(formatDecimal(String(found.added)))}
          </Button>
        </>
      }
    >
      <div className="import-form">
        <FileField
          label={words.file}
          hint={words.fileHint}
          accept=".csv,.xlsx"
          file={file}
          onFile={(next) => changed(() => setFile(next))}
          error={tried && file === undefined ? words.fileMissing : undefined}
        />
        <p className="field-hint">{words.columns}</p>
        <TextField
          type="date"
          label={words.since}
          hint={words.sinceHint}
          required
          value={since}
          onChange={(next) => changed(() => setSince(next))}
          {...(tried && !isDay(since) ? { error: words.dayMissing } : {})}
        />
        {send.error === undefined ? null : <Refused error={send.error} />}
        {found === undefined ? null : (
          <Banner
            tone={found.added === 0 ? 'plain' : 'good'}
            title={words.found(formatDecimal(String(found.came)), formatDecimal(String(found.added)))}
          >
            <Lines lines={found.units.map(({ name }) => name)} total={found.added} />
          </Banner>
        )}
      </div>
    </Dialog>
  )
}

function Refused({ error }: { readonly error: unknown }) {
  const words = useWords(unitsWords).importUnits
  const ui = useWords(uiWords)
  const { reason, help = {} } = error instanceof ProblemError ? error.problem : {}
  // As the server tells them.
  const faults = Array.isArray(help['faults']) ? (help['faults'] as readonly UnitFault[]) : []
  const said = faults.length > 0 ? words.faultsFound(formatDecimal(String(help['total']))) : reasonOf(reason, help, words)
  return (
    <Banner tone="bad" title={words.refused}>
      <p>{said ?? uiSentence(error, ui).detail}</p>
      <Lines
        lines={faults.map(({ line, field, value, fault }) => words.fault(String(line), words.fields[field], value, words.faults[fault]))}
        total={Number(help['total'] ?? 0)}
      />
    </Banner>
  )
}

function reasonOf(
  reason: string | undefined,
  help: Readonly<Record<string, unknown>>,
  { reasons }: Translated<typeof unitsVi>['importUnits'],
): string | undefined {
  if (reason === 'quotationOpen') return reasons.quotationOpen(String(help['line']))
  return reason === 'columnsMissing' || reason === 'tableUnreadable' || reason === 'tooManyRows' ? reasons[reason] : undefined
}
