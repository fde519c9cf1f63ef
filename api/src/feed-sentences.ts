import type { FeedFailure, FeedFinding, FeedRun } from './feeds.ts'
import type { Language } from './problem-words.ts'

/** Why nothing came, and what to do about it: pages and commands say it in the same words. */
export const failureSentence = ({ failure, text }: FeedFailure, language: Language): string => sentences[language].failures[failure](text)

/** What of a delivery could not be used. */
export function findingSentence({ finding, text, line, count }: FeedFinding, language: Language): string {
  const { findings, at } = sentences[language]
  const where = line === null ? '' : ` ${at(line, count)}`
  return `${findings[finding](text)}${where}`
}

/** What came of a run, in one sentence. */
export function outcomeSentence({ outcome, failure, values, figures, changed }: FeedRun, language: Language): string {
  if (failure !== null) return failureSentence(failure, language)
  const words = sentences[language].outcomes
  return outcome === 'unchanged' ? words.unchanged : words[outcome === 'partly' ? 'partly' : 'taken'](values, figures, changed)
}

const megabytes = (bytes: string): string => String(Math.round(Number(bytes) / 1024 / 1024))

const vi = {
  failures: {
    unreachable: (text: string) => `Không kết nối được${text === '' ? '' : ` (${text})`}. Nguồn có thể đang tắt, hoặc địa chỉ đã đổi.`,
    tooSlow: () => 'Nguồn không trả lời kịp trong thời gian cho phép.',
    tooLarge: (text: string) => `Dữ liệu vượt quá ${megabytes(text)} MB; hãy chia nhỏ theo tháng hoặc theo đơn vị.`,
    badAnswer: (text: string) => `Nguồn trả lời không như mong đợi (${text}).`,
    addressRefused: (text: string) =>
      `${text} là địa chỉ trong mạng nội bộ của máy chủ. Người quản lý máy chủ cho phép bằng FEED_PRIVATE_HOSTS.`,
    redirectRefused: (text: string) => `Nguồn chuyển hướng đến ${text}, nơi không được phép lấy dữ liệu.`,
    certificateRefused: (text: string) => `Chứng thư TLS của nguồn không tin cậy được (${text}).`,
    fileNotFound: (text: string) => `Không thấy tệp nào${text === '' ? '' : ` ứng với ${text}`}.`,
    outsideFolder: (text: string) => `${text} nằm ngoài thư mục nguồn dữ liệu của cơ quan.`,
    hostKeyDiffers: (text: string) =>
      `Máy chủ xuất trình khóa ${text}, khác với khóa đã ghi. Chỉ sửa lại khóa khi bên quản lý máy chủ ấy xác nhận.`,
    signInRefused: () => 'Nguồn không chấp nhận tên đăng nhập, mật khẩu hoặc khóa.',
    secretUnreadable: () => 'Không mở được mật khẩu đã lưu (thiếu tệp khóa của máy chủ này); hãy nhập lại mật khẩu.',
    notText: () => 'Dữ liệu không phải văn bản UTF-8 nên không đọc được.',
    notJson: () => 'Dữ liệu không phải JSON.',
    notAList: (text: string) => (text === '' ? 'JSON không phải là một danh sách.' : `Trong JSON không có danh sách ở "${text}".`),
    noRecords: () => 'Dữ liệu không có dòng nào.',
    tooManyRecords: () => 'Dữ liệu có quá 50.000 dòng.',
    unclosedQuotation: (text: string) => `Dòng ${text}: dấu ngoặc kép không đóng.`,
    fieldMissing: (text: string) => `Không có trường "${text}" trong dữ liệu.`,
    nothingMatched: () => 'Không giá trị nào ghép được với chỉ tiêu và đơn vị ở đây; hãy xem phần ghép mã.',
  },
  findings: {
    unitUnknown: (text: string) => `Mã đơn vị "${text}" không có ở đây`,
    unitAmbiguous: (text: string) => `"${text}" là của nhiều đơn vị`,
    unitNotThen: (text: string) => `Đơn vị ghép với "${text}" không tồn tại trong kỳ ấy`,
    notAPeriod: (text: string) => `"${text}" không phải là một tháng`,
    notANumber: (text: string) => `"${text}" không phải là số`,
    negative: (text: string) => `"${text}" là số âm`,
    saidTwice: (text: string) => `${text}: hai giá trị khác nhau, không lấy giá trị nào`,
    seriesMissing: (text: string) => `Không thấy chuỗi số liệu "${text}"`,
  },
  at: (line: number, count: number) => (count === 1 ? `(dòng ${line})` : `(${count} lần, đầu tiên ở dòng ${line})`),
  outcomes: {
    taken: (values: number, figures: number, changed: number) =>
      `Nhận ${values} giá trị thành ${figures} số liệu, ${changed} số mới hoặc thay đổi.`,
    partly: (values: number, figures: number, changed: number) =>
      `Nhận ${values} giá trị thành ${figures} số liệu, ${changed} số mới hoặc thay đổi; có phần không dùng được.`,
    unchanged: 'Không có gì thay đổi so với lần trước.',
  },
}

