import { strFromU8, unzipSync } from 'fflate'
import type { Paper, PaperBlock, PaperCell, PaperParagraph, PaperRun, PaperSection, PaperTable } from './paper.ts'
import { attributeOf, childOf, childrenOf, descendantsOf, elementsOf, numberOf, parseXml, textOf } from './xml-tree.ts'
import type { XmlElement } from './xml-tree.ts'

const maxUnpackedBytes = 96 * 1024 * 1024
const twipsPerEmu = 1 / 635

type Styles = {
  readonly defaults: readonly XmlElement[]
  readonly paragraphDefaults: readonly XmlElement[]
  readonly byId: ReadonlyMap<string, XmlElement>
  readonly defaultId: string | undefined
}

/** Reads what the checker needs. Meant for papers written here or checked in a process with limits: it is not the import reader. */
export function readPaper(docx: Uint8Array): Paper {
  let unpacked = 0
  const parts = unzipSync(docx, {
    filter: ({ name, originalSize }) => {
      const wanted = /^word\/[^/]+\.xml$|^word\/_rels\/document\.xml\.rels$/.test(name)
      if (wanted) unpacked += originalSize
      if (unpacked > maxUnpackedBytes) throw new Error(`The paper unpacks to more than ${maxUnpackedBytes} bytes.`)
      return wanted
    },
  })
  const part = (path: string) => {
    const bytes = parts[path]
    return bytes === undefined ? undefined : parseXml(strFromU8(bytes))
  }
  const body = childOf(part('word/document.xml'), 'w:body')
  if (body === undefined) throw new Error('The file has no word/document.xml with a body: it is not a .docx.')

  const styles = readStyles(part('word/styles.xml'))
  const relationships = part('word/_rels/document.xml.rels')
  const targets = new Map(
    relationships === undefined
      ? []
      : elementsOf(relationships).map((one) => [attributeOf(one, 'Id') ?? '', attributeOf(one, 'Target') ?? ''] as const),
  )
  const headerParagraphs = (id: string): readonly PaperParagraph[] => {
    const header = part(`word/${targets.get(id) ?? ''}`)
    return header === undefined ? [] : descendantsOf(header, 'w:p').map((element) => readParagraph(element, styles))
  }
  return { sections: readSections(body, styles, headerParagraphs) }
}

function readStyles(root: XmlElement | undefined): Styles {
  const list = root === undefined ? [] : childrenOf(root, 'w:style')
  const present = (element: XmlElement | undefined) => (element === undefined ? [] : [element])
  return {
    defaults: present(childOf(root, 'w:docDefaults', 'w:rPrDefault', 'w:rPr')),
    paragraphDefaults: present(childOf(root, 'w:docDefaults', 'w:pPrDefault', 'w:pPr')),
    byId: new Map(list.map((style) => [attributeOf(style, 'w:styleId') ?? '', style])),
    defaultId: attributeOf(
      list.find((style) => attributeOf(style, 'w:type') === 'paragraph' && attributeOf(style, 'w:default') === '1'),
      'w:styleId',
    ),
  }
}

function readSections(body: XmlElement, styles: Styles, headerOf: (id: string) => readonly PaperParagraph[]): readonly PaperSection[] {
  const sections: PaperSection[] = []
  let blocks: PaperBlock[] = []
  const close = (properties: XmlElement) => {
    const before = sections.at(-1)
    const header = (type: string, inherited: readonly PaperParagraph[]) => {
      const reference = childrenOf(properties, 'w:headerReference').find((one) => attributeOf(one, 'w:type') === type)
      return reference === undefined ? inherited : headerOf(attributeOf(reference, 'r:id') ?? '')
    }
    const size = childOf(properties, 'w:pgSz')
    const margin = childOf(properties, 'w:pgMar')
    sections.push({
      width: numberOf(size, 'w:w') ?? 0,
      height: numberOf(size, 'w:h') ?? 0,
      landscape: attributeOf(size, 'w:orient') === 'landscape',
      margin: {
        top: numberOf(margin, 'w:top') ?? 0,
        right: numberOf(margin, 'w:right') ?? 0,
        bottom: numberOf(margin, 'w:bottom') ?? 0,
        left: numberOf(margin, 'w:left') ?? 0,
      },
      firstPageDiffers: isOn(childOf(properties, 'w:titlePg')) === true,
      numberingStart: numberOf(childOf(properties, 'w:pgNumType'), 'w:start'),
      header: header('default', before?.header ?? []),
      firstHeader: header('first', before?.firstHeader ?? []),
      blocks,
    })
    blocks = []
  }
  for (const element of elementsOf(body)) {
    if (element.name === 'w:tbl') blocks.push(readTable(element, styles))
    if (element.name === 'w:sectPr') close(element)
    if (element.name !== 'w:p') continue
    blocks.push(readParagraph(element, styles))
    const sectionEnd = childOf(element, 'w:pPr', 'w:sectPr')
    if (sectionEnd !== undefined) close(sectionEnd)
  }
  return sections
}

function readTable(element: XmlElement, styles: Styles): PaperTable {
  const margins = childOf(element, 'w:tblPr', 'w:tblCellMar')
  const side = (name: string) => numberOf(childOf(margins, name), 'w:w') ?? 0
  const inner = side('w:left') + side('w:right')
  return {
    kind: 'table',
    columnCount: childrenOf(childOf(element, 'w:tblGrid') ?? element, 'w:gridCol').length,
    rows: childrenOf(element, 'w:tr').map((row) =>
      childrenOf(row, 'w:tc').map((cell): PaperCell => ({
        span: numberOf(childOf(cell, 'w:tcPr', 'w:gridSpan'), 'w:val') ?? 1,
        shaded: childOf(cell, 'w:tcPr', 'w:shd') !== undefined,
        width: (numberOf(childOf(cell, 'w:tcPr', 'w:tcW'), 'w:w') ?? 0) - inner,
        paragraphs: childrenOf(cell, 'w:p').map((paragraph) => readParagraph(paragraph, styles)),
      })),
    ),
  }
}

