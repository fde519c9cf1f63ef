/** What stands in a document that knows its own paragraphs, in order, as it would be printed; line breaks are "\n". */
export type BodyParagraph = { readonly kind: 'paragraph'; readonly text: string; readonly heading: boolean }
export type BodyCell = { content: readonly BodyItem[]; colSpan: number; rowSpan: number; continues: boolean }
export type BodyTable = { readonly kind: 'table'; readonly rows: BodyCell[][] }
export type BodyItem = BodyParagraph | BodyTable

/** More columns than any table on paper has: a span above this is a lie. */
export const maxSpan = 100

export const spanOf = (value: string | undefined): number => Math.min(maxSpan, Math.max(1, Math.trunc(Number(value ?? 1)) || 1))

export const flatText = (items: readonly BodyItem[]): string =>
  items
    .map((item) =>
      item.kind === 'paragraph' ? item.text : item.rows.map((row) => row.map((cell) => flatText(cell.content)).join('\t')).join('\n'),
    )
    .join('\n')
