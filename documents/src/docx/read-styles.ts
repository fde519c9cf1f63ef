import { walkXml } from './read-xml.ts'

export type ParagraphStyle = { basedOn?: string; numId?: string; level?: number; outline?: number; capitals?: boolean }
export type Styles = ReadonlyMap<string, ParagraphStyle>

/** word/styles.xml: what a paragraph inherits from its style: list, outline level, capitals. */
export function readStyles(xml: string, fileName: string): Styles {
  const styles = new Map<string, ParagraphStyle>()
  let style: ParagraphStyle | null = null
  walkXml(xml, fileName, {
    open: (name, attribute) => {
      const value = attribute('val')
      if (name === 'style') {
        style = {}
        styles.set(attribute('styleId') ?? '', style)
      } else if (style) readProperty(style, name, value)
    },
    close: (name) => {
      if (name === 'style') style = null
    },
  })
  return styles
}

function readProperty(style: ParagraphStyle, name: string, value: string | undefined): void {
  const into = style
  if (name === 'basedOn' && value) into.basedOn = value
  else if (name === 'numId' && value) into.numId = value
  else if (name === 'ilvl') into.level = Number(value ?? 0)
  else if (name === 'outlineLvl') into.outline = Number(value ?? 9)
  else if (name === 'caps') into.capitals = value !== '0' && value !== 'false'
}

/** A style with what it inherits; a ring of styles ends after a few steps. */
export function resolveStyle(styles: Styles, id: string): ParagraphStyle {
  let resolved: ParagraphStyle = {}
  let at: string | undefined = id
  for (let step = 0; at !== undefined && step < 12; step++) {
    const style: ParagraphStyle | undefined = styles.get(at)
    if (!style) break
    resolved = { ...style, ...resolved }
    at = style.basedOn
  }
  return resolved
}
