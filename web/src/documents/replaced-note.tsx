import type { DocumentRef, RegisteredDocument } from '@haidang/api/documents'
import { useQuery } from '../app/query.ts'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { documentsWords } from '../words/documents.ts'

/** On a plan's page: which plan it replaces, which one has replaced it, and the way to lay the two side by side. */
export function ReplacedNote({ planId, documentId }: { readonly planId: string; readonly documentId: string }) {
  const words = useWords(documentsWords)
  const { data } = useQuery<RegisteredDocument>(`/api/documents/${documentId}`)
  const isPlan = (document: DocumentRef | null): document is DocumentRef & { readonly planId: string } =>
    document !== null && document.planId !== null
  const replaced = data?.cites
    .filter(({ relation }) => relation === 'supersedes')
    .map(({ document }) => document)
    .find(isPlan)
  const replacing = data?.citedBy
    .filter(({ relation }) => relation === 'supersedes')
    .map(({ document }) => document)
    .find(isPlan)
  return (
    <>
      {replacing === undefined ? null : (
        <Note
          tone="warn"
          sentence={words.replaced.replacedBy}
          document={replacing}
          compare={{ href: `/ke-hoach/${replacing.planId}/so-voi/${planId}`, label: words.document.compareWithNew }}
        />
      )}
      {replaced === undefined ? null : (
        <Note
          tone="plain"
          sentence={words.replaced.replaces}
          document={replaced}
          compare={{ href: `/ke-hoach/${planId}/so-voi/${replaced.planId}`, label: words.document.compareWithOld }}
        />
      )}
    </>
  )
}

type NoteProps = {
  readonly tone: 'plain' | 'warn'
  readonly sentence: string
  readonly document: DocumentRef & { readonly planId: string }
  readonly compare: { readonly href: string; readonly label: string }
}

function Note({ tone, sentence, document, compare }: NoteProps) {
  return (
    <Banner tone={tone} action={<a href={compare.href}>{compare.label}</a>}>
      {sentence}{' '}
      <a href={`/ke-hoach/${document.planId}`} lang="vi">
        {[document.number, document.title].filter(Boolean).join(' ')}
      </a>
      .
    </Banner>
  )
}
