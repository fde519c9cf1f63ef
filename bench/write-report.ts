import { writeReportDocx } from '@haidang/documents/decree30/write-report'
import { sampleReport } from '@haidang/documents/decree30/sample-report.test-data'
import { writeAnnexXlsx } from '@haidang/documents/xlsx/write-annex'

// A process of its own: writes the report of so many units, warm from smaller ones, and says what processor time it took and what memory it held at most.

export type Written = { readonly seconds: number; readonly peakMb: number; readonly docxKb: number; readonly xlsxKb: number }

const [units = '40', times = '1'] = process.argv.slice(2)
for (let time = 0; time < 6; time += 1) await write(40)
let least: Written | undefined
for (let time = 0; time < Number(times); time += 1) {
  const written = await write(Number(units))
  if (least === undefined || written.seconds < least.seconds) least = written
}
console.log(JSON.stringify({ ...least, peakMb: process.resourceUsage().maxRSS / 1000 }))

async function write(unitCount: number): Promise<Written> {
  const report = sampleReport({ unitCount, taskCount: 20 })
  const before = process.cpuUsage()
  const [docx, xlsx] = [await writeReportDocx(report), await writeAnnexXlsx(report)]
  const { user, system } = process.cpuUsage(before)
  return { seconds: (user + system) / 1e6, peakMb: 0, docxKb: docx.length / 1000, xlsxKb: xlsx.length / 1000 }
}
