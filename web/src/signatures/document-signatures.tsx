import './signatures.css'
import type { DocumentSignatures } from '@haidang/api/signatures'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { StatePill } from '../ui/state-pill.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { signaturesWords } from '../words/signatures.ts'

type Signature = DocumentSignatures['signatures'][number]

const tones = { valid: 'good', unknownSigner: 'warn', expired: 'warn', appended: 'bad', altered: 'bad', unreadable: 'warn' } as const

/** How the digital signatures of a PDF that came in stand. */
export function DocumentSignaturesPart({ id }: { readonly id: string }) {
  const words = useWords(signaturesWords)
  const { data, error, loading, reload } = useQuery<DocumentSignatures>(`/api/documents/${id}/signatures`)
  return (
    <section aria-labelledby="signatures">
      <h2 id="signatures">{words.title}</h2>
      {loading ? <Skeleton rows={2} /> : null}
      {error === undefined || data ? null : <ProblemState error={error} onRetry={() => void reload()} />}
      {data?.signatures.length === 0 ? <p className="soft">{words.none}</p> : null}
      {data && data.signatures.length > 0 ? (
        <>
          <ol className="signatures">
            {data.signatures.map((signature, index) => (
              // Two signatures may say the very same of themselves; their order is the file's.
              <li key={`${index} ${signature.name}`}>
                <OneSignature signature={signature} />
              </li>
            ))}
          </ol>
          <p className="soft small">{words.basis(data.roots, formatInstant(data.receivedAt))}</p>
        </>
      ) : null}
    </section>
  )
}

function OneSignature({ signature }: { readonly signature: Signature }) {
  const words = useWords(signaturesWords)
  const { state, trust, name, organisation, issuer, claimedAt, provenAt, allowsChanges, because } = signature
  const facts: readonly (readonly [string, string | null])[] = [
    [words.organisation, organisation],
    [words.issuer, issuer],
    [words.claimed, claimedAt === null ? null : formatInstant(claimedAt)],
    [words.proven, provenAt === null ? null : formatInstant(provenAt)],
  ]
  return (
    <>
      <div className="signature-head">
        <strong>{name === '' ? `${words.signer}: ${words.nobody}` : name}</strong>
        <StatePill tone={tones[state]} {...(state === 'valid' || state === 'altered' ? {} : { mark: 'warning' as const })}>
          {words.states[state]}
        </StatePill>
        {state === 'appended' && trust !== null && trust !== 'known' ? (
          <StatePill tone="warn" mark="warning">
            {words.states[trust === 'unknown' ? 'unknownSigner' : 'expired']}
          </StatePill>
        ) : null}
      </div>
      <p>{because === 'weakDigest' ? words.weakDigest : words.about[state]}</p>
      <dl>
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {allowsChanges === 1 ? <p className="small">{words.forbids}</p> : null}
    </>
  )
}
