import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/field.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { sessionWords } from '../words/session.ts'

/** Shown this once: the page is left only by saying that they are kept. */
export function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const words = useWords(sessionWords).factor
  const [kept, setKept] = useState(false)
  const [tried, setTried] = useState(false)
  const leave = (): void => {
    setTried(true)
    if (kept) onDone()
  }
  return (
    <section className="factor-steps" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{words.codesTitle}</h2>
      <p>{words.codesAbout}</p>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p className="row screen-only">
        <Button icon="clip" onClick={() => void copyText(codes.join('\n'), words.copied)}>
          {words.copyCodes}
        </Button>
        <Button icon="print" onClick={() => window.print()}>
          {words.print}
        </Button>
      </p>
      <div className="screen-only factor-steps">
        <Checkbox label={words.kept} checked={kept} onChange={setKept} />
        {tried && !kept ? (
          <p className="field-error" role="alert">
            {words.keptNeeded}
          </p>
        ) : null}
        <Button look="primary" onClick={leave}>
          {words.done}
        </Button>
      </div>
    </section>
  )
}

export async function copyText(text: string, done: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  toast({ title: done, tone: 'good' })
}
