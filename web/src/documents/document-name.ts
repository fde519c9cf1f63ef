import type { DocumentRef } from '@haidang/api/documents'
import type { Tone } from '../ui/state-pill.tsx'

export const stateTones: Record<DocumentRef['state'], Tone> = {
  waiting: 'plain',
  reading: 'accent',
  read: 'accent',
  failed: 'bad',
  issued: 'good',
  discarded: 'none',
  registered: 'plain',
}

/** "Kế hoạch": what a line begins with. */
export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}
