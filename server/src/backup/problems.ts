import { StartProblem } from '../platform/start-problem.ts'
import { PartBroken, type PartFault } from './parts.ts'

type Sentence = { readonly vi: string; readonly en: string }

const ofFault: Readonly<Record<PartFault, Sentence>> = {
  notSealed: { vi: 'không phải tệp sao lưu, hoặc phần đầu đã bị sửa', en: 'it is no part of a backup, or its head was altered' },
  altered: { vi: 'nội dung đã bị sửa hoặc hỏng', en: 'its content was altered or has rotted' },
  truncated: { vi: 'bị cắt mất phần cuối', en: 'its end is cut off' },
  reordered: { vi: 'các đoạn bị đảo chỗ hoặc lấy bớt', en: 'its pieces changed places, or some were taken out' },
  appended: { vi: 'bị nối thêm dữ liệu ở cuối', en: 'something was added at its end' },
  missing: { vi: 'không có ở đó', en: 'it is not there' },
  otherContent: { vi: 'là một phần khác bị đặt vào chỗ này', en: 'another part was put in its place' },
}

const remedy: Sentence = {
  vi: 'hãy dùng bản sao lưu khác trong thư mục (--from TỆP.backup), hoặc chép lại thư mục từ nơi giữ bản thứ hai rồi thử lại',
  en: 'use another backup of the folder (--from FILE.backup), or copy the folder again from where a second copy is kept',
}

export const wordsOfFault = (what: string, file: string, fault: PartFault): Sentence => ({
  vi: `${what} (${file}): ${ofFault[fault].vi}`,
  en: `${what} (${file}): ${ofFault[fault].en}`,
})

/** The first of what `verifyBackup` found, and how much more there is. */
export function brokenBackup(faults: readonly { readonly what: string; readonly file: string; readonly fault: PartFault }[]): StartProblem {
  const [first] = faults
  const { vi, en } = first === undefined ? { vi: '', en: '' } : wordsOfFault(first.what, first.file, first.fault)
  const more = faults.length - 1
  return new StartProblem({
    vi: `Bản sao lưu không dùng được: ${vi}${more > 0 ? ` (và ${more} phần nữa)` : ''}; ${remedy.vi}. Chưa ghi gì.`,
    en: `The backup cannot be used: ${en}${more > 0 ? ` (and ${more} more parts)` : ''}; ${remedy.en}. Nothing was written.`,
  })
}

/** A broken part as a refusal that names it; anything else as it is. */
export function asRefusal(error: unknown, what: string): unknown {
  if (!(error instanceof PartBroken)) return error
  const { vi, en } = wordsOfFault(what, error.file, error.fault)
  return new StartProblem(
    { vi: `Bản sao lưu không dùng được: ${vi}; ${remedy.vi}.`, en: `The backup cannot be used: ${en}; ${remedy.en}.` },
    error,
  )
}

/** What the file system refused, as a sentence that names the place; anything else as it is. */
export function asPlaceProblem(error: unknown, place: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // 53100: PostgreSQL says the same.
  if (['ENOSPC', 'EDQUOT', '53100'].includes(code))
    return new StartProblem(
      {
        vi: `Ổ đĩa chứa ${place} đã đầy; chưa có gì được tính là xong, dữ liệu và các bản sao lưu trước còn nguyên. Hãy giải phóng dung lượng rồi chạy lại.`,
        en: `The disk that holds ${place} is full; nothing counts as done, the data and earlier backups are as they were. Free some space and run it again.`,
      },
      error,
    )
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code))
    return new StartProblem(
      {
        vi: `Không ghi được vào ${place} (${code}); hãy cấp quyền ghi cho người dùng đang chạy, hoặc chọn một thư mục khác.`,
        en: `${place} cannot be written (${code}); give the running user the right to write there, or choose another directory.`,
      },
      error,
    )
  return error
}

export const noKey = () =>
  new StartProblem({
    vi: 'Chưa có khóa sao lưu; hãy đặt HAIDANG_BACKUP_KEY_FILE là tệp chứa khóa (tạo bằng: openssl rand -base64 32), giữ một bản của tệp ấy ở nơi khác.',
    en: 'There is no backup key; set HAIDANG_BACKUP_KEY_FILE to a file that holds it (make one with: openssl rand -base64 32), and keep a copy of that file elsewhere.',
  })

export const wrongKey = (folder: string) =>
  new StartProblem({
    vi: `Khóa không mở được thư mục sao lưu ${folder}, hoặc folder.json ở đó đã bị sửa; hãy dùng đúng khóa của thư mục này, khóa mới thì dùng một thư mục mới.`,
    en: `The key does not open the backup folder ${folder}, or its folder.json was altered; use the key of this folder, a new key begins a new folder.`,
  })

export const notAFolder = (folder: string, cause?: unknown) =>
  new StartProblem(
    {
      vi: `${folder} không phải thư mục sao lưu (không đọc được folder.json ở đó); hãy chỉ tới thư mục đã dùng với --to, hoặc một tệp .backup trong đó.`,
      en: `${folder} is no backup folder (its folder.json cannot be read); name the folder that was given with --to, or a .backup file in it.`,
    },
    cause,
  )

