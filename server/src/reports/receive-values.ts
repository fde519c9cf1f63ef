import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { ValueList, valueFileQuerySchema, valueListQuerySchema } from '@haidang/api/value-lists'
import type { z } from 'zod'
import type { Call } from '../platform/call.ts'
import { accepted, refusal } from '../platform/problems.ts'
import { withReceivedFile } from '../platform/received-file.ts'
import type { ReceivedFile } from '../platform/received-file.ts'
import { importValues } from './import-values.ts'
import type { Imported, ImportOptions } from './import-values.ts'
import { readValueFile, valuesOnWire } from './read-value-file.ts'

/** A hundred thousand lines with long names. */
export const largestList = 24 * 1024 * 1024

type Asked = z.infer<typeof valueListQuerySchema>

/** Values as JSON. Their numbers in the list name them where they are at fault. */
export async function putValueList(call: Call, id: string, asked: Asked, list: ValueList): Promise<Imported> {
  const digest = createHash('sha256')
    .update(JSON.stringify([asked, list]))
    .digest('hex')
  return accepted(await importValues(call, valuesOnWire(list), optionsOf(asked, { id, digest })))
}

/** Values in a file (.csv, .xlsx). Their lines name them where they are at fault. */
export const receiveValueList = (
  call: Call,
  id: string,
  { period, ...asked }: z.infer<typeof valueFileQuerySchema>,
  { fileName, stream }: ReceivedFile,
): Promise<Imported> =>
  withReceivedFile(stream, largestList, async (path) => {
    const hash = createHash('sha256').update(JSON.stringify([asked, period ?? null]))
    await pipeline(createReadStream(path), hash)
    const list = await readValueFile(path, fileName, period)
    if ('refused' in list) throw refusal(list)
    return accepted(await importValues(call, list.values, optionsOf(asked, { id, digest: hash.digest('hex') })))
  })

const optionsOf = ({ planId, numbers, lines }: Asked, key: NonNullable<ImportOptions['key']>): ImportOptions => ({
  planId,
  numbers,
  goodLines: lines === 'good',
  key,
})
