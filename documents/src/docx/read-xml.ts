import { SaxesParser } from 'saxes'
import { unreadable } from '../unreadable-file.ts'

export type XmlHandler = {
  readonly open: (name: string, attribute: (local: string) => string | undefined) => void
  readonly close: (name: string) => void
  readonly text?: (value: string) => void
}

const maxDepth = 256
const maxElements = 3_000_000

/** Walks XML without building a tree. Declared entities and document types are refused: no honest .docx has them. */
export function walkXml(xml: string, fileName: string, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: false })
  let depth = 0
  let elements = 0
  const open: string[] = []
  parser.on('doctype', () => {
    throw unreadable.corrupt(fileName, {
      vi: 'có khai báo DOCTYPE, điều không được phép trong .docx',
      en: 'it declares a DOCTYPE, which a .docx may not',
    })
  })
  parser.on('error', (error) => {
    throw unreadable.corrupt(fileName, { vi: `XML sai cú pháp (${error.message})`, en: `its XML is malformed (${error.message})` })
  })
  parser.on('opentag', (tag) => {
    depth++
    if (depth > maxDepth) throw unreadable.tooDeep(fileName, maxDepth)
    if (++elements > maxElements) {
      throw unreadable.tooLarge(fileName, { vi: `có hơn ${maxElements} phần tử`, en: `it has more than ${maxElements} elements` })
    }
    const name = localName(tag.name)
    open.push(name)
    handler.open(name, (wanted) => {
      for (const [key, value] of Object.entries(tag.attributes)) if (localName(key) === wanted) return String(value)
      return undefined
    })
  })
  parser.on('closetag', () => {
    depth--
    handler.close(open.pop() ?? '')
  })
  const onText = handler.text
  if (onText) {
    parser.on('text', onText)
    parser.on('cdata', onText)
  }
  parser.write(xml).close()
}

const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
