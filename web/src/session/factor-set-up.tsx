import type { BegunFactor, RecoveryCodes as Given } from '@haidang/api/session'
import { useState } from 'react'
import { post, put } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { sessionWords } from '../words/session.ts'
import { uiWords } from '../words/ui.ts'
import { CodeForm } from './code-field.tsx'
import { QrCode } from './qr-code.tsx'
import { copyText, RecoveryCodes } from './recovery-codes.tsx'

/** Scan, type a code, put the recovery codes away. */
export function FactorSetUp({ onDone }: { readonly onDone: () => void }) {
  const words = useWords(sessionWords).factor
  const ui = useWords(uiWords)
  const [begun, setBegun] = useState<BegunFactor | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const begin = useMutation(() => post<BegunFactor>('/api/session/factor'))
  const confirm = useMutation((code: string) => put<Given>('/api/session/factor', { code }, { quietly: true }))
  const start = async (): Promise<void> => setBegun((await begin.run(undefined)) ?? null)
  const send = async (code: string): Promise<void> => {
    const given = await confirm.run(code)
    if (given === undefined) return
    toast({ title: words.saved, tone: 'good' })
    setCodes(given.codes)
  }
  if (codes !== null) return <RecoveryCodes codes={codes} onDone={onDone} />
  if (begun === null)
    return (
      <>
        {begin.error === undefined ? null : <Banner tone="bad">{uiSentence(begin.error, ui).detail}</Banner>}
        <Button look="primary" icon="audit" busy={begin.busy} onClick={() => void start()}>
          {words.begin}
        </Button>
      </>
    )
  return (
    <div className="factor-steps">
      <h2>{words.scan}</h2>
      <p className="soft small">{words.apps}</p>
      <QrCode text={begun.address} label={words.picture} />
      <p className="soft small">{words.bySecret}</p>
      <p className="row">
        <code className="factor-secret">{begun.secret.replaceAll(/(.{4})(?=.)/gu, '$1 ')}</code>
        <Button small onClick={() => void copyText(begun.secret, words.copied)}>
          {words.copy}
        </Button>
      </p>
      <h2>{words.type}</h2>
      <CodeForm hint={words.typeHint} go={words.confirm} busy={confirm.busy} error={confirm.error} onSend={(code) => void send(code)} />
      <Button look="quiet" onClick={() => setBegun(null)}>
        {words.cancel}
      </Button>
    </div>
  )
}
