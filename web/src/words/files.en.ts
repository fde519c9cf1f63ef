import type { Translated } from './catalogue.ts'
import type { filesVi } from './files.vi.ts'

export const filesEn: Translated<typeof filesVi> = {
  add: 'Add a file',
  drop: 'or drop files here',
  none: 'No files yet.',
  sending: (name) => `Sending ${name}`,
  failed: (name) => `${name} was not sent`,
  empty: 'The file is empty.',
  stop: (name) => `Stop sending ${name}`,
  dismiss: 'Dismiss',
  remove: (name) => `Remove ${name}`,
}
