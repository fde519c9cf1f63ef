import { escapeXml } from './write-xml.ts'
import { zipOfficeFile } from './write-zip.ts'

export type DocxParts = {
  /** What stands in w:body, the last section's properties included. */
  readonly body: string
  readonly styles: string
  /** Header parts by relationship id. */
  readonly headers: ReadonlyMap<string, string>
  /** GIF pictures of the body by relationship id. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>
  readonly properties: { readonly title: string; readonly creator: string; readonly created: string }
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${office}"`

const contentTypes = (headers: readonly string[], hasPictures: boolean): string =>
  `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  (hasPictures ? '<Default Extension="gif" ContentType="image/gif"/>' : '') +
  `<Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/>` +
  `<Override PartName="/word/styles.xml" ContentType="${word}.styles+xml"/>` +
  `<Override PartName="/word/settings.xml" ContentType="${word}.settings+xml"/>` +
  headers.map((id) => `<Override PartName="/word/header-${id}.xml" ContentType="${word}.header+xml"/>`).join('') +
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'

const relationships = (entries: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
  entries.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`).join('') +
  '</Relationships>'

const coreProperties = ({ title, creator, created }: DocxParts['properties']): string =>
  `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(creator)}</dc:creator><cp:lastModifiedBy>${escapeXml(creator)}</cp:lastModifiedBy>` +
  `<dcterms:created xsi:type="dcterms:W3CDTF">${created}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${created}</dcterms:modified>` +
  '<dc:language>vi-VN</dc:language></cp:coreProperties>'

export function packDocx({ body, styles, headers, pictures = new Map(), properties }: DocxParts): Uint8Array {
  const ids = [...headers.keys()]
  const parts = new Map<string, string | Uint8Array>([
    ['[Content_Types].xml', contentTypes(ids, pictures.size > 0)],
    [
      '_rels/.rels',
      relationships([
        ['rId1', `${office}/officeDocument`, 'word/document.xml'],
        ['rId2', 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml'],
      ]),
    ],
    ['docProps/core.xml', coreProperties(properties)],
    ['word/document.xml', `${declaration}<w:document ${namespaces}><w:body>${body}</w:body></w:document>`],
    [
      'word/_rels/document.xml.rels',
      relationships([
        ['styles', `${office}/styles`, 'styles.xml'],
        ['settings', `${office}/settings`, 'settings.xml'],
        ...ids.map((id) => [id, `${office}/header`, `header-${id}.xml`] as const),
        ...[...pictures.keys()].map((id) => [id, `${office}/image`, `media/${id}.gif`] as const),
      ]),
    ],
    ['word/styles.xml', `${declaration}<w:styles ${namespaces}>${styles}</w:styles>`],
    [
      'word/settings.xml',
      `${declaration}<w:settings ${namespaces}><w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>` +
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
    ],
  ])
  for (const [id, header] of headers) parts.set(`word/header-${id}.xml`, `${declaration}<w:hdr ${namespaces}>${header}</w:hdr>`)
  for (const [id, bytes] of pictures) parts.set(`word/media/${id}.gif`, bytes)
  return zipOfficeFile(parts)
}
