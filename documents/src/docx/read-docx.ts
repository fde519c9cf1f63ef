import type { ReadableDocument } from '@haidang/domain/plans/reading'
import { layOut } from '../body/lay-out.ts'
import { unreadable } from '../unreadable-file.ts'
import { readBody, readNotes } from './read-body.ts'
import { noNumbering, readNumbering } from './read-numbering.ts'
import { readStyles, type Styles } from './read-styles.ts'
import { readZipParts, type ZipLimits } from './read-zip.ts'

const part = {
  document: 'word/document.xml',
  numbering: 'word/numbering.xml',
  styles: 'word/styles.xml',
  footnotes: 'word/footnotes.xml',
  endnotes: 'word/endnotes.xml',
} as const
const wanted: ReadonlySet<string> = new Set(Object.values(part))

/** Reads a .docx as it would be printed: automatic numbers counted, tracked changes accepted, cells and boxes in place. */
export async function readDocx(bytes: Uint8Array, fileName: string, limits?: ZipLimits): Promise<ReadableDocument> {
  const parts = await readZipParts(bytes, fileName, wanted, limits)
  const document = parts.get(part.document)
  if (document === undefined) {
    throw unreadable.unsupportedKind(fileName, {
      vi: 'là tệp nén nhưng không phải tài liệu Word',
      en: 'is an archive but not a Word document',
    })
  }
  const read = <Result>(name: string, reader: (xml: string) => Result, absent: Result): Result => {
    const xml = parts.get(name)
    return xml === undefined ? absent : reader(xml)
  }
  const styles = read<Styles>(part.styles, (xml) => readStyles(xml, fileName), new Map())
  const notes = (name: string) => read<ReadonlyMap<string, string>>(name, (xml) => readNotes(xml, fileName, { styles }), new Map())
  return layOut(
    readBody(document, fileName, {
      styles,
      numbering: read(part.numbering, (xml) => readNumbering(xml, fileName), noNumbering),
      footnotes: notes(part.footnotes),
      endnotes: notes(part.endnotes),
    }),
  )
}
