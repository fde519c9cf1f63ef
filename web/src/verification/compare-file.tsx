import type { VerifiedPaper } from '@haidang/api/verification'
import { useState } from 'react'
import { FileDrop } from '../ui/file-drop.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { verificationWords } from '../words/verification.ts'

type Files = VerifiedPaper['files']
type Looked = { readonly fileName: string } & ({ readonly sha256: string | undefined } | { readonly isUnreadable: true })

/** Takes the hash of a file where it is: on the reader's own machine. */
export function CompareFile({ files }: { readonly files: Files }) {
  const words = useWords(verificationWords)
  const [looked, setLooked] = useState<Looked>()
  const canHash = globalThis.isSecureContext
  const look = async (file: File): Promise<void> => {
    setLooked({ fileName: file.name, sha256: undefined })
    try {
      setLooked({ fileName: file.name, sha256: hexOf(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())) })
    } catch {
      // The file went away, or is larger than the browser holds.
      setLooked({ fileName: file.name, isUnreadable: true })
    }
  }
  return (
    <section className="compare-file" aria-labelledby="compare-file">
      <h2 id="compare-file">{words.compare.title}</h2>
      {canHash ? (
        <>
          <p className="soft small">{words.compare.about}</p>
          <FileDrop
            label={words.compare.title}
            accept=".docx,.xlsx,.pdf"
            choose={words.compare.choose}
            hint={words.compare.hint}
            onFile={(file) => void look(file)}
          />
        </>
      ) : (
        <p>{words.compare.insecure}</p>
      )}
      {looked === undefined ? null : <Answer looked={looked} files={files} />}
      <details open={!canHash}>
        <summary>{words.hashes}</summary>
        <dl className="hashes">
          {files.map(({ kind, sha256 }) => (
            <div key={sha256}>
              <dt>{words.files[kind]}</dt>
              <dd>
                <code>{sha256}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}

function Answer({ looked, files }: { readonly looked: Looked; readonly files: Files }) {
  const words = useWords(verificationWords).compare
  if ('isUnreadable' in looked) return <Banner tone="bad">{words.unreadable}</Banner>
  const { sha256, fileName } = looked
  if (sha256 === undefined) return <p role="status">{words.working}</p>
  const same = files.find((file) => file.sha256 === sha256)
  return (
    <>
      {same === undefined ? (
        <Banner tone="bad" title={words.other}>
          {words.otherAbout}
        </Banner>
      ) : (
        <Banner tone="good" title={words.same[same.kind]} />
      )}
      <p className="small soft hash-of">
        {words.hash(fileName)}: <code>{sha256}</code>
      </p>
    </>
  )
}

const hexOf = (digest: ArrayBuffer): string => [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
