import { walkXml } from './read-xml.ts'

export type Style = {
  basedOn?: string
  numId?: string
  level?: number
  outline?: number
  capitals?: boolean
  hidden?: boolean
  font?: string
}
export type Styles = ReadonlyMap<string, Style>

/** Under these names, which no file can give, stand the style of paragraphs that name none, and what holds for the whole document. */
export const plainStyle = ''
const wholeDocument = '\u0000'

/** word/styles.xml: what a paragraph or its words inherit: list, outline level, capitals, font. */
export function readStyles(xml: string, fileName: string): Styles {
  const styles = new Map<string, Style>()
  styles.set(plainStyle, { basedOn: wholeDocument })
  let style: Style | null = null
  walkXml(xml, fileName, {
    open: (name, attribute) => {
      const value = attribute('val')
      if (name === 'docDefaults') {
        style = {}
        styles.set(wholeDocument, style)
      } else if (name === 'style') {
        const isParagraph = attribute('type') === 'paragraph'
        style = isParagraph ? { basedOn: wholeDocument } : {}
        const id = attribute('styleId') ?? 'unnamed'
        styles.set(id, style)
        if (isParagraph && attribute('default') === '1') styles.set(plainStyle, { basedOn: id })
      } else if (style && name === 'rFonts') {
        const font = attribute('hAnsi') ?? attribute('ascii')
        if (font !== undefined) style.font = font
      } else if (style) readProperty(style, name, value)
    },
    close: (name) => {
      if (name === 'style' || name === 'docDefaults') style = null
    },
  })
  return styles
}

function readProperty(style: Style, name: string, value: string | undefined): void {
  const into = style
  const isOn = value !== '0' && value !== 'false'
  if (name === 'basedOn' && value) into.basedOn = value
  else if (name === 'numId' && value) into.numId = value
  else if (name === 'ilvl') into.level = Number(value ?? 0)
  else if (name === 'outlineLvl') into.outline = Number(value ?? 9)
  else if (name === 'caps') into.capitals = isOn
  else if (name === 'vanish') into.hidden = isOn
}

/** A style with what it inherits; a ring of styles ends after a few steps. */
export function resolveStyle(styles: Styles, id: string): Style {
  let resolved: Style = {}
  let at: string | undefined = id
  for (let step = 0; at !== undefined && step < 12; step++) {
    const style: Style | undefined = styles.get(at)
    if (!style) break
    resolved = { ...style, ...resolved }
    at = style.basedOn
  }
  return resolved
}
