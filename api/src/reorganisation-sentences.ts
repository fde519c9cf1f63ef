import { addDays, formatDay } from '@haidang/domain/periods/day'
import { formatShare, measures } from '@haidang/domain/units/reorganisation'
import type { Measure } from '@haidang/domain/units/reorganisation'
import type { Language } from './problem-words.ts'
import type { ReorganisationView } from './reorganisations.ts'

type RowFault = ReorganisationView['rowFaults'][number]
type Fault = ReorganisationView['faults'][number]
type Trap = ReorganisationView['traps'][number]

const isMeasure = (field: string): field is Measure => measures.some((measure) => measure === field)

/** What is wrong with a cell of the table, without its line: pages and commands say it in the same words. */
export function rowFaultSentence({ field, value, fault }: RowFault, effectiveOn: string, language: Language): string {
  const words = sentences[language].rowFaults
  const name = isMeasure(field) ? words.share(measureWords[language][field]) : words.fields[field]
  switch (fault) {
    case 'missing':
      return words.missing(name)
    case 'unknown':
      if (field === 'oldCode') return words.unknownOld(value, formatDay(addDays(effectiveOn, -1)))
      return field === 'newParentCode' ? words.unknownParent(value) : words.unknown(name, value)
    case 'ambiguous':
      return words.ambiguous(name, value)
    case 'differs':
      return field === 'oldName' ? words.oldNameDiffers(value) : words.differs(name, value)
    case 'notAShare':
      return words.notAShare(name, value)
    case 'notAnIdentifier':
      return words.notAnIdentifier(value)
  }
}

/** What makes the reorganisation impossible. */
export function faultSentence({ fault, unitName, measure, sum, code, otherName }: Fault, language: Language): string {
  const words = sentences[language].faults
  switch (fault) {
    case 'shareOutOfRange':
    case 'sharesNotOne':
      return words[fault](unitName, measure === null ? '' : measureWords[language][measure], formatShare(sum ?? '0'))
    case 'codeTaken':
    case 'identifierTaken':
      return words[fault](unitName, code ?? '', otherName ?? '')
    default:
      return words[fault](unitName)
  }
}

/** What is lawful and has misled somebody. */
export function trapSentence({ trap, unitName, fromName, code }: Trap, language: Language): string {
  const words = sentences[language].traps
  if (trap === 'codePassesOn' || trap === 'identifierPassesOn') return words[trap](unitName, code ?? '', fromName ?? '')
  if (trap === 'nameOfAnother') return words.nameOfAnother(unitName, fromName ?? '')
  return words[trap](unitName)
}

const measuresVi = { population: 'dân số', area: 'diện tích', dossiers: 'hồ sơ', households: 'hộ', declared: 'theo văn bản' }
const measuresEn: typeof measuresVi = {
  population: 'population',
  area: 'area',
  dossiers: 'dossiers',
  households: 'households',
  declared: 'by the document',
}
/** What the measures of a share are called. */
export const measureWords = { vi: measuresVi, en: measuresEn }

const vi = {
  rowFaults: {
    fields: {
      oldCode: 'mã cũ',
      oldName: 'tên cũ',
      newCode: 'mã mới',
      newName: 'tên mới',
      newParentCode: 'mã cấp trên',
      newIdentifier: 'mã định danh',
      newHead: 'họ tên thủ trưởng',
      newHeadPost: 'chức vụ thủ trưởng',
    },
    share: (measure: string) => `tỷ lệ ${measure}`,
    missing: (field: string) => `thiếu ${field}.`,
    unknownOld: (value: string, day: string) => `mã cũ “${value}” không có trong sổ đơn vị ngày ${day}.`,
    unknownParent: (value: string) => `cấp trên mang mã “${value}” không có từ ngày sắp xếp.`,
    unknown: (field: string, value: string) => `${field} “${value}” không có trong sổ đơn vị.`,
    ambiguous: (field: string, value: string) => `${field} “${value}” đang do nhiều đơn vị cùng mang.`,
    oldNameDiffers: (value: string) => `tên cũ “${value}” không phải tên của đơn vị mang mã này.`,
    differs: (field: string, value: string) => `${field} “${value}” khác với dòng khác của cùng đơn vị mới.`,
    notAShare: (field: string, value: string) => `${field} “${value}” chưa phải một con số.`,
    notAnIdentifier: (value: string) =>
      `“${value}” chưa phải mã định danh điện tử: mã gồm chữ A–Z, chữ số và dấu chấm, ví dụ 000.00.00.H41.`,
  },
  faults: {
    unknownUnit: (unit: string) => `${unit} không có trong sổ đơn vị.`,
    notStanding: (unit: string) => `${unit} không hoạt động vào ngày trước khi sắp xếp.`,
    successorNotStanding: (unit: string) => `${unit} nhận đơn vị khác nhưng không hoạt động từ ngày sắp xếp.`,
    edgeTwice: (unit: string) => `${unit} được chuyển hai lần về cùng một đơn vị.`,
    edgeToItself: (unit: string) => `${unit} được chuyển về chính nó.`,
    wholeNotAlone: (unit: string) => `${unit} đã chuyển toàn bộ thì chỉ về một đơn vị và không còn phần nào khác.`,
    shareOutOfRange: (unit: string, measure: string, sum: string) => `${unit}: tỷ lệ ${measure} ${sum} nằm ngoài 0% đến 100%.`,
    sharesNotOne: (unit: string, measure: string, sum: string) => `${unit}: các tỷ lệ ${measure} cộng lại là ${sum}, phải là 100%.`,
    ownAncestor: (unit: string) => `${unit} trở thành cấp trên của chính mình.`,
    parentNotStanding: (unit: string) => `${unit} thuộc một đơn vị không còn hoạt động từ ngày sắp xếp.`,
    changedLater: (unit: string) => `${unit} đã có thay đổi từ ngày này trở đi; hãy hoàn tác lần sau trước.`,
    toldTwice: (unit: string) => `${unit} được nói theo hai cách khác nhau.`,
    codeTaken: (unit: string, code: string, other: string) => `${unit}: mã ${code} đang là của ${other}.`,
    identifierTaken: (unit: string, code: string, other: string) => `${unit}: mã định danh ${code} đang là của ${other}.`,
  },
  traps: {
    codePassesOn: (unit: string, code: string, from: string) => `Mã ${code} đến nay là của ${from}, từ ngày sắp xếp là của ${unit}.`,
    identifierPassesOn: (unit: string, code: string, from: string) =>
      `Mã định danh ${code} đến nay là của ${from}, từ ngày sắp xếp là của ${unit}.`,
    nameOfAnother: (unit: string, from: string) => `${unit} mang tên của ${from} vừa chấm dứt nhưng không nhận gì của đơn vị ấy.`,
    sharesMissing: (unit: string) =>
      `${unit} được chia mà chưa có tỷ lệ chung cho mọi phần: số liệu cũ của nó chưa tính được về đơn vị mới.`,
    endsWithoutSuccessor: (unit: string) => `${unit} chấm dứt mà không có đơn vị tiếp nhận.`,
    noLargestSuccessor: (unit: string) => `${unit} được chia đều, không phần nào lớn nhất: hãy chọn đơn vị nhận việc đang mở.`,
  },
}

