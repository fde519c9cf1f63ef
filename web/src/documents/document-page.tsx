import './document.css'
import type { RegisteredDocument } from '@haidang/api/documents'
import type { Passage } from '@haidang/domain/plans/reading'
import { useEffect, useMemo } from 'react'
import { formatInstant, formatSize } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { DocumentView } from '../plans/document-view.tsx'
import { printedDayText } from '../plans/read-text.ts'
import { useSession } from '../session/session.tsx'
import { DocumentSignaturesPart } from '../signatures/document-signatures.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { documentsWords } from '../words/documents.ts'
import { capitalised, stateTones } from './document-name.ts'
import { Relations } from './relations.tsx'
import { seesRegister } from './sees-register.ts'

/** A document of the register: what it is, what it stands on, what stands on it, and its own words. */
export function DocumentPage({ id, cited }: { readonly id: string; readonly cited: Passage | undefined }) {
  const words = useWords(documentsWords).document
  const document = useQuery<RegisteredDocument>(`/api/documents/${id}`)
  if (!document.data)
    return (
      <>
        <PageHead title={words.untitled} back={{ href: '/van-ban', label: words.back }} />
        {document.loading ? <Skeleton rows={10} /> : <ProblemState error={document.error} onRetry={() => void document.reload()} />}
      </>
    )
  return (
    <>
      <Head document={document.data} />
      <div className="document">
        <Relations document={document.data} />
        {isPdf(document.data) ? <DocumentSignaturesPart id={id} /> : null}
        <Text document={document.data} cited={cited} />
      </div>
    </>
  )
}

/** What the file really is the server says; another kind bears no such signatures. */
const isPdf = ({ file }: RegisteredDocument): boolean => file !== null && /\.pdf$/iu.test(file.name)

function Head({ document }: { readonly document: RegisteredDocument }) {
  const all = useWords(documentsWords)
  const words = all.document
  const session = useSession()
  const { can } = session
  const { title, kind, number, issuedOn, issuer, signer, signerRole, state, receivedAt, receivedBy, importId, file, planId } = document
  const named = [capitalised(kind === '' ? all.unknownKind : kind), number ?? all.register.noNumber].join(' ')
  return (
    <PageHead
      title={title}
      tabTitle={number ?? title}
      {...(seesRegister(session) ? { back: { href: '/van-ban', label: words.back } } : {})}
      facts={
        <>
          <strong>{named}</strong>
          <span>{issuedOn === null ? all.register.noDate : words.dated(printedDayText(issuedOn))}</span>
          {issuer === null ? null : <span>{issuer}</span>}
          {signer === null ? null : <span>{words.signedBy(signer, signerRole ?? '')}</span>}
          <StatePill tone={stateTones[state]}>{all.states[state]}</StatePill>
          <span className="small">{words.receivedBy(formatInstant(receivedAt), receivedBy)}</span>
        </>
      }
      actions={
        <>
          {importId === null || state === 'waiting' || state === 'reading' ? null : (
            <LinkButton icon="edit" look={state === 'read' && can.issuePlan ? 'primary' : 'plain'} href={`/van-ban/nhap/${importId}`}>
              {state === 'read' && can.issuePlan ? words.review : words.openReview}
            </LinkButton>
          )}
          {planId === null ? null : (
            <LinkButton icon="programme" look="primary" href={`/ke-hoach/${planId}`}>
              {words.plan}
            </LinkButton>
          )}
          {file === null || importId === null ? null : (
            <LinkButton icon="download" href={`/api/imports/${importId}/file`} download>
              {words.download} ({formatSize(file.size)})
            </LinkButton>
          )}
          <Button icon="print" onClick={() => print()}>
            {words.print}
          </Button>
        </>
      }
    />
  )
}

function Text({ document, cited }: { readonly document: RegisteredDocument; readonly cited: Passage | undefined }) {
  const words = useWords(documentsWords).document
  const { id, text, cites, importId } = document
  const passages = useMemo(
    () => cites.flatMap(({ source }, index) => (source === null ? [] : [{ ...source, key: String(index), kind: 'citation' }])),
    [cites],
  )
  const place = cited === undefined ? '' : `${cited.start} ${cited.end}`
  useEffect(() => {
    if (place !== '') window.document.querySelector('[data-cited]')?.scrollIntoView({ block: 'center' })
  }, [place])
  if (importId === null) return null
  const show = ([key]: readonly string[]): void => {
    const chosen = passages.find((passage) => passage.key === key)
    if (chosen) navigate(`/van-ban/${id}?tu=${chosen.start}&den=${chosen.end}`, { replace: true })
  }
  return (
    <section aria-labelledby="text">
      <h2 id="text">{words.text}</h2>
      {text === null ? (
        <p className="soft">{words.noText}</p>
      ) : (
        <DocumentView text={text.text} blocks={text.blocks} passages={passages} selected={undefined} cited={cited} onSelect={show} />
      )}
    </section>
  )
}
