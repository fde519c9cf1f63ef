import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { RatedReading, ReadableDocument } from '@haidang/domain/plans/reading'
import { readPlan } from '../src/plans/read-plan.ts'
import { readDocument } from '../src/read-document.ts'
import { completeGold, type Gold } from './gold.ts'

/** A document, what a person found in it and what the reader finds in it now. */
export type Annotated = { readonly name: string; readonly gold: Gold; readonly readable: ReadableDocument; readonly reading: RatedReading }
export type GoldSet = { readonly name: string; readonly documents: readonly Annotated[]; readonly isHeldOut: boolean }

export const goldFolder = resolve(import.meta.dirname, '../gold')
const heldOut = join(goldFolder, 'held-out')
const ending = '.gold.json'

/** Our own documents, those that nobody tunes on, and, where HAIDANG_SHARED says where they lie, real ones. */
export async function goldSets(): Promise<readonly GoldSet[]> {
  const shared = process.env['HAIDANG_SHARED']
  const sets = [await goldSet('gold', [goldFolder]), await goldSet('held out', [heldOut])]
  if (shared === undefined) return sets
  return [...sets, await goldSet('seeds', [join(shared, 'tools/gold'), join(goldFolder, 'seeds')], join(shared, 'seeds'))]
}

/** The texts lie beside their gold unless they lie in a folder of their own. */
export async function goldSet(name: string, folders: readonly string[], texts?: string): Promise<GoldSet> {
  const documents: Annotated[] = []
  for (const folder of folders) {
    const files = (await readdir(folder)).filter((file) => file.endsWith(ending)).toSorted()
    for (const file of files) documents.push(await annotated(join(folder, file), texts ?? folder))
  }
  return { name, documents, isHeldOut: folders.includes(heldOut) }
}

async function annotated(path: string, texts: string): Promise<Annotated> {
  const name = basename(path, ending)
  // The gold is ours and its shape is documented; a wrong one shows as a figure.
  const gold = JSON.parse(await readFile(path, 'utf8')) as Gold
  const file = gold.source?.file ?? `${name}.txt`
  const readable = await readDocument(await readFile(join(texts, file)), file)
  return { name, gold: completeGold(gold, readable.text), readable, reading: readPlan(readable) }
}
