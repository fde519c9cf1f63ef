import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runToEnd } from '../programs/run-to-end.ts'

export type OfficeKind = 'docx' | 'doc' | 'odt' | 'rtf'

export type Conversion =
  | { readonly file: Uint8Array }
  | { readonly missing: 'libreoffice' }
  /** LibreOffice ended without a file, or with one that is too large: what it said. */
  | { readonly refused: string }

export type ConversionLimits = {
  /** Left out where the caller is itself a process that is watched, and ended with all that it began. */
  readonly timeoutMs?: number
  /** The programme's name or path; by default `soffice` on the path. */
  readonly soffice?: string
}

/** The reader of each kind is named, so that a file is never opened as something else than its first bytes say. */
const readAs: Readonly<Record<OfficeKind, string | undefined>> = {
  docx: undefined,
  doc: 'MS Word 97',
  odt: 'writer8',
  rtf: 'Rich Text Format',
}
const writtenAs = { docx: 'docx:MS Word 2007 XML', pdf: 'pdf:writer_pdf_Export' } as const

const maxConvertedBytes = 200_000_000

/**
 * A text document in another format. Each conversion has its own LibreOffice profile, because two on one profile silently lose a file; the
 * profile forbids macros, and whatever a document refers to on the network or on this disk.
 */
export async function convertByLibreOffice(
  bytes: Uint8Array,
  { from, to }: { readonly from: OfficeKind; readonly to: keyof typeof writtenAs },
  { timeoutMs, soffice = 'soffice' }: ConversionLimits,
): Promise<Conversion> {
  const folder = await mkdtemp(join(tmpdir(), 'haidang-office-'))
  try {
    const source = join(folder, `paper.${from}`)
    const written = join(folder, 'written')
    const profile = join(folder, 'profile')
    await writeFile(source, bytes)
    await mkdir(written)
    await mkdir(join(profile, 'user'), { recursive: true })
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), settings)
    const reader = readAs[from]
    const outcome = await runToEnd(
      soffice,
      [
        `-env:UserInstallation=${pathToFileURL(profile).href}`,
        '--headless',
        '--norestore',
        '--nologo',
        ...(reader === undefined ? [] : [`--infilter=${reader}`]),
        '--convert-to',
        writtenAs[to],
        '--outdir',
        written,
        source,
      ],
      { cwd: folder, timeoutMs },
    )
    if ('missing' in outcome) return { missing: 'libreoffice' }

    const result = join(written, `paper.${to}`)
    const size = await stat(result).then(
      (found) => found.size,
      () => undefined,
    )
    if (size === undefined) return { refused: `code ${outcome.code}: ${outcome.said.trim().slice(0, 500)}` }
    if (size > maxConvertedBytes) return { refused: `${Math.ceil(size / 1e6)} MB` }
    return { file: new Uint8Array(await readFile(result)) }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

const setting = (path: string, name: string, value: string): string =>
  `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`

/** The proxy is a port at which nobody listens: what asks for the network gets nothing, and at once. */
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${[
  setting('Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'),
  setting('Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'),
  setting('Office.Common/Security/Scripting', 'DisableActiveContent', 'true'),
  setting('Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'),
  setting('Office.Writer/Content/Update', 'Link', '0'),
  setting('Inet/Settings', 'ooInetProxyType', '2'),
  setting('Inet/Settings', 'ooInetNoProxy', ''),
  ...['HTTP', 'HTTPS', 'FTP'].flatMap((scheme) => [
    setting('Inet/Settings', `ooInet${scheme}ProxyName`, '127.0.0.1'),
    setting('Inet/Settings', `ooInet${scheme}ProxyPort`, '9'),
  ]),
].join('')}</oor:items>`
