import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartProblem } from './start-problem.ts'

/** Everything that the environment decides, read once. */
export type Settings = {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly keysDir: string
  /** As the owner of the database. */
  readonly databaseUrl: string | undefined
  /** As the role that the program works as; without it, the program makes one. */
  readonly databaseProgramUrl: string | undefined
  readonly pgBin: string | undefined
  readonly publicUrl: string | undefined
  readonly trustProxy: readonly string[]
  /** Hosts of this machine and its networks that feeds may fetch from, with or without a port; none by default. */
  readonly feedHosts: readonly string[]
  /** What issuers that sign people in know this program by (issuer-secrets.ts). */
  readonly issuerSecrets: { readonly text: string | undefined; readonly file: string | undefined }
  readonly loadsSample: boolean
  readonly webDist: string
  readonly logLevel: string
  readonly requestsPerMinute: number
  readonly signInsPerMinute: number
  readonly tokenRequestsPerMinute: number
  /** The file with the key of backups. */
  readonly backupKeyFile: string | undefined
  /** AUDIT_TSA_URL and AUDIT_TSA_ROOTS: the timestamp authority that sees the roots of the log, and the file of who vouches for it. */
  readonly timestamps: { readonly url: string; readonly rootsFile: string } | undefined
}

export type Environment = Readonly<Record<string, string | undefined>>

const builtPages = fileURLToPath(new URL('../../../web/dist', import.meta.url))

export function readSettings(environment: Environment, isTerminal: boolean): Settings {
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined
  return {
    port: whole('PORT', given('PORT') ?? '8080', 0, 65_535),
    host: given('HOST') ?? '127.0.0.1',
    dataDir: resolve(given('DATA_DIR') ?? './var'),
    keysDir: resolve(given('KEYS_DIR') ?? join(given('DATA_DIR') ?? './var', 'keys')),
    databaseUrl: given('DATABASE_URL'),
    databaseProgramUrl: given('DATABASE_PROGRAM_URL'),
    pgBin: given('PG_BIN'),
    publicUrl: url(given('PUBLIC_URL')),
    trustProxy: (given('TRUST_PROXY') ?? '')
      .split(/[\s,]+/u)
      .filter((address) => address !== '')
      .map(address),
    feedHosts: (given('FEED_PRIVATE_HOSTS') ?? '').split(/[\s,]+/u).filter((host) => host !== ''),
    issuerSecrets: { text: given('OIDC_SECRETS'), file: given('OIDC_SECRETS_FILE') },
    loadsSample: !['no', 'false', '0'].includes((given('HAIDANG_SAMPLE') ?? 'yes').toLowerCase()),
    webDist: resolve(given('HAIDANG_WEB_DIST') ?? builtPages),
    logLevel: given('LOG_LEVEL') ?? (isTerminal ? 'warn' : 'info'),
    // 100 a second: a hall of people behind one address fits, a flood does not.
    requestsPerMinute: whole('RATE_LIMIT', given('RATE_LIMIT') ?? '6000', 0, 100_000_000),
    signInsPerMinute: whole('SIGN_IN_RATE_LIMIT', given('SIGN_IN_RATE_LIMIT') ?? '30', 1, 1_000_000),
    tokenRequestsPerMinute: whole('TOKEN_RATE_LIMIT', given('TOKEN_RATE_LIMIT') ?? '600', 1, 100_000_000),
    backupKeyFile: given('HAIDANG_BACKUP_KEY_FILE'),
    timestamps: timestamps(given('AUDIT_TSA_URL'), given('AUDIT_TSA_ROOTS')),
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new StartProblem({
    vi: `${name}="${text}" không phải là số nguyên từ ${least} đến ${most}.`,
    en: `${name}="${text}" is not a whole number from ${least} to ${most}.`,
  })
}

function url(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol)) return new URL(text).origin
  throw new StartProblem({
    vi: `PUBLIC_URL="${text}" không phải là địa chỉ http:// hoặc https://.`,
    en: `PUBLIC_URL="${text}" is not an http:// or https:// address.`,
  })
}

function timestamps(address: string | undefined, rootsFile: string | undefined): Settings['timestamps'] {
  if (address === undefined && rootsFile === undefined) return undefined
  const isAddress = address !== undefined && URL.canParse(address) && /^https?:$/u.test(new URL(address).protocol)
  if (isAddress && rootsFile !== undefined) return { url: address, rootsFile: resolve(rootsFile) }
  throw new StartProblem({
    vi: 'Cơ quan cấp dấu thời gian cần cả hai: AUDIT_TSA_URL là địa chỉ http(s) của nó, AUDIT_TSA_ROOTS là tệp chứng thư gốc (PEM) của nó.',
    en: 'A timestamp authority needs both: AUDIT_TSA_URL, its http(s) address, and AUDIT_TSA_ROOTS, the file with its root certificates (PEM).',
  })
}

/** An address or a block of them; "true" or a name would trust whoever asks. */
function address(text: string): string {
  if (/^[\da-f.:]+(\/\d{1,3})?$/iu.test(text)) return text
  throw new StartProblem({
    vi: `TRUST_PROXY chỉ nhận địa chỉ IP của máy chủ ủy nhiệm, không nhận "${text}".`,
    en: `TRUST_PROXY takes IP addresses of proxies only, not "${text}".`,
  })
}
