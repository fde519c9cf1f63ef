import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isPeriod } from '@haidang/domain/periods/period'
import { writeReportDocx } from '@haidang/documents/decree30/write-report'
import { convertToPdf } from '@haidang/documents/pdf-of-record/convert'
import { writeAnnexXlsx } from '@haidang/documents/xlsx/write-annex'
import { paperSource } from '../consolidation/actions.ts'
import { systemCall } from '../platform/call.ts'
import { loadSampleCity } from '../sample-city.ts'
import { missingOption, mistake, officeOf } from './command.ts'
import type { CommandContext } from './command.ts'

const options = { period: { type: 'string' }, out: { type: 'string' }, office: { type: 'string' }, sample: { type: 'boolean' } } as const

/**
 * Writes the report of a period into a folder: from the newest issue's snapshot where it was issued (the same bytes each time), else as it stands
 * now. `--sample` loads the sample city into an empty database first.
 */
export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { period, out, office, sample } = parseArgs({ args: [...args], options }).values
  if (period === undefined || out === undefined) throw missingOption('period', 'out')
  if (!isPeriod(period))
    throw mistake(`Kỳ "${period}" không đọc được; hãy viết như 2024-05.`, `Period "${period}" cannot be read; write it as 2024-05.`)

  return withServices(
    async (services) => {
      if (sample === true) await loadSampleCity(services, print)
      const { tenantId, slug } = await officeOf(services, office)
      const found = await paperSource(await systemCall(services, tenantId, 'consolidate'), period)
      if (found === undefined) {
        throw mistake(
          `Cơ quan "${slug}" không có chế độ báo cáo cho kỳ ${period}.`,
          `Office "${slug}" has no reporting regime for period ${period}.`,
        )
      }

      await mkdir(out, { recursive: true })
      const docx = await writeReportDocx(found.report, found.address === undefined ? undefined : { address: found.address })
      await keep(out, `bao-cao-${period}.docx`, docx, print)
      await keep(out, `phu-luc-${period}.xlsx`, await writeAnnexXlsx(found.report), print)
      const pdf = await convertToPdf(docx, { timeoutMs: 120_000 })
      if ('pdf' in pdf) await keep(out, `bao-cao-${period}.pdf`, pdf.pdf, print)
      else
        print(
          'Chưa có bản .pdf: máy này chưa cài LibreOffice (Debian: apt-get install libreoffice-writer).',
          'No .pdf: LibreOffice is not installed on this machine.',
        )
      print(
        found.version === undefined
          ? 'Báo cáo chưa phát hành: viết theo số liệu đã duyệt lúc này.'
          : `Theo bản phát hành ${found.version}.`,
      )
      return 0
    },
    { asOwner: sample === true },
  )
}

async function keep(folder: string, name: string, bytes: Uint8Array, print: CommandContext['print']): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  print(path)
}
