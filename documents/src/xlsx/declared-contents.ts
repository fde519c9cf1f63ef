import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'

export type DeclaredContents = { readonly unpackedBytes: number; readonly sheetNames: readonly string[] }

const workbookPart = 'xl/workbook.xml'
const largestWorkbookPart = 4 * 1024 * 1024

/** What the archive says of itself. The library unpacks no part beyond its stated size, so a part stating none is refused here. */
export function declaredContents(bytes: Uint8Array): DeclaredContents | undefined {
  let unpackedBytes = 0
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        unpackedBytes += originalSize === 0 && size > 2 ? Number.POSITIVE_INFINITY : originalSize
        return name === workbookPart && originalSize <= largestWorkbookPart
      },
    })
    const workbook = parts[workbookPart]
    return workbook === undefined ? undefined : { unpackedBytes, sheetNames: sheetNamesIn(strFromU8(workbook)) }
  } catch {
    // Not an archive, or its workbook is not XML: for the person who chose the file both are the same answer.
    return undefined
  }
}

function sheetNamesIn(workbook: string): readonly string[] {
  const names: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (/(^|:)sheet$/.test(name)) names.push(attributes.name ?? '')
  })
  parser.write(workbook).close()
  return names
}
