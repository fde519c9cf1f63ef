import type { ReadProgress } from '@haidang/documents/read-in-child'

/** How far the scanned documents are that this program recognises just now, by import; what is lost with the program begins anew with it. */
const underWay = new Map<string, ReadProgress>()

/** The page that is being recognised, of all; null where nothing is. */
export const recognisedPages = (importId: string | null): ReadProgress | null =>
  importId === null ? null : (underWay.get(importId) ?? null)

/** Lets `work` say how far it is, and forgets it with its end. */
export async function withRecognisedPages<T>(
  importId: string,
  work: (onProgress: (progress: ReadProgress) => void) => Promise<T>,
): Promise<T> {
  try {
    return await work((progress) => void underWay.set(importId, progress))
  } finally {
    underWay.delete(importId)
  }
}
