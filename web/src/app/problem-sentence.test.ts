import { expect, test } from 'vitest'
import { uiVi } from '../words/ui.vi.ts'
import { ProblemError } from './fetch.ts'
import { uiSentence } from './problem-sentence.ts'

const refused = (help?: Record<string, unknown>) =>
  new ProblemError({
    type: 'urn:haidang:problem:fileKindRefused',
    code: 'fileKindRefused',
    title: 'Không nhận loại tệp này',
    status: 415,
    detail: 'Nội dung của tệp không thuộc loại được nhận ở đây.',
    requestId: '1',
    ...(help ? { help } : {}),
  })

test('a refused file is told which kinds are taken', () => {
  expect(uiSentence(refused({ allowed: ['docx', 'doc', 'odt', 'rtf', 'pdf', 'text'], found: null }), uiVi).detail).toBe(
    'Nội dung của tệp không thuộc loại được nhận ở đây. Nhận: Word (.docx), Word cũ (.doc), OpenDocument (.odt), RTF (.rtf), PDF, văn bản thuần hoặc trang web đã lưu (.txt, .md, .html).',
  )
})

test('without a list of kinds the server’s sentence stands alone', () => {
  expect(uiSentence(refused(), uiVi).detail).toBe('Nội dung của tệp không thuộc loại được nhận ở đây.')
})
