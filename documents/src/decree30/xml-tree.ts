import { SaxesParser } from 'saxes'

export type XmlElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
}

type Open = { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly children: (XmlElement | string)[] }

export function parseXml(text: string): XmlElement {
  const root: Open = { name: '', attributes: {}, children: [] }
  const stack: Open[] = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  // Office files have no document type; one that does is trying to define entities.
  parser.on('doctype', () => {
    throw new Error('An Office part must not carry a document type.')
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Open = { name, attributes, children: [] }
    stack.at(-1)?.children.push(element)
    stack.push(element)
  })
  parser.on('text', (value) => stack.at(-1)?.children.push(value))
  parser.on('closetag', () => stack.pop())
  parser.write(text).close()

  const element = root.children.find((child) => typeof child !== 'string')
  if (element === undefined) throw new Error('The part holds no element.')
  return element
}

export const elementsOf = ({ children }: XmlElement): readonly XmlElement[] => children.filter((child) => typeof child !== 'string')

export const childOf = (element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>(
    (parent, name) => (parent === undefined ? undefined : elementsOf(parent).find((child) => child.name === name)),
    element,
  )

export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  elementsOf(element).filter((child) => child.name === name)

export const descendantsOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  elementsOf(element).flatMap((child) => [...(child.name === name ? [child] : []), ...descendantsOf(child, name)])

export const textOf = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

export const attributeOf = (element: XmlElement | undefined, name: string): string | undefined => element?.attributes[name]

export function numberOf(element: XmlElement | undefined, name: string): number | undefined {
  const value = attributeOf(element, name)
  return value === undefined || value === '' || Number.isNaN(Number(value)) ? undefined : Number(value)
}
