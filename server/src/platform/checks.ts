import { access, constants, mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { StartProblem } from './start-problem.ts'

/** Where a restore makes an installation whole before it is moved into place. */
export const restoringIn = (dataDir: string): string => join(dataDir, 'restoring')

export const unfinishedRestore = (directory: string) =>
  new StartProblem({
    vi: `${directory} còn lại từ một lần khôi phục chưa xong, chỉ chứa dữ liệu lấy từ bản sao lưu; hãy xóa thư mục ấy rồi khôi phục lại.`,
    en: `${directory} is left by a restore that did not finish and holds only what came from the backup; delete that directory and restore again.`,
  })

const leastFreeBytes = 200 * 1024 * 1024

/** The data directory is there, can be written, has room, and no restore is half way. */
export async function checkDataDir(dataDir: string, leastFree = leastFreeBytes): Promise<void> {
  if ((await stat(restoringIn(dataDir)).catch(() => undefined)) !== undefined) throw unfinishedRestore(restoringIn(dataDir))
  const trial = join(dataDir, `.trial-${process.pid}`)
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o755 })
    await access(dataDir, constants.W_OK | constants.X_OK)
    await writeFile(trial, 'x')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOSPC' || code === 'EDQUOT') throw diskFull(dataDir, error)
    throw new StartProblem(
      {
        vi: `Không ghi được vào thư mục dữ liệu ${dataDir}${code && ` (${code})`}; hãy cấp quyền ghi cho người dùng đang chạy, hoặc đặt DATA_DIR là một thư mục khác.`,
        en: `The data directory ${dataDir} cannot be written${code && ` (${code})`}; give the running user the right to write there, or set DATA_DIR to another directory.`,
      },
      error,
    )
  } finally {
    await rm(trial, { force: true }).catch(() => undefined) // It could not be made either.
  }
  const { bavail, bsize } = await statfs(dataDir)
  if (bavail * bsize < leastFree) throw diskFull(dataDir)
}

const diskFull = (dataDir: string, cause?: unknown) =>
  new StartProblem(
    {
      vi: `Ổ đĩa chứa ${dataDir} còn dưới 200 MB trống; hãy giải phóng dung lượng rồi chạy lại, dữ liệu đã lưu vẫn còn nguyên.`,
      en: `The disk that holds ${dataDir} has less than 200 MB left; free some space and start again, what was saved is still there.`,
    },
    cause,
  )

/** Asked before the database is started, so that a second start by mistake ends at once. */
export function checkPort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => reject(portProblem(error, host, port)))
    server.listen(port, host, () => server.close(() => resolve()))
  })
}

export function portProblem(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new StartProblem(
      {
        vi: `Cổng ${port} đang có chương trình khác dùng; hãy dừng chương trình ấy, hoặc đặt PORT là một cổng khác, ví dụ PORT=${port + 1}.`,
        en: `Port ${port} is taken by another program; stop that one, or set PORT to another port, for example PORT=${port + 1}.`,
      },
      error,
    )
  }
  if (code === 'EACCES') {
    return new StartProblem(
      {
        vi: `Không có quyền dùng cổng ${port}; hãy đặt PORT từ 1024 trở lên.`,
        en: `Port ${port} is not permitted to this user; set PORT to 1024 or above.`,
      },
      error,
    )
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartProblem(
      {
        vi: `Máy này không có địa chỉ ${host}; hãy sửa HOST, ví dụ HOST=127.0.0.1.`,
        en: `This machine has no address ${host}; correct HOST, for example HOST=127.0.0.1.`,
      },
      error,
    )
  }
  return error
}