export const foreignFolder = (folder: string) =>
  new StartProblem({
    vi: `${folder} đã có tệp khác và không phải thư mục sao lưu; hãy chọn một thư mục trống hoặc chưa có.`,
    en: `${folder} holds other files and is no backup folder; choose an empty one, or one that is not there yet.`,
  })

export const noBackupIn = (folder: string, notAfter: string | undefined) =>
  notAfter === undefined
    ? new StartProblem({
        vi: `Trong ${folder} chưa có bản sao lưu nào hoàn thành (tệp .backup); hãy chạy: haidang backup --to ${folder}.`,
        en: `There is no finished backup (.backup file) in ${folder}; run: haidang backup --to ${folder}.`,
      })
    : new StartProblem({
        vi: `Trong ${folder} không có bản sao lưu nào từ ${notAfter} trở về trước; hãy xem tên các tệp .backup ở đó (giờ UTC) và chọn thời điểm muộn hơn.`,
        en: `There is no backup of ${notAfter} or before in ${folder}; look at the names of its .backup files (UTC) and choose a later moment.`,
      })

export const otherManifest = (file: string, cause?: unknown) =>
  new StartProblem(
    {
      vi: `${file} do một phiên bản Hải Đăng khác ghi và phiên bản này không đọc được; hãy dùng phiên bản đã ghi nó hoặc mới hơn.`,
      en: `${file} was written by another version of Hải Đăng and cannot be read by this one; use the version that wrote it, or a newer one.`,
    },
    cause,
  )

export const newerSchema = (unknown: string) =>
  new StartProblem({
    vi: `Bản sao lưu thuộc một phiên bản Hải Đăng mới hơn (lược đồ có ${unknown}); hãy khôi phục bằng phiên bản ấy hoặc mới hơn.`,
    en: `The backup belongs to a newer version of Hải Đăng (its schema has ${unknown}); restore it with that version or a newer one.`,
  })

export const databaseNotEmpty = (tables: readonly string[]) =>
  new StartProblem({
    vi: `Cơ sở dữ liệu của DATABASE_URL không trống (có ${tables.slice(0, 3).join(', ')}…) và không bị ghi đè; hãy tạo một cơ sở dữ liệu mới bên cạnh (createdb) rồi đặt DATABASE_URL tới đó.`,
    en: `The database of DATABASE_URL is not empty (it has ${tables.slice(0, 3).join(', ')}…) and is not overwritten; make a new one beside it (createdb) and set DATABASE_URL to that.`,
  })

export const placeNotEmpty = (dataDir: string, names: readonly string[]) =>
  new StartProblem({
    vi: `${dataDir} đã có dữ liệu (${names.join(', ')}) và không bị ghi đè; hãy chọn thư mục khác, hoặc thêm --replace để chuyển dữ liệu cũ sang bên (không xóa).`,
    en: `${dataDir} holds data already (${names.join(', ')}) and is not overwritten; choose another directory, or add --replace to move what is there aside (it is not deleted).`,
  })

export const stillRunning = (dataDir: string) =>
  new StartProblem({
    vi: `Cơ sở dữ liệu trong ${dataDir} đang chạy; hãy dừng chương trình trước khi khôi phục vào đó.`,
    en: `The database in ${dataDir} is running; stop the program before you restore into it.`,
  })

export const notAsTaken = (table: string, rows: number, wanted: number) =>
  new StartProblem({
    vi: `Bảng ${table} sau khi khôi phục không giống bản sao lưu (${rows} dòng, bản sao lưu có ${wanted}); không đặt gì vào chỗ cũ, hãy báo lỗi này cho người bảo trì.`,
    en: `Table ${table} is not as in the backup after it was restored (${rows} rows, the backup has ${wanted}); nothing was put in place, report this to the maintainers.`,
  })

export const logNotAsTaken = (office: string) =>
  new StartProblem({
    vi: `Nhật ký của "${office}" sau khi khôi phục không có cùng số dòng, mốc và đầu chuỗi như trong bản sao lưu; không đặt gì vào chỗ cũ, hãy dùng bản khác và báo cho người bảo trì.`,
    en: `The log of "${office}" does not come to the lines, root and heads that the backup names; nothing was put in place, use another backup and tell the maintainers.`,
  })

export const rowsDoNotFit = (constraint: string, cause: unknown) =>
  new StartProblem(
    {
      vi: `Các dòng trong bản sao lưu không khớp nhau (${constraint}); không đặt gì vào chỗ cũ, hãy dùng bản khác và báo cho người bảo trì.`,
      en: `The rows of the backup do not fit together (${constraint}); nothing was put in place, use another backup and tell the maintainers.`,
    },
    cause,
  )

export const tableMissing = (table: string) =>
  new StartProblem({
    vi: `Bản sao lưu không có bảng ${table} dù lược đồ của nó có; bản này không đầy đủ nên không khôi phục, hãy dùng bản khác và báo cho người bảo trì.`,
    en: `The backup has no table ${table} although its schema has; it is not complete and is not restored, use another one and tell the maintainers.`,
  })

export const nothingToBackUp = (dataDir: string) =>
  new StartProblem({
    vi: `Trong ${dataDir} không có cơ sở dữ liệu nào để sao lưu; hãy đặt DATA_DIR (hoặc DATABASE_URL) như khi chạy chương trình.`,
    en: `There is no database to back up in ${dataDir}; set DATA_DIR (or DATABASE_URL) as for the program.`,
  })
