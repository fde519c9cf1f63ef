import { openXlsx, readXlsx, saveXlsx } from 'hucre/xlsx'
import type { Cell } from 'hucre/xlsx'
import { expect } from '@playwright/test'
import type { Download, Locator, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'

/** A file as a person has it on their machine. */
export type OfficeFile = { readonly name: string; readonly bytes: Uint8Array }

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export type CellName = 'numerator' | 'denominator' | 'note'
export type Typed = Readonly<Partial<Record<CellName, string | number | null>>>

/** What a press downloads. */
export async function downloaded(page: Page, press: Locator): Promise<OfficeFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), press.click()])
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) }
}

const bytesOf = async (download: Download): Promise<Uint8Array> => new Uint8Array(await readFile(await download.path()))

/** Types into lines of a form workbook (`r0.1`: the second line of its first unit) and saves it, as a spreadsheet does. */
export async function filledIn({ name, bytes }: OfficeFile, lines: Readonly<Record<string, Typed>>): Promise<OfficeFile> {
  const workbook = await openXlsx(bytes, { readStyles: true })
  const sheet = workbook.sheets.find(({ rows }) => rows.some((row) => row.includes('haidang:key')))
  if (!sheet) throw new Error(`${name} is no form workbook.`)
  const marks = sheet.rows.find((row) => row.includes('haidang:key')) ?? []
  for (const [key, typed] of Object.entries(lines)) {
    const row = sheet.rows.findIndex((cells) => cells.includes(key))
    if (row < 0) throw new Error(`${name} has no line ${key}.`)
    for (const [field, value = null] of Object.entries(typed)) {
      const column = marks.indexOf(`haidang:${field}`)
      const cells = sheet.rows[row] ?? []
      cells[column] = value
      const before = sheet.cells?.get(`${row},${column}`)
      const type: Cell['type'] = value === null ? 'empty' : typeof value === 'number' ? 'number' : 'string'
      sheet.cells?.set(`${row},${column}`, { ...before, value, type })
    }
  }
  return { name, bytes: await saveXlsx(workbook) }
}

/** The cells and comments of a workbook's sheet, the first or the one named. */
export async function sheetOf({ bytes }: OfficeFile, name?: string) {
  const { sheets } = await readXlsx(bytes, { readStyles: true })
  const sheet = name === undefined ? sheets[0] : sheets.find((one) => one.name === name)
  return {
    name: sheet?.name,
    rows: sheet?.rows ?? [],
    comments: [...(sheet?.cells ?? [])].flatMap(([at, { comment }]) => (comment ? [[at, comment.text] as const] : [])),
  }
}

/** Chooses a file as the button's dialog would. */
export async function choose(page: Page, button: string, { name, bytes }: OfficeFile): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: button }).click()])
  await chooser.setFiles({ name, mimeType: mediaType, buffer: Buffer.from(bytes) })
}

/** Drags a file from the desktop over a part of the page, and lets go of it there. */
export async function dropOn(place: Locator, { name, bytes }: OfficeFile): Promise<void> {
  const held = await place.page().evaluateHandle(
    ({ base64, fileName, type }) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], fileName, { type }))
      return transfer
    },
    { base64: Buffer.from(bytes).toString('base64'), fileName: name, type: mediaType },
  )
  await place.dispatchEvent('dragover', { dataTransfer: held })
  await place.dispatchEvent('drop', { dataTransfer: held })
  await held.dispose()
}

export const expectSheetNames = async ({ bytes }: OfficeFile, names: readonly string[]): Promise<void> =>
  expect((await readXlsx(bytes)).sheets.map(({ name }) => name)).toEqual(names)
