/**
 * What can keep the embedded database from starting, each with one sentence for the person at the terminal: Vietnamese first, then
 * English. A sentence names the thing, the value and the remedy.
 */
export type EmbeddedProblemCode =
  | 'noBinaries'
  | 'binariesUnusable'
  | 'cannotChangeUser'
  | 'dataDirUnwritable'
  | 'dataUnreachable'
  | 'dataMissing'
  | 'otherVersion'
  | 'diskFull'
  | 'alreadyRunning'
  | 'startFailed'

export class EmbeddedDatabaseProblem extends Error {
  override readonly name = 'EmbeddedDatabaseProblem'
  readonly code: EmbeddedProblemCode
  readonly vietnamese: string
  readonly english: string

  constructor(code: EmbeddedProblemCode, sentences: { readonly vietnamese: string; readonly english: string }, cause?: unknown) {
    super(`${sentences.vietnamese}\n${sentences.english}`, { cause })
    this.code = code
    this.vietnamese = sentences.vietnamese
    this.english = sentences.english
  }
}

const useServer = {
  vi: 'đặt DATABASE_URL=postgres://… để dùng một máy chủ PostgreSQL có sẵn',
  en: 'set DATABASE_URL=postgres://… to use a PostgreSQL server',
}

export const noBinaries = (platform: string) =>
  new EmbeddedDatabaseProblem('noBinaries', {
    vietnamese: `Không có PostgreSQL dựng sẵn cho ${platform}; hãy ${useServer.vi}, hoặc đặt PG_BIN là thư mục chứa postgres và initdb.`,
    english: `No prebuilt PostgreSQL for ${platform}; ${useServer.en}, or set PG_BIN to the directory with postgres and initdb.`,
  })

export const binariesUnusable = (directory: string, reason: string, cause?: unknown) =>
  new EmbeddedDatabaseProblem(
    'binariesUnusable',
    {
      vietnamese: `Không chạy được PostgreSQL trong ${directory} (${reason}); hãy chạy lại npm ci, sửa PG_BIN, hoặc ${useServer.vi}.`,
      english: `PostgreSQL in ${directory} does not run (${reason}); run npm ci again, correct PG_BIN, or ${useServer.en}.`,
    },
    cause,
  )

export const cannotChangeUser = (user: string, cause?: unknown) =>
  new EmbeddedDatabaseProblem(
    'cannotChangeUser',
    {
      vietnamese: `PostgreSQL không chạy dưới quyền root và ở đây không chuyển được sang người dùng ${user}; hãy chạy bằng một người dùng thường, hoặc ${useServer.vi}.`,
      english: `PostgreSQL refuses to run as root and changing to user ${user} is not allowed here; run as an ordinary user, or ${useServer.en}.`,
    },
    cause,
  )

export const dataDirUnwritable = (directory: string, cause?: unknown) =>
  new EmbeddedDatabaseProblem(
    'dataDirUnwritable',
    {
      vietnamese: `Không ghi được vào thư mục dữ liệu ${directory}; hãy cấp quyền ghi cho người dùng đang chạy, hoặc đặt DATA_DIR là một thư mục khác.`,
      english: `The data directory ${directory} cannot be written; give the running user the right to write there, or set DATA_DIR to another directory.`,
    },
    cause,
  )

export const dataUnreachable = (directory: string, user: string) =>
  new EmbeddedDatabaseProblem('dataUnreachable', {
    vietnamese: `Người dùng ${user} (PostgreSQL không chạy dưới quyền root) không vào được ${directory}; hãy mở quyền đi qua các thư mục mẹ (chmod o+x) hoặc chuyển DATA_DIR ra nơi khác, ví dụ /var/lib/haidang.`,
    english: `User ${user} (PostgreSQL does not run as root) cannot reach ${directory}; let it pass the parent directories (chmod o+x) or move DATA_DIR elsewhere, for example to /var/lib/haidang.`,
  })

export const dataMissing = (link: string, target: string) =>
  new EmbeddedDatabaseProblem('dataMissing', {
    vietnamese: `${link} chỉ tới ${target} nhưng ở đó không còn gì; hãy khôi phục thư mục ấy từ bản sao lưu, hoặc xóa liên kết để bắt đầu một cơ sở dữ liệu trống.`,
    english: `${link} points to ${target}, where nothing is left; restore that directory from a backup, or delete the link to begin with an empty database.`,
  })

export const otherVersion = (directory: string, dataVersion: string, programVersion: string) =>
  new EmbeddedDatabaseProblem('otherVersion', {
    vietnamese: `Cơ sở dữ liệu trong ${directory} thuộc PostgreSQL ${dataVersion}, còn chương trình đang dùng là PostgreSQL ${programVersion}; hãy đặt PG_BIN là thư mục bin của PostgreSQL ${dataVersion}, hoặc đặt DATA_DIR là một thư mục khác.`,
    english: `The database in ${directory} belongs to PostgreSQL ${dataVersion}, and this program runs PostgreSQL ${programVersion}; set PG_BIN to the bin directory of a PostgreSQL ${dataVersion}, or set DATA_DIR to another directory.`,
  })

export const diskFull = (directory: string, cause?: unknown) =>
  new EmbeddedDatabaseProblem(
    'diskFull',
    {
      vietnamese: `Ổ đĩa chứa ${directory} đã đầy nên cơ sở dữ liệu không khởi động được; hãy giải phóng ít nhất 200 MB rồi chạy lại, dữ liệu đã lưu vẫn còn nguyên.`,
      english: `The disk that holds ${directory} is full, so the database cannot start; free at least 200 MB and start again, what was saved is still there.`,
    },
    cause,
  )

export const alreadyRunning = (directory: string, pid: number | undefined) =>
  new EmbeddedDatabaseProblem('alreadyRunning', {
    vietnamese: `Một chương trình khác${pid === undefined ? '' : ` (tiến trình ${pid})`} đang dùng cơ sở dữ liệu trong ${directory}; hãy dừng nó trước, hoặc đặt DATA_DIR là một thư mục khác.`,
    english: `Another program${pid === undefined ? '' : ` (process ${pid})`} is using the database in ${directory}; stop it first, or set DATA_DIR to another directory.`,
  })

export const startFailed = (directory: string, lastWords: string) =>
  new EmbeddedDatabaseProblem('startFailed', {
    vietnamese: `Cơ sở dữ liệu trong ${directory} không khởi động được; PostgreSQL báo: ${lastWords}`,
    english: `The database in ${directory} does not start; PostgreSQL says: ${lastWords}`,
  })

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** A failure of the file system as one of the sentences above; anything else as it is. */
export function asProblem(error: unknown, directory: string): unknown {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(directory, error)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST')
    return dataDirUnwritable(directory, error)
  return error
}

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT'
export const isCode = (error: unknown, ...codes: readonly string[]): boolean => codes.includes(String(codeOf(error)))
