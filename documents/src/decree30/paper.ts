/** A .docx as the rules of Decree 30/2020 look at it: sections, paragraphs with their resolved form, tables. Lengths in twips. */
export type PaperRun = {
  readonly text: string
  readonly fonts: readonly string[]
  readonly sizePt: number
  readonly bold: boolean
  readonly italic: boolean
  readonly colour: string
}

export type PaperParagraph = {
  readonly kind: 'paragraph'
  readonly text: string
  readonly runs: readonly PaperRun[]
  readonly align: string
  readonly firstLine: number
  readonly left: number
  readonly right: number
  readonly before: number
  readonly after: number
  readonly line: number
  readonly lineRule: string
  /** A border above or below, or a drawn line; with its length where it states one. */
  readonly rule: { readonly length: number | 'column' } | undefined
  readonly pageField: boolean
}

export type PaperCell = {
  readonly width: number
  readonly span: number
  readonly shaded: boolean
  readonly paragraphs: readonly PaperParagraph[]
}
export type PaperTable = { readonly kind: 'table'; readonly columnCount: number; readonly rows: readonly (readonly PaperCell[])[] }
export type PaperBlock = PaperParagraph | PaperTable

export type PaperSection = {
  readonly width: number
  readonly height: number
  readonly landscape: boolean
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }
  readonly firstPageDiffers: boolean
  readonly numberingStart: number | undefined
  readonly header: readonly PaperParagraph[]
  readonly firstHeader: readonly PaperParagraph[]
  readonly blocks: readonly PaperBlock[]
}

export type Paper = { readonly sections: readonly PaperSection[] }

export const paragraphsOf = (blocks: readonly PaperBlock[]): readonly PaperParagraph[] =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? [block] : block.rows.flat().flatMap((cell) => cell.paragraphs)))

export const hasText = ({ text }: PaperParagraph): boolean => text.trim() !== ''
export const written = ({ runs }: PaperParagraph): readonly PaperRun[] => runs.filter((run) => run.text.trim() !== '')
export const isBold = (paragraph: PaperParagraph): boolean => written(paragraph).every((run) => run.bold)
export const isUpper = (text: string): boolean => text === text.toUpperCase()

export type Form = {
  readonly sizePt: readonly [number, number]
  readonly bold?: boolean
  readonly italic?: boolean
  readonly upper?: boolean
  readonly align?: string
}

/** Every written run keeps to the form; says what does not, or undefined. */
export function departure(paragraph: PaperParagraph, { sizePt: [least, most], bold, italic, upper, align }: Form): string | undefined {
  for (const run of written(paragraph)) {
    if (run.sizePt < least || run.sizePt > most) return `${run.sizePt} pt`
    if (bold !== undefined && run.bold !== bold) return run.bold ? 'bold' : 'not bold'
    if (italic !== undefined && run.italic !== italic) return run.italic ? 'italic' : 'upright'
  }
  if (upper === true && !isUpper(paragraph.text)) return 'lower case'
  return align !== undefined && paragraph.align !== align ? `aligned ${paragraph.align}` : undefined
}
