import type { FactorState } from '@haidang/api/session'
import { useState } from 'react'
import { ProblemError, post } from '../app/fetch.ts'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useMutation, useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { sessionWords } from '../words/session.ts'
import { CodeForm } from './code-field.tsx'
import { Door } from './door.tsx'
import { FactorSetUp } from './factor-set-up.tsx'
import { pageAfterSignIn } from './home.ts'
import { PasskeysSection } from './passkeys-section.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useSessionAccess } from './session.tsx'

const few = 3

/** One's own second factor. */
export function FactorPage() {
  const words = useWords(sessionWords).factor
  const { data, error, loading, reload } = useQuery<FactorState>('/api/session/factor')
  return (
    <>
      <PageHead title={words.title} facts={<span>{words.about}</span>} />
      {data ? <Factor state={data} onChange={reload} /> : loading ? <Skeleton rows={3} /> : null}
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      <PasskeysSection />
    </>
  )
}

/** Where the office asks it, before anything else. */
export function FactorDoor({ next }: { readonly next: string | null }) {
  const words = useWords(sessionWords).factor
  const { state, ask, leave } = useSessionAccess()
  if (state.status !== 'signedIn') return null
  const goTo = pageAfterSignIn(next, state.session)
  const done = async (): Promise<void> => {
    await ask()
    navigate(goTo, { replace: true })
  }
  return (
    <Door title={words.title}>
      <p>{words.demanded}</p>
      <FactorSetUp onDone={() => void done()} />
      <PasskeysSection onAdded={() => void done()} />
      <Button look="quiet" onClick={() => void leave()}>
        {words.leave}
      </Button>
    </Door>
  )
}

type Act = 'renew' | 'remove'

function Factor({ state, onChange }: { readonly state: FactorState; readonly onChange: () => Promise<void> }) {
  const words = useWords(sessionWords).factor
  const [act, setAct] = useState<Act | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes !== null)
    return (
      <div className="factor">
        <RecoveryCodes codes={codes} onDone={() => void onChange().then(() => setCodes(null))} />
      </div>
    )
  if (state.since === null)
    return (
      <div className="factor">
        <FactorSetUp onDone={() => void onChange()} />
      </div>
    )
  return (
    <div className="factor">
      <p>
        <StatePill tone="good">{words.on(formatInstant(state.since))}</StatePill>{' '}
        <span className="soft">{words.codesLeft(state.codesLeft)}</span>
      </p>
      {state.codesLeft <= few ? <Banner tone="warn">{words.fewCodes}</Banner> : null}
      {state.demanded ? <p className="soft">{words.refusals.factorDemanded}</p> : null}
      <p className="row">
        <Button icon="lock" onClick={() => setAct('renew')}>
          {words.renew}
        </Button>
        {state.demanded ? null : (
          <Button look="danger" onClick={() => setAct('remove')}>
            {words.remove}
          </Button>
        )}
      </p>
      {act === null ? null : (
        <ActDialog
          act={act}
          onClose={() => setAct(null)}
          onCodes={(fresh) => {
            setAct(null)
            setCodes(fresh)
          }}
          onRemoved={() => {
            setAct(null)
            toast({ title: words.removed, tone: 'good' })
            void onChange()
          }}
        />
      )}
    </div>
  )
}

/** Both want a code: who found an open session has none. */
function ActDialog({
  act,
  onClose,
  onCodes,
  onRemoved,
}: {
  readonly act: Act
  readonly onClose: () => void
  readonly onCodes: (codes: readonly string[]) => void
  readonly onRemoved: () => void
}) {
  const words = useWords(sessionWords).factor
  const send = useMutation((code: string) =>
    post<{ readonly codes?: readonly string[] }>(
      `/api/session/factor/${act === 'renew' ? 'codes' : 'removal'}`,
      { code },
      { quietly: true },
    ),
  )
  const run = async (code: string): Promise<void> => {
    const reply = await send.run(code)
    if (reply === undefined) return
    if (act === 'remove') onRemoved()
    else onCodes(reply.codes ?? [])
  }
  const refused = refusalIn(send.error, words.refusals)
  return (
    <Dialog open onClose={onClose} title={words[act]} description={act === 'renew' ? words.renewAbout : words.removeAbout}>
      {refused === undefined ? null : <Banner tone="bad">{refused}</Banner>}
      <CodeForm go={words[act]} busy={send.busy} error={refused === undefined ? send.error : undefined} onSend={(code) => void run(code)} />
    </Dialog>
  )
}

/** The sentence of a refusal of the rules; undefined for what the code itself is about. */
function refusalIn(error: unknown, sentences: Readonly<Record<string, string>>): string | undefined {
  const reason = error instanceof ProblemError && error.problem.code === 'refused' ? error.problem.reason : undefined
  return reason === undefined ? undefined : sentences[reason]
}