const en: typeof vi = {
  rowFaults: {
    fields: {
      oldCode: 'old code',
      oldName: 'old name',
      newCode: 'new code',
      newName: 'new name',
      newParentCode: 'code above',
      newIdentifier: 'e-identifier',
      newHead: 'name of the head',
      newHeadPost: 'post of the head',
    },
    share: (measure) => `share of ${measure}`,
    missing: (field) => `${field} is missing.`,
    unknownOld: (value, day) => `old code “${value}” is not in the register of ${day}.`,
    unknownParent: (value) => `no unit with the code “${value}” stands from the day on.`,
    unknown: (field, value) => `${field} “${value}” is not in the register.`,
    ambiguous: (field, value) => `${field} “${value}” is borne by several units.`,
    oldNameDiffers: (value) => `old name “${value}” is not that of the unit with this code.`,
    differs: (field, value) => `${field} “${value}” differs from another row of the same new unit.`,
    notAShare: (field, value) => `${field} “${value}” is no number.`,
    notAnIdentifier: (value) => `“${value}” is no e-identifier: letters A–Z, digits and points, for example 000.00.00.H41.`,
  },
  faults: {
    unknownUnit: (unit) => `${unit} is not in the register.`,
    notStanding: (unit) => `${unit} does not stand on the day before.`,
    successorNotStanding: (unit) => `${unit} gets another unit but does not stand from the day on.`,
    edgeTwice: (unit) => `${unit} goes to the same unit twice.`,
    edgeToItself: (unit) => `${unit} goes to itself.`,
    wholeNotAlone: (unit) => `${unit}: what goes whole goes to one unit, and nothing of it is left.`,
    shareOutOfRange: (unit, measure, sum) => `${unit}: share of ${measure} ${sum} is not between 0% and 100%.`,
    sharesNotOne: (unit, measure, sum) => `${unit}: its shares of ${measure} are ${sum} together and must be 100%.`,
    ownAncestor: (unit) => `${unit} would stand under itself.`,
    parentNotStanding: (unit) => `${unit} would stand under a unit that does not stand from the day on.`,
    changedLater: (unit) => `${unit} was changed on or after this day; undo that first.`,
    toldTwice: (unit) => `${unit} is told in two ways.`,
    codeTaken: (unit, code, other) => `${unit}: the code ${code} is borne by ${other}.`,
    identifierTaken: (unit, code, other) => `${unit}: the e-identifier ${code} is borne by ${other}.`,
  },
  traps: {
    codePassesOn: (unit, code, from) => `The code ${code} was that of ${from} and will be that of ${unit}.`,
    identifierPassesOn: (unit, code, from) => `The e-identifier ${code} was that of ${from} and will be that of ${unit}.`,
    nameOfAnother: (unit, from) => `${unit} bears the name of ${from}, which ends, but gets nothing of it.`,
    sharesMissing: (unit) =>
      `${unit} is parted and no share is given for all of its parts: its old figures cannot be told of the new units.`,
    endsWithoutSuccessor: (unit) => `${unit} ends without a successor.`,
    noLargestSuccessor: (unit) => `${unit} is parted evenly, no part is the largest: choose who takes over what is open.`,
  },
}

const sentences = { vi, en }