/** From the farthest ancestor to the style itself. */
function styleChain(id: string | undefined, styles: Styles): readonly XmlElement[] {
  const chain: XmlElement[] = []
  for (let current = id; current !== undefined && chain.length < 20;) {
    const style = styles.byId.get(current)
    if (style === undefined) break
    chain.unshift(style)
    current = attributeOf(childOf(style, 'w:basedOn'), 'w:val')
  }
  return chain
}

const within = (elements: readonly XmlElement[], name: string): readonly XmlElement[] =>
  elements.flatMap((element) => {
    const child = childOf(element, name)
    return child === undefined ? [] : [child]
  })

function lastOf<T>(layers: readonly XmlElement[], read: (layer: XmlElement) => T | undefined): T | undefined {
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const layer = layers[index]
    const value = layer === undefined ? undefined : read(layer)
    if (value !== undefined) return value
  }
  return undefined
}

function isOn(element: XmlElement | undefined): boolean | undefined {
  if (element === undefined) return undefined
  return !['0', 'false', 'off'].includes(attributeOf(element, 'w:val') ?? '1')
}

function readParagraph(element: XmlElement, styles: Styles): PaperParagraph {
  const direct = childOf(element, 'w:pPr')
  const chain = styleChain(attributeOf(childOf(direct, 'w:pStyle'), 'w:val') ?? styles.defaultId, styles)
  const layers = [...styles.paragraphDefaults, ...within(chain, 'w:pPr'), ...(direct === undefined ? [] : [direct])]
  const length = (child: string, attribute: string) => lastOf(layers, (layer) => numberOf(childOf(layer, child), attribute)) ?? 0
  const runLayers = [...styles.defaults, ...within(chain, 'w:rPr')]
  const runs = descendantsOf(element, 'w:r').map((run) => readRun(run, runLayers, styles))
  return {
    kind: 'paragraph',
    text: runs
      .map((run) => run.text)
      .join('')
      .normalize('NFC'),
    runs,
    align: lastOf(layers, (layer) => attributeOf(childOf(layer, 'w:jc'), 'w:val')) ?? 'left',
    firstLine: length('w:ind', 'w:firstLine'),
    left: length('w:ind', 'w:left'),
    right: length('w:ind', 'w:right'),
    before: length('w:spacing', 'w:before'),
    after: length('w:spacing', 'w:after'),
    line: length('w:spacing', 'w:line') || 240,
    lineRule: lastOf(layers, (layer) => attributeOf(childOf(layer, 'w:spacing'), 'w:lineRule')) ?? 'auto',
    rule: ruleOf(element, layers),
    pageField: descendantsOf(element, 'w:instrText').some((field) => /\bPAGE\b/.test(textOf(field))) || simplePageField(element),
  }
}

const simplePageField = (element: XmlElement): boolean =>
  descendantsOf(element, 'w:fldSimple').some((field) => /\bPAGE\b/.test(attributeOf(field, 'w:instr') ?? ''))

function ruleOf(element: XmlElement, layers: readonly XmlElement[]): PaperParagraph['rule'] {
  const drawn = descendantsOf(element, 'wp:extent')[0]
  if (drawn !== undefined) return { length: Math.round((numberOf(drawn, 'cx') ?? 0) * twipsPerEmu) }

  const borders = lastOf(layers, (layer) => childOf(layer, 'w:pBdr'))
  const lines = borders === undefined ? [] : elementsOf(borders).filter(({ name }) => name === 'w:top' || name === 'w:bottom')
  return lines.some((line) => !['nil', 'none'].includes(attributeOf(line, 'w:val') ?? 'nil')) ? { length: 'column' } : undefined
}

function readRun(element: XmlElement, paragraphLayers: readonly XmlElement[], styles: Styles): PaperRun {
  const direct = childOf(element, 'w:rPr')
  const characterStyle = within(styleChain(attributeOf(childOf(direct, 'w:rStyle'), 'w:val'), styles), 'w:rPr')
  const layers = [...paragraphLayers, ...characterStyle, ...(direct === undefined ? [] : [direct])]
  const toggle = (name: string) => lastOf(layers, (layer) => isOn(childOf(layer, name))) ?? false
  const font = (attribute: string) => lastOf(layers, (layer) => attributeOf(childOf(layer, 'w:rFonts'), attribute)) ?? ''
  return {
    text: elementsOf(element)
      .map((child) =>
        child.name === 'w:t' ? textOf(child) : child.name === 'w:br' || child.name === 'w:cr' ? '\n' : child.name === 'w:tab' ? '\t' : '',
      )
      .join(''),
    fonts: [...new Set(['w:ascii', 'w:hAnsi'].map(font))],
    sizePt: (lastOf(layers, (layer) => numberOf(childOf(layer, 'w:sz'), 'w:val')) ?? 20) / 2,
    bold: toggle('w:b'),
    italic: toggle('w:i'),
    colour: lastOf(layers, (layer) => attributeOf(childOf(layer, 'w:color'), 'w:val')) ?? 'auto',
  }
}
