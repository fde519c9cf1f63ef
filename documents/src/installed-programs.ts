import { convertByLibreOffice } from './libreoffice/convert.ts'
import { recognisePages } from './ocr/recognise-pages.ts'
import type { Programs } from './read-document.ts'
import { unreadable } from './unreadable-file.ts'

/** The programmes of this machine, for a process that is watched and ended with all that it began. */
export const installedPrograms = (onPage: (done: number, of: number) => void): Programs => ({
  toDocx: async (bytes, from, fileName) => {
    const conversion = await convertByLibreOffice(bytes, { from, to: 'docx' }, {})
    if ('missing' in conversion) return undefined
    if ('refused' in conversion) {
      throw unreadable.corrupt(fileName, { vi: 'LibreOffice không mở được', en: 'LibreOffice cannot open it' })
    }
    return conversion.file
  },
  recognise: (pdf, pages) => recognisePages(pdf, pages, { onPage }),
})
