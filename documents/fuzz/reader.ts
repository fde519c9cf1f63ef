import { readPlan } from '../src/plans/read-plan.ts'
import { readDocument, UnreadableFile } from '../src/read-document.ts'

/** "read", the code of a refusal, or a sentence on what must not be. */
export async function read(bytes: Uint8Array, fileName: string): Promise<{ readonly outcome: string } | { readonly fault: string }> {
  try {
    const readable = await readDocument(bytes, fileName)
    const { document: _document, documentPassages, doubts, ...items } = readPlan(readable)
    const passages = [...Object.values(documentPassages), ...doubts, ...Object.values(items).flat()]
    const outside = passages.find(({ start, end }) => !(start >= 0 && start <= end && end <= readable.text.length))
    return outside === undefined ? { outcome: 'read' } : { fault: `a passage outside the text: ${JSON.stringify(outside).slice(0, 300)}` }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    const { vi, en } = error.sentence
    return vi.includes(fileName) && en.includes(fileName) ? { outcome: error.code } : { fault: `a refusal without its file's name: ${vi}` }
  }
}
