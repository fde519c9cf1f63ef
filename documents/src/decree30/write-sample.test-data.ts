import { createHash } from 'node:crypto'
import { writeAnnexXlsx } from '../xlsx/write-annex.ts'
import { sampleReport } from './sample-report.test-data.ts'
import { writeReportDocx } from './write-report.ts'

/** Run as a programme of its own by the test of sameness: prints what the two files hash to. */
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const report = sampleReport({ unitCount: 12, taskCount: 6 })
console.log(digest(await writeReportDocx(report)), digest(await writeAnnexXlsx(report)), new Date().getFullYear(), new Date(0).getHours())
