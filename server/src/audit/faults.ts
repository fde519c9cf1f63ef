import type { Words } from '@haidang/api/problem-words'

export type FaultKind =
  | 'changed'
  | 'removed'
  | 'inserted'
  | 'reordered'
  | 'tailCut'
  | 'rootChanged'
  | 'signatureWrong'
  | 'witnessWrong'
  | 'batchChanged'
  | 'columnsDiffer'
export type Fault = { readonly stream: string; readonly seq: number | null; readonly kind: FaultKind }

const sentences: Readonly<Record<FaultKind, Words>> = {
  changed: { vi: 'Nội dung dòng không khớp mã băm: dòng đã bị sửa', en: 'The line does not match its hash: it was changed' },
  removed: { vi: 'Thiếu dòng: dòng đã bị xóa', en: 'A line is missing: it was removed' },
  inserted: {
    vi: 'Có dòng thừa: dòng bị chèn vào ngoài chương trình',
    en: 'There is a line too many: it was inserted behind the program’s back',
  },
  reordered: {
    vi: 'Dòng không đứng ở chỗ đã ghi: thứ tự đã bị đổi',
    en: 'The line does not stand where it was written: the order was changed',
  },
  tailCut: {
    vi: 'Phần cuối đã bị cắt: những dòng từng được niêm phong không còn',
    en: 'The tail was cut: what had been sealed is no longer there',
  },
  rootChanged: { vi: 'Mốc niêm phong không khớp: mốc đã bị sửa', en: 'The seal does not match: it was changed' },
  signatureWrong: {
    vi: 'Mốc niêm phong không có chữ ký đúng của khóa đang dùng',
    en: 'The seal lacks a right signature of the key in use',
  },
  witnessWrong: {
    vi: 'Dấu thời gian không phải của mốc niêm phong này',
    en: 'The timestamp is not of this seal, or by nobody that is vouched for',
  },
  batchChanged: {
    vi: 'Danh sách giá trị nhập hàng loạt không khớp mã băm của dòng nhật ký',
    en: 'The list of imported values does not match the digest in its line',
  },
  columnsDiffer: { vi: 'Cột dùng để tra cứu khác với nội dung đã băm', en: 'The columns differ from what was hashed' },
}

export const faultSentence = ({ stream, seq, kind }: Fault): Words => {
  const where = seq === null ? stream : `${stream} #${seq}`
  return { vi: `${sentences[kind].vi} (${where}).`, en: `${sentences[kind].en} (${where}).` }
}
