export type UnreadableCode =
  | 'unsupportedKind'
  | 'tooLarge'
  | 'corrupt'
  | 'encrypted'
  | 'noTextLayer'
  | 'needsLibreOffice'
  | 'empty'
  | 'tooDeep'
  | 'tookTooLong'
  | 'tookTooMuchMemory'
  | 'readerStopped'

export type Sentence = { readonly vi: string; readonly en: string }

/** A file that cannot be read: a stable code, and a sentence in both languages that names the file and the remedy. */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode
  readonly sentence: Sentence

  constructor(code: UnreadableCode, sentence: Sentence) {
    super(`${sentence.vi} / ${sentence.en}`)
    this.name = 'UnreadableFile'
    this.code = code
    this.sentence = sentence
  }
}

export const unreadable = {
  unsupportedKind: (fileName: string, seen: Sentence) =>
    new UnreadableFile('unsupportedKind', {
      vi: `Tệp "${fileName}" ${seen.vi}; hãy gửi tệp .docx, .doc, .odt, .rtf, .pdf, .html, .txt hoặc .md.`,
      en: `File "${fileName}" ${seen.en}; send a .docx, .doc, .odt, .rtf, .pdf, .html, .txt or .md file.`,
    }),
  tooLarge: (fileName: string, what: Sentence) =>
    new UnreadableFile('tooLarge', {
      vi: `Tệp "${fileName}" quá lớn: ${what.vi}; hãy tách thành nhiều tệp nhỏ hơn rồi gửi lại.`,
      en: `File "${fileName}" is too large: ${what.en}; split it into smaller files and send them again.`,
    }),
  corrupt: (fileName: string, what: Sentence) =>
    new UnreadableFile('corrupt', {
      vi: `Tệp "${fileName}" bị hỏng: ${what.vi}; hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi lại.`,
      en: `File "${fileName}" is damaged: ${what.en}; open it in an editor, save it again and send it again.`,
    }),
  encrypted: (fileName: string) =>
    new UnreadableFile('encrypted', {
      vi: `Tệp "${fileName}" có đặt mật khẩu; hãy gỡ mật khẩu rồi gửi lại.`,
      en: `File "${fileName}" is protected by a password; remove the password and send it again.`,
    }),
  noTextLayer: (fileName: string, images: number, pages: number) =>
    new UnreadableFile('noTextLayer', {
      vi: `Tệp "${fileName}" không có lớp văn bản: ${images} trên ${pages} trang là ảnh; hãy gửi bản .docx, hoặc nhờ quản trị viên cài Tesseract (tesseract-ocr-vie, poppler-utils) để nhận dạng chữ.`,
      en: `File "${fileName}" has no text layer: ${images} of ${pages} pages are images; send the .docx, or ask the administrator to install Tesseract (tesseract-ocr-vie, poppler-utils) for text recognition.`,
    }),
  needsLibreOffice: (fileName: string, kind: string) =>
    new UnreadableFile('needsLibreOffice', {
      vi: `Tệp "${fileName}" là tệp .${kind}, loại chỉ đọc được khi máy chủ có LibreOffice; hãy lưu lại thành .docx rồi gửi lại, hoặc nhờ quản trị viên cài LibreOffice.`,
      en: `File "${fileName}" is an .${kind} file, which is read only where LibreOffice is installed; save it as .docx and send it again, or ask the administrator to install LibreOffice.`,
    }),
  empty: (fileName: string) =>
    new UnreadableFile('empty', {
      vi: `Tệp "${fileName}" không có chữ nào; hãy kiểm tra lại tệp rồi gửi lại.`,
      en: `File "${fileName}" has no text in it; check the file and send it again.`,
    }),
  tooDeep: (fileName: string, depth: number) =>
    new UnreadableFile('tooDeep', {
      vi: `Tệp "${fileName}" có cấu trúc lồng nhau quá ${depth} lớp; hãy lưu lại bằng phần mềm soạn thảo rồi gửi lại.`,
      en: `File "${fileName}" is nested more than ${depth} levels deep; save it again in an editor and send it again.`,
    }),
  tookTooLong: (fileName: string, seconds: number) =>
    new UnreadableFile('tookTooLong', {
      vi: `Đọc tệp "${fileName}" quá ${seconds} giây nên đã dừng; hãy lưu lại tệp dưới dạng .docx rồi gửi lại.`,
      en: `Reading file "${fileName}" took more than ${seconds} s and was stopped; save it as .docx and send it again.`,
    }),
  tookTooMuchMemory: (fileName: string, megabytes: number) =>
    new UnreadableFile('tookTooMuchMemory', {
      vi: `Đọc tệp "${fileName}" cần quá ${megabytes} MB bộ nhớ nên đã dừng; hãy lưu lại tệp dưới dạng .docx rồi gửi lại.`,
      en: `Reading file "${fileName}" took more than ${megabytes} MB of memory and was stopped; save it as .docx and send it again.`,
    }),
  readerStopped: (fileName: string, how: string) =>
    new UnreadableFile('readerStopped', {
      vi: `Trình đọc tệp "${fileName}" dừng bất thường (${how}); hãy lưu lại tệp dưới dạng .docx rồi gửi lại.`,
      en: `The reader of file "${fileName}" stopped unexpectedly (${how}); save it as .docx and send it again.`,
    }),
}
