/** The page of Decree 30/2020/NĐ-CP, Annex I, part I, section I, in twips (1/1440 inch; 567 to the centimetre). */
export const twipsPerMillimetre = 1440 / 25.4

export const portrait = {
  width: 11906,
  height: 16838,
  margin: { top: 1134, bottom: 1134, left: 1701, right: 851, header: 567, footer: 567 },
} as const

/** An annex with a wide table lies across; its four margins keep to the same limits. */
export const landscape = { ...portrait, width: portrait.height, height: portrait.width } as const

export type Page = typeof portrait | typeof landscape

export const textWidthOf = ({ width, margin }: Page): number => width - margin.left - margin.right

/** Every section, annexes too, begins at page 1 and shows no number on its first page. */
export const sectionProperties = (page: Page): string =>
  '<w:sectPr><w:headerReference w:type="default" r:id="number"/><w:headerReference w:type="first" r:id="blank"/><w:type w:val="nextPage"/>' +
  `<w:pgSz w:w="${page.width}" w:h="${page.height}"${page.width > page.height ? ' w:orient="landscape"' : ''}/>` +
  `<w:pgMar w:top="${page.margin.top}" w:right="${page.margin.right}" w:bottom="${page.margin.bottom}" w:left="${page.margin.left}" ` +
  `w:header="${page.margin.header}" w:footer="${page.margin.footer}" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>`

/** Carries the end of a section; so low that it never makes a page of its own. */
export const sectionEnd = (page: Page): string =>
  `<w:p><w:pPr><w:pStyle w:val="Rule"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>${sectionProperties(page)}</w:pPr></w:p>`