const en: typeof vi = {
  failures: {
    unreachable: (text) => `No connection${text === '' ? '' : ` (${text})`}. The source may be down, or its address has changed.`,
    tooSlow: () => 'The source did not answer within the time allowed.',
    tooLarge: (text) => `The data are above ${megabytes(text)} MB; split them by month or by unit.`,
    badAnswer: (text) => `The source did not answer as expected (${text}).`,
    addressRefused: (text) => `${text} lies inside the server’s own network. Who runs the machine allows it by FEED_PRIVATE_HOSTS.`,
    redirectRefused: (text) => `The source leads on to ${text}, from where nothing may be fetched.`,
    certificateRefused: (text) => `The TLS certificate of the source cannot be trusted (${text}).`,
    fileNotFound: (text) => `There is no file${text === '' ? '' : ` for ${text}`}.`,
    outsideFolder: (text) => `${text} lies outside the office’s folder of feeds.`,
    hostKeyDiffers: (text) =>
      `The machine shows the key ${text}, which is not the one recorded. Change it only when its administrators confirm.`,
    signInRefused: () => 'The source does not accept the user, the password or the key.',
    secretUnreadable: () => 'The password that is kept cannot be opened (this machine’s key file is missing); enter it again.',
    notText: () => 'The data are no UTF-8 text.',
    notJson: () => 'The data are not JSON.',
    notAList: (text) => (text === '' ? 'The JSON is not a list.' : `There is no list at "${text}" in the JSON.`),
    noRecords: () => 'The data have no rows.',
    tooManyRecords: () => 'The data have more than 50,000 rows.',
    unclosedQuotation: (text) => `Line ${text}: a quotation mark is not closed.`,
    fieldMissing: (text) => `There is no field "${text}" in the data.`,
    nothingMatched: () => 'No value belongs to an indicator and a unit here; see how codes are matched.',
  },
  findings: {
    unitUnknown: (text) => `There is no unit "${text}" here`,
    unitAmbiguous: (text) => `"${text}" is the name of several units`,
    unitNotThen: (text) => `The unit matched with "${text}" did not stand in that period`,
    notAPeriod: (text) => `"${text}" is no month`,
    notANumber: (text) => `"${text}" is no number`,
    negative: (text) => `"${text}" is below zero`,
    saidTwice: (text) => `${text}: two different values, neither is taken`,
    seriesMissing: (text) => `The series "${text}" did not come`,
  },
  at: (line, count) => (count === 1 ? `(line ${line})` : `(${count} times, first in line ${line})`),
  outcomes: {
    taken: (values, figures, changed) => `${values} values make ${figures} figures, ${changed} new or changed.`,
    partly: (values, figures, changed) => `${values} values make ${figures} figures, ${changed} new or changed; some could not be used.`,
    unchanged: 'Nothing has changed since last time.',
  },
}

const sentences: Readonly<Record<Language, typeof vi>> = { vi, en }
