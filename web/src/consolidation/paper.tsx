import type { Consolidation } from '@haidang/api/consolidation'
import { dateOfReport, numberAndSymbol } from '@haidang/domain/consolidation/letterhead'
import { printedBody } from '@haidang/domain/consolidation/printed-body'
import type { BodyPart } from '@haidang/domain/consolidation/printed-body'
import { recipientLines, signerLines } from '@haidang/domain/consolidation/wording'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'
import { paperWords as paper } from '../words/paper.vi.ts'

type Report = Consolidation['preview']

/** The report as a page of paper: the parts that the file is written from, of the same snapshot. */
export function Paper({ report }: { readonly report: Report }) {
  const words = useWords(consolidationWords).paper
  return (
    <div className="paper-desk">
      <div className="row screen-only">
        <p className="soft">{words.about}</p>
        <Button small icon="print" onClick={() => window.print()}>
          {words.print}
        </Button>
      </div>
      <article className="paper" lang="vi">
        <Head report={report} />
        {printedBody(report).map((part, index) => (
          <Part key={index} part={part} />
        ))}
        <Signature report={report} />
      </article>
    </div>
  )
}

function Part({ part }: { readonly part: BodyPart }) {
  switch (part.kind) {
    case 'part':
      return <h3>{part.text}</h3>
    case 'clause':
      return <h4>{part.text}</h4>
    case 'basis':
      return <p className="paper-basis">{part.text}</p>
    case 'unit':
      return (
        <p className="paper-unit">
          <strong>- {part.unit}: </strong>
          {part.text}
        </p>
      )
    case 'tally':
      return <PaperTable {...part} groups={[{ rows: part.rows }]} />
    case 'shortfall':
      return <PaperTable {...part} groups={part.pillars.map(({ pillar, rows }) => ({ title: pillar, rows }))} />
    default:
      return <p>{part.text}</p>
  }
}

/** TT stands first; the row is named by what comes after. */
const labelColumn = 1

type Group = { readonly title?: string; readonly rows: readonly (readonly string[])[] }

function PaperTable({
  kind,
  caption,
  head,
  groups,
}: {
  readonly kind: 'tally' | 'shortfall'
  readonly caption: string
  readonly head: readonly string[]
  readonly groups: readonly Group[]
}) {
  return (
    <table className={`paper-table paper-${kind}`}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ title, rows }, group) => (
        <tbody key={title ?? group}>
          {title === undefined ? null : (
            <tr>
              <th scope="rowgroup" colSpan={head.length} className="paper-pillar">
                {title}
              </th>
            </tr>
          )}
          {rows.map((row) => (
            <tr key={row[labelColumn]}>
              {row.map((value, column) =>
                column === labelColumn ? (
                  <th key={head[column]} scope="row">
                    {value}
                  </th>
                ) : (
                  <td key={head[column]}>{breakable(value)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

/** On a narrow page a ratio may break after its stroke. */
const breakable = (figures: string): string => figures.replace('/', '/\u200b')

function Head({ report: { letterhead, title, period } }: { readonly report: Report }) {
  return (
    <>
      <div className="paper-head">
        <div>
          {letterhead.superiorBody ? <p>{letterhead.superiorBody.toUpperCase()}</p> : null}
          <p className="paper-issuer">{issuerLines(letterhead.issuer)}</p>
          <p className="paper-blanks">{paper.number(numberAndSymbol(letterhead))}</p>
        </div>
        <div>
          <p className="paper-country">{paper.country}</p>
          <p className="paper-motto">{paper.motto}</p>
          <p className="paper-date paper-blanks">{paper.placeAndDate(letterhead.place, dateOfReport(letterhead, period))}</p>
        </div>
      </div>
      <h2 className="paper-kind">{paper.kind}</h2>
      <p className="paper-title">{title}</p>
    </>
  )
}

/** A people's committee breaks before its place, as the written file breaks it. */
const issuerLines = (issuer: string): string => issuer.toUpperCase().replace(/^([UỦ][YỶ] BAN NHÂN DÂN) /u, '$1\n')

function Signature({ report: { signature, recipients } }: { readonly report: Report }) {
  return (
    <div className="paper-foot">
      <div className="paper-recipients">
        <p>{paper.recipients}</p>
        {recipientLines(recipients, []).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div className="paper-signer">
        {signerLines(signature).map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p className="paper-name">{signature.name ?? ''}</p>
      </div>
    </div>
  )
}
