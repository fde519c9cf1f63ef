import type { AuditVerification } from '@haidang/api/consolidation'
import { dayOf } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { officeNow } from '../app/clock.ts'
import { download } from '../app/download.ts'
import { get, postForFile } from '../app/fetch.ts'
import { formatInstant } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Banner, Progress } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { auditWords } from '../words/audit.ts'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import type { Names } from './names.ts'

/** Computes every hash anew on the server, and says what it counted and what does not fit. */
export function Verification({ names }: { readonly names: Names }) {
  const words = useWords(auditWords)
  const { verify } = words
  const ui = useWords(uiWords)
  const [verified, setVerified] = useState<AuditVerification | null>(null)
  // The lines carry the office's own time; the machine's would stand apart from them in a practice office.
  const [checkedAt, setCheckedAt] = useState('')
  const check = useMutation(() => get<AuditVerification>('/api/audit/verification'))
  const take = useMutation(async () => download(await postForFile('/api/audit/export'), verify.fileName(dayOf(officeNow()))))
  const start = async (): Promise<void> => {
    setVerified(null)
    const reply = await check.run(undefined)
    if (!reply) return
    setCheckedAt(officeNow())
    setVerified(reply)
  }
  const count = (of: number): string => formatDecimal(String(of))
  return (
    <section className="audit-verify" aria-label={verify.go}>
      <div className="row screen-only">
        <Button look="primary" icon="audit" busy={check.busy} onClick={() => void start()}>
          {verify.go}
        </Button>
        <Button
          icon="download"
          busy={take.busy}

          aria-describedby="audit-take"
          onClick={() => void take.run(undefined)}
        >
          {verify.take}
        </Button>
      </div>
      <p id="audit-take" className="soft small screen-only">
        {verify.takeHint}
      </p>
      {take.busy ? <Progress label={verify.taking} value={null} /> : null}
      {take.error === undefined ? null : <Banner tone="bad">{uiSentence(take.error, ui).detail}</Banner>}
      {check.busy ? <Progress label={verify.going} value={null} /> : null}
      {check.error === undefined ? null : (
        <Banner tone="bad" title={verify.failed}>
          {uiSentence(check.error, ui).detail}
        </Banner>
      )}
      {verified?.ok ? (
        <Banner tone="good" title={verify.good}>
          <p>{verify.counts(count(verified.lines), count(verified.streams), count(verified.roots))}</p>
          <p className="soft">{verify.at(formatInstant(checkedAt))}</p>
        </Banner>
      ) : null}
      {verified && !verified.ok ? (
        <>
          <Banner tone="bad" title={verify.bad(verified.faults.length)}>
            <p>{verify.badCounts(count(verified.lines), count(verified.streams), count(verified.roots))}</p>
            <p className="soft">{verify.at(formatInstant(checkedAt))}</p>
          </Banner>
          <Table
            caption={verify.fault}
            rows={verified.faults}
            rowKey={({ stream, seq, fault }) => `${stream}#${seq ?? ''} ${fault}`}
            columns={[
              { key: 'message', head: verify.fault, rowHead: true, width: 'wide', cell: ({ message }) => message },
              {
                key: 'stream',
                head: words.columns.where,
                cell: ({ stream }) => <a href={`/nhat-ky?mach=${encodeURIComponent(stream)}`}>{names.ofStream(stream)}</a>,
              },
              { key: 'seq', head: words.columns.place, number: true, cell: ({ seq }) => seq ?? '' },
            ]}
          />
        </>
      ) : null}
    </section>
  )
}
