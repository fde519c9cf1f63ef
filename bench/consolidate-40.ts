import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { MeasureContext } from './measure.ts'
import { startMeasured } from './program.ts'
import { secondsOf } from './rounds.ts'
import { median } from './statistics.ts'
import type { Figure } from './statistics.ts'

const rounds = 3

/** The report of a month of the sample city's 40 units by `haidang consolidate`: assembled from the database, .docx, .xlsx and .pdf on the disk. */
export async function measureConsolidate40({ say, onDatabase, folder }: MeasureContext): Promise<readonly Figure[]> {
  say('consolidate-40: the sample city is loaded')
  const measured = await startMeasured(join(folder, 'consolidate'))
  try {
    onDatabase(measured.version)
    await measured.command('load-sample')
    const seconds: number[] = []
    let files: readonly string[] = []
    for (let round = 0; round < rounds; round += 1) {
      const out = join(folder, `report-${round}`)
      await mkdir(out)
      seconds.push(await secondsOf(() => measured.command('consolidate', '--period', '2024-07', '--out', out)))
      files = await readdir(out)
    }
    return [
      {
        measure: 'consolidate-40, whole command',
        unit: 's',
        value: median(seconds),
        note: files.map((file) => file.slice(file.lastIndexOf('.'))).join(' '),
      },
    ]
  } finally {
    await measured.stop()
  }
}
