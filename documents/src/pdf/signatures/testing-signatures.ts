import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A certificate and its key, as files of the folder that `withAuthority` keeps. */
export type TestSigner = { readonly certificate: string; readonly key: string; readonly der: Uint8Array }

export type TestAuthority = {
  readonly root: TestSigner
  readonly signer: (name: string, options?: { readonly days?: number; readonly extensions?: string }) => TestSigner
  readonly folder: string
  readonly openssl: (...words: readonly string[]) => Buffer
  readonly remove: () => void
}

/** An authority of its own, made by OpenSSL: what signs here is the real thing. */
export function testAuthority(name: string): TestAuthority {
  const folder = mkdtempSync(join(tmpdir(), 'haidang-signer-'))
  const openssl = (...words: readonly string[]) => execFileSync('openssl', [...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let made = 0
  const file = (kind: string) => join(folder, `${made}.${kind}`)
  const derOf = (certificate: string) => new Uint8Array(openssl('x509', '-in', certificate, '-outform', 'DER'))
  const subject = (commonName: string) => `/C=VN/O=UBND thành phố Vũng Tàu/CN=${commonName}`
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-utf8', '-sha256'] as const

  const root = { certificate: file('pem'), key: file('key') }
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    root.key,
    '-out',
    root.certificate,
    '-days',
    '3650',
    '-subj',
    subject(name),
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  )
  return {
    root: { ...root, der: derOf(root.certificate) },
    signer: (commonName, { days = 365, extensions = 'keyUsage=critical,digitalSignature' } = {}) => {
      made += 1
      const signer = { certificate: file('pem'), key: file('key') }
      writeFileSync(file('ext'), `basicConstraints=critical,CA:FALSE\n${extensions}\n`)
      openssl('req', ...key, '-keyout', signer.key, '-out', file('csr'), '-subj', subject(commonName))
      openssl(
        'x509',
        '-req',
        '-in',
        file('csr'),
        '-CA',
        root.certificate,
        '-CAkey',
        root.key,
        '-CAcreateserial',
        '-days',
        String(days),
        '-sha256',
        '-extfile',
        file('ext'),
        '-out',
        signer.certificate,
      )
      return { ...signer, der: derOf(signer.certificate) }
    },
    folder,
    openssl,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const contentsBytes = 8192
const placeholder = `<${'0'.repeat(2 * contentsBytes)}>`

export type SignOptions = {
  readonly docMdp?: 1 | 2 | 3
  readonly digest?: string
  readonly subFilter?: string
  readonly text?: string
  /** Puts more into the message after it was signed: a timestamp. */
  readonly complete?: (message: Uint8Array) => Uint8Array
}

/** Appends a revision to a PDF (or begins one) that holds a signature over all that stands before and after it. */
export function signedPdf(
  { folder, openssl }: TestAuthority,
  { certificate, key }: TestSigner,
  { docMdp, digest = 'sha256', subFilter = 'ETSI.CAdES.detached', text = 'Kế hoạch 28', complete = (message) => message }: SignOptions = {},
  before: Uint8Array = plainPdf(text),
): Uint8Array {
  const reference =
    docMdp === undefined
      ? ''
      : `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${docMdp} /V /1.2 >> >>] `
  const range = (parts: readonly number[]) => `/ByteRange [${parts.map((part) => String(part).padStart(10, ' ')).join(' ')}]`
  const head = `\n7 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} ${reference}${range([0, 0, 0, 0])} /Contents `
  const tail = ' >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 8 >>\nstartxref\n0\n%%EOF\n'
  const whole = Buffer.concat([before, Buffer.from(`${head}${placeholder}${tail}`, 'latin1')])
  const from = before.length + head.length
  const to = from + placeholder.length
  whole.write(range([0, from, to, whole.length - to]), before.length + head.indexOf('/ByteRange'), 'latin1')

  writeFileSync(join(folder, 'covered'), Buffer.concat([whole.subarray(0, from), whole.subarray(to)]))
  openssl(
    'cms',
    '-sign',
    '-binary',
    '-in',
    'covered',
    '-signer',
    certificate,
    '-inkey',
    key,
    '-md',
    digest,
    '-outform',
    'DER',
    '-out',
    'signature',
  )
  const message = complete(new Uint8Array(readFileSync(join(folder, 'signature'))))
  whole.write(Buffer.from(message).toString('hex'), from + 1, 'latin1')
  return whole
}

/** A page with a line of text, as simply as the format allows. */
export function plainPdf(text: string): Uint8Array {
  const stream = `BT /F1 12 Tf 72 720 Td (${text.normalize('NFD').replaceAll(/[^ -~]/gu, '')}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let pdf = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const offset = pdf.length
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const startxref = pdf.length
  pdf += `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n${startxref}\n%%EOF\n`
  return Buffer.from(pdf, 'latin1')
}
