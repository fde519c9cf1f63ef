// Plain JavaScript that any Node from 18 on runs, with no dependencies: it stands before everything that npm installs.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { constants as system } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const stamp = join(root, 'node_modules', '.haidang-installed')
const major = (version) => Number.parseInt(version.replace(/^v/, ''), 10)

/** Standard output belongs to the command's answer (`npx haidang read FILE --json`), so everything here is said on the error stream. */
export const say = (...lines) => process.stderr.write(`${lines.join('\n')}\n`)

/** Installs what the lock file asks for, if it is not there, and returns the Node that runs the project. */
export async function prepare() {
  if (major(process.version) < 18) {
    return giveUp(
      `Cần Node.js 18 trở lên để bắt đầu (đang có ${process.version}); hãy cài gói nodejs của hệ điều hành.`,
      `Node.js 18 or newer is needed to begin (this is ${process.version}); install your system's nodejs package.`,
    )
  }
  if (!isInstalled() || findNode() === undefined) await install()

  const node = findNode()
  if (node !== undefined) return node
  return giveUp(
    `Không có Node 24 dựng sẵn cho ${process.platform}-${process.arch}; hãy cài Node.js 24 trở lên, và đặt DATABASE_URL=postgres://… nếu ở đây cũng không có PostgreSQL dựng sẵn.`,
    `There is no prebuilt Node 24 for ${process.platform}-${process.arch}; install Node.js 24 or newer, and set DATABASE_URL=postgres://… if there is no prebuilt PostgreSQL either.`,
  )
}

function findNode() {
  if (major(process.version) >= 24) return process.execPath

  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  try {
    accessSync(own, constants.X_OK)
    return own
  } catch {
    return undefined
  }
}

const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

function isInstalled() {
  const written = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(written)) return false
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockDigest()

  // Installed by a hand-typed `npm ci`: good if it came after the lock file.
  if (statSync(written).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs) return false
  remember()
  return true
}

function remember() {
  try {
    writeFileSync(stamp, lockDigest())
  } catch {
    // A read-only installation is compared by its times again the next time.
  }
}

async function install() {
  say('Đang cài các gói cần thiết (npm ci), mất khoảng một phút…', 'Installing what is missing (npm ci), about a minute…')
  const npmCli = process.env.npm_execpath
  const [command, before] = npmCli !== undefined && npmCli.endsWith('npm-cli.js') ? [process.execPath, [npmCli]] : ['npm', []]
  // The user's npm settings may leave out what the project cannot do without.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional']

  let said = ''
  const code = await new Promise((resolve) => {
    const child = spawn(command, [...before, ...args], { cwd: root, stdio: ['ignore', 2, 'pipe'], env: { ...process.env, NODE_ENV: '' } })
    child.stderr.on('data', (text) => {
      said += text
      process.stderr.write(text)
    })
    child.once('error', (error) => resolve(error.code))
    child.once('close', resolve)
  })
  if (code === 0) return remember()

  if (code === 'ENOENT') {
    return giveUp(
      'Không tìm thấy npm trên máy này; hãy cài gói npm của hệ điều hành (Debian: apt-get install npm) rồi chạy lại.',
      "npm is not on this machine; install your system's npm package (Debian: apt-get install npm) and run this again.",
    )
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(said)) {
    return giveUp(
      'Không kết nối được tới kho gói npm; hãy kiểm tra mạng hoặc proxy (npm config get registry) rồi chạy lại. Chỉ lần đầu mới cần mạng.',
      'The npm registry cannot be reached; check the network or the proxy (npm config get registry) and run this again. Only the first start needs the network.',
    )
  }
  if (/ENOSPC/.test(said)) {
    return giveUp(
      `Ổ đĩa chứa ${root} đã đầy; hãy giải phóng khoảng 1 GB rồi chạy lại.`,
      `The disk that holds ${root} is full; free about 1 GB and run this again.`,
    )
  }
  if (/EACCES|EPERM|EROFS/.test(said)) {
    return giveUp(
      `Không ghi được vào ${root}/node_modules; hãy cấp quyền ghi rồi chạy lại.`,
      `${root}/node_modules cannot be written; give this user the right to write there and run this again.`,
    )
  }
  return giveUp(
    `npm ci không thành công (mã ${code}); lý do ở ngay phía trên.`,
    `npm ci did not succeed (code ${code}); its reason stands just above.`,
  )
}

function giveUp(vietnamese, english) {
  say('', vietnamese, english)
  process.exit(2)
}

/**
 * Runs a script of the project and returns its exit code, with one messenger for signals. Ctrl-C comes from the terminal to every process,
 * and from npm again: the script, in a session of its own, hears it once. A second one a second later is meant, and is passed on.
 * `whole` passes it to everything that the script started as well (test runs); a program stops its own children itself.
 */
export function run(node, script, args, { cwd = root, whole = false } = {}) {
  const env = {
    // What Node compiled once is not compiled at every start; where this cannot be written, it is.
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
    ...process.env,
    PATH: `${dirname(node)}:${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
  }
  const child = spawn(node, [join(root, script), ...args], { cwd, stdio: 'inherit', detached: true, env })
  let lastPassed = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (Date.now() - lastPassed < 1_000 || child.pid === undefined) return
      lastPassed = Date.now()
      try {
        process.kill(whole ? -child.pid : child.pid, signal === 'SIGHUP' ? 'SIGTERM' : signal)
      } catch {
        // It has ended by itself in the meantime.
      }
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(signal === null ? code : 128 + system.signals[signal]))
  })
}
