import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { headingsInAnnex } from '@haidang/domain/consolidation/printed-body'
import { dayInPeriod, frequencyOf } from '@haidang/domain/periods/period'
import { packDocx } from '../docx/write-package.ts'
import { indicatorAnnex } from './annex-indicators.ts'
import { contributionAnnex } from './annex-contributions.ts'
import { taskAnnex } from './annex-tasks.ts'
import { bodyOfReport } from './body.ts'
import { addressees, headOfReport } from './head.ts'
import { landscape, portrait, sectionEnd, sectionProperties } from './page.ts'
import { signatureBlock } from './signature-block.ts'
import { codeStylesXml, headersByRelationship, stylesXml } from './styles.ts'
import { codePicture, codePictureId } from './verification-mark.ts'
import type { Verification } from './verification-mark.ts'

/**
 * The consolidated report as a paper under Decree 30/2020: report, Annex I (indicators), Annex II (tasks) and,
 * where the officer has summed up the units' words, Annex III with the words. A function of
 * the snapshot and the address by which it is verified: the same report gives the same bytes on another machine and day.
 */
export function writeReportDocx(report: ConsolidatedReport, verification?: Verification): Promise<Uint8Array> {
  const body =
    headOfReport(report) +
    addressees(report.addressees ?? []) +
    bodyOfReport(report) +
    signatureBlock(report, verification) +
    sectionEnd(portrait) +
    indicatorAnnex(report) +
    sectionEnd(landscape) +
    taskAnnex(report) +
    (headingsInAnnex(report).length === 0
      ? sectionProperties(landscape)
      : sectionEnd(landscape) + contributionAnnex(report) + sectionProperties(portrait))
  return Promise.resolve(
    packDocx({
      body,
      styles: verification === undefined ? stylesXml : stylesXml + codeStylesXml,
      headers: headersByRelationship,
      pictures: new Map(verification === undefined ? [] : [[codePictureId, codePicture(verification)]]),
      properties: { title: `Báo cáo ${report.title}`, creator: report.letterhead.issuer, created: createdAt(report) },
    }),
  )
}

/** The day in the file's properties is the paper's own, never that of the clock. */
export const createdAt = ({ letterhead, period }: ConsolidatedReport): string => `${letterhead.date ?? firstDayIn(period)}T00:00:00Z`

const firstDayIn = (period: string): string => (frequencyOf(period) === 'once' ? period : dayInPeriod(period, 0, 1))
