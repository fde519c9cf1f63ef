import type { BoundariesImported } from '@haidang/api/boundaries'
import { isDay } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useState } from 'react'
import { upload } from '../app/fetch.ts'
import { refreshQueries, useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { FileField } from '../ui/file-drop.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { unitsWords } from '../words/units.ts'
import { findingSentence, mapRefusal } from './boundary-sentences.ts'
import { Lines } from './import-lines.tsx'

/** Boundaries of units from a map file: looked through first, and recorded when the person has seen what stands out. */
export function ImportBoundaries({ on, onDone }: { readonly on: string; readonly onDone: (from: string) => void }) {
  const words = useWords(unitsWords).importing
  const [isOpen, setOpen] = useState(false)
  const done = ({ on: from, came, unchanged }: BoundariesImported): void => {
    setOpen(false)
    refreshQueries('/api/units/boundaries')
    toast({ title: words.done(formatDecimal(String(came - unchanged))), tone: 'good' })
    onDone(from)
  }
  return (
    <>
      <Button icon="upload" onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      {isOpen ? <ImportDialog on={on} onClose={() => setOpen(false)} onDone={done} /> : null}
    </>
  )
}

type Asked = { readonly file: File; readonly preview: boolean }

function ImportDialog({
  on,
  onClose,
  onDone,
}: {
  readonly on: string
  readonly onClose: () => void
  readonly onDone: (imported: BoundariesImported) => void
}) {
  const words = useWords(unitsWords).importing
  const ui = useWords(uiWords)
  const [file, setFile] = useState<File | undefined>()
  const [day, setDay] = useState(on)
  const [source, setSource] = useState('')
  const [skipUnknown, setSkipUnknown] = useState(false)
  const [acceptOverlaps, setAcceptOverlaps] = useState(false)
  const [tried, setTried] = useState(false)
  const [found, setFound] = useState<BoundariesImported | undefined>()
  const send = useMutation(({ file: sent, preview }: Asked) => {
    const query = new URLSearchParams({
      on: day,
      source: source.trim(),
      ...(skipUnknown ? { skipUnknown: 'true' } : {}),
      ...(acceptOverlaps ? { acceptOverlaps: 'true' } : {}),
      ...(preview ? { preview: 'true' } : {}),
    })
    return upload<BoundariesImported>(`/api/units/boundaries?${query}`, sent)
  })
  const changed = (change: () => void): void => {
    change()
    setFound(undefined)
    setAcceptOverlaps(false)
    send.reset()
  }
  const hasSource = source.trim().length >= 3
  const run = async (): Promise<void> => {
    setTried(true)
    if (file === undefined || !isDay(day) || !hasSource || (found !== undefined && found.overlaps.length > 0 && !acceptOverlaps)) return
    const reply = await send.run({ file, preview: found === undefined })
    if (reply === undefined) return
    setTried(false)
    if (reply.isPreview) setFound(reply)
    else onDone(reply)
  }
  const refused = send.error === undefined ? undefined : mapRefusal(send.error, words, ui)
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
          <Button
            look="primary"
            busy={send.busy}
            disabled={found !== undefined && found.came === found.unchanged}
            onClick={() => void run()}
          >
            {found === undefined ? words.check : words.save(formatDecimal(String(found.came - found.unchanged)))}
          </Button>
        </>
      }
    >
      <div className="import-form">
        <FileField
          label={words.file}
          hint={words.fileHint}
          accept=".json,.geojson,.topojson"
          file={file}
          onFile={(next) => changed(() => setFile(next))}
          error={tried && file === undefined ? words.fileMissing : undefined}
        />
        <TextField
          type="date"
          label={words.day}
          hint={words.dayHint}
          required
          value={day}
          onChange={(next) => changed(() => setDay(next))}
          {...(tried && !isDay(day) ? { error: words.dayMissing } : {})}
        />
        <TextField
          label={words.source}
          hint={words.sourceHint}
          required
          maxLength={500}
          value={source}
          onChange={(next) => changed(() => setSource(next))}
          {...(tried && !hasSource ? { error: words.sourceMissing } : {})}
        />
        <Checkbox label={words.skipUnknown} checked={skipUnknown} onChange={(next) => changed(() => setSkipUnknown(next))} />
        {refused === undefined ? null : (
          <Banner tone="bad" title={words.refused}>
            <p>{refused.sentence}</p>
            <Lines lines={refused.lines} total={refused.total} />
          </Banner>
        )}
        {found === undefined ? null : <Findings found={found} />}
        {found === undefined || found.overlaps.length === 0 ? null : (
          <>
            <Checkbox label={words.acceptOverlaps} checked={acceptOverlaps} onChange={setAcceptOverlaps} />
            {tried && !acceptOverlaps ? (
              <p className="field-error" role="alert">
                {words.overlapsLeft}
              </p>
            ) : null}
          </>
        )}
      </div>
    </Dialog>
  )
}

function Findings({ found }: { readonly found: BoundariesImported }) {
  const words = useWords(unitsWords).importing
  const { key, property, came, unchanged, skipped, overlaps, gaps, without } = found
  const counted = (list: readonly unknown[]): string => formatDecimal(String(list.length))
  return (
    <Banner tone={overlaps.length > 0 ? 'warn' : 'good'} title={words.came(formatDecimal(String(came)))}>
      <p>
        {words.matched[key](property)} {unchanged === 0 ? '' : words.unchanged(formatDecimal(String(unchanged)))}{' '}
        {skipped === 0 ? '' : words.skipped(formatDecimal(String(skipped)))}
      </p>
      {overlaps.length === 0 ? null : <p className="strong">{words.overlaps(counted(overlaps))}</p>}
      <Lines lines={overlaps.map((one) => findingSentence(one, words))} />
      {gaps.length === 0 ? null : <p className="strong">{words.gaps(counted(gaps))}</p>}
      <Lines lines={gaps.map((one) => findingSentence(one, words))} />
      {without.length === 0 ? null : <p className="strong">{words.without(counted(without))}</p>}
      <Lines lines={without.map(({ name }) => name)} />
    </Banner>
  )
}
