import type { Report, Snapshot } from '@haidang/api/reports'
import { attainmentOf, resultOf } from '@haidang/domain/indicators/indicator'
import type { Figure } from '@haidang/domain/indicators/indicator'
import { indicatorOf } from '../reports/sheet.ts'

/** What can be compared: a frozen version, or the report as it stands. */
export type Content = Pick<Snapshot, 'figures' | 'narratives' | 'evidence'>
type SnapshotFigure = Snapshot['figures'][number]
type Heading = Snapshot['narratives'][number]['heading']

export type Differences = {
  readonly figures: readonly {
    readonly indicatorId: string
    readonly name: string
    readonly before: SnapshotFigure | undefined
    readonly after: SnapshotFigure | undefined
  }[]
  readonly narratives: readonly { readonly heading: Heading; readonly before: string; readonly after: string }[]
  readonly evidenceAdded: readonly string[]
  readonly evidenceRemoved: readonly string[]
}

export function contentOf(report: Report): Content {
  return {
    figures: report.indicators.map((line) => {
      const { numerator, denominator, words, note } = line.entry
      const said = words === undefined ? {} : { words }
      const figure: Figure = { ...(numerator === null ? {} : { numerator }), ...(denominator === null ? {} : { denominator }), ...said }
      const indicator = indicatorOf(line)
      return {
        indicatorId: line.id,
        code: line.code,
        name: line.name,
        numerator,
        denominator,
        ...said,
        note,
        result: resultOf(indicator, figure) ?? null,
        attainment: attainmentOf(indicator, figure),
      }
    }),
    narratives: report.narratives.map(({ heading, text }) => ({ heading, text })),
    evidence: report.evidence.map(({ fileName, sha256, indicatorId }) => ({ fileName, sha256, indicatorId })),
  }
}

export function differences(before: Content, after: Content): Differences {
  const ids = [...new Set([...before.figures, ...after.figures].map(({ indicatorId }) => indicatorId))]
  const headings = [...new Set([...before.narratives, ...after.narratives].map(({ heading }) => heading))]
  return {
    figures: ids.flatMap((indicatorId) => {
      const [was, is] = [before, after].map(({ figures }) => figures.find((figure) => figure.indicatorId === indicatorId))
      return isSameFigure(was, is) ? [] : [{ indicatorId, name: is?.name ?? was?.name ?? '', before: was, after: is }]
    }),
    narratives: headings.flatMap((heading) => {
      const [was = '', is = ''] = [before, after].map(({ narratives }) => narratives.find((one) => one.heading === heading)?.text ?? '')
      return was === is ? [] : [{ heading, before: was, after: is }]
    }),
    evidenceAdded: filesNotIn(before, after),
    evidenceRemoved: filesNotIn(after, before),
  }
}

export function isSame({ figures, narratives, evidenceAdded, evidenceRemoved }: Differences): boolean {
  return figures.length + narratives.length + evidenceAdded.length + evidenceRemoved.length === 0
}

function isSameFigure(was: SnapshotFigure | undefined, is: SnapshotFigure | undefined): boolean {
  return was?.numerator === is?.numerator && was?.denominator === is?.denominator && was?.words === is?.words && was?.note === is?.note
}

/** A file is its content and the row that it proves; the same content on another row is another proof. */
function filesNotIn(one: Content, other: Content): readonly string[] {
  const key = ({ sha256, indicatorId }: Content['evidence'][number]): string => `${sha256} ${indicatorId}`
  const known = new Set(one.evidence.map(key))
  return other.evidence.filter((file) => !known.has(key(file))).map(({ fileName }) => fileName)
}
