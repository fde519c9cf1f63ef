import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { plainPdf, signedPdf, testAuthority } from './testing-signatures.ts'
import { verifySignatures } from './verify-signatures.ts'

const authority = testAuthority('CA thành phố (thử)')
const stranger = testAuthority('CA lạ')
afterAll(() => {
  authority.remove()
  stranger.remove()
})

const hoa = authority.signer('Trần Thị Hoa')
const khanh = authority.signer('Lê Quốc Khánh')
const nobody = stranger.signer('Người lạ')
// Somewhat later than every certificate of these tests begins, however slowly they are made.
const now = new Date(Date.now() + 300_000)
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)
const statesOf = async (pdf: Uint8Array, at = now, roots = [authority.root.der]) =>
  (await verifySignatures(pdf, { roots, at })).map(({ state }) => state)

const signed = signedPdf(authority, hoa)

describe('a signature of a PDF', () => {
  test('is valid over exactly this file, by a signer whom the office’s root vouches for', async () => {
    expect(await verifySignatures(signed, { roots: [authority.root.der], at: now })).toMatchObject([
      { state: 'valid', trust: 'known', name: 'Trần Thị Hoa', organisation: 'UBND thành phố Vũng Tàu', provenAt: undefined },
    ])
    const [{ claimedAt = '' } = {}] = await verifySignatures(signed, { roots: [], at: now })
    expect(Math.abs(Date.parse(claimedAt) - now.getTime())).toBeLessThan(600_000)
  })

  test('is of an unknown signer where no root leads to him, or there is none', async () => {
    expect(await statesOf(signedPdf(stranger, nobody))).toEqual(['unknownSigner'])
    expect(await statesOf(signed, now, [])).toEqual(['unknownSigner'])
  })

  test('is expired where the certificate was not in force when the file came, before and after', async () => {
    const brief = signedPdf(authority, authority.signer('Bùi Văn Ngắn', { days: 2 }))
    expect(await statesOf(brief)).toEqual(['valid'])
    expect(await statesOf(brief, inDays(10))).toEqual(['expired'])
    expect(await statesOf(brief, inDays(-10))).toEqual(['expired'])
  })

  test('finds every single changed byte of what it covers', async () => {
    const from = Buffer.from(signed).indexOf('/Contents <') + '/Contents '.length
    const to = Buffer.from(signed).indexOf('>', from) + 1
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: signed.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        fc.pre(at < from || at >= to)
        const changed = Uint8Array.from(signed)
        changed[at] = (changed[at] ?? 0) ^ flip
        // Where the very words of the range or of the kind are hit, there is no signature any more, or none that is understood.
        for (const state of await statesOf(changed)) expect(['altered', 'unreadable']).toContain(state)
      }),
      { numRuns: 150 },
    )
    const changed = Buffer.from(signed)
    changed[changed.indexOf('/MediaBox [0 0 595') + 12] = 0x31
    expect(await statesOf(changed)).toEqual(['altered'])
  })

  test('says so when something was appended after it', async () => {
    const appended = Buffer.concat([signed, Buffer.from('\n4 0 obj\n<< /Length 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')])
    expect(await statesOf(appended)).toEqual(['appended'])
    expect(await statesOf(Buffer.concat([signed, Buffer.from('\n')]))).toEqual(['appended'])
  })

  test('stands when a second known signer signs after the first; not when a stranger does, nor where the first forbade it', async () => {
    expect(await statesOf(signedPdf(authority, khanh, {}, signed))).toEqual(['valid', 'valid'])
    expect(await statesOf(signedPdf(stranger, nobody, {}, signed))).toEqual(['appended', 'unknownSigner'])
    const closed = signedPdf(authority, hoa, { docMdp: 1 })
    expect(await statesOf(closed)).toEqual(['valid'])
    expect(await statesOf(signedPdf(authority, khanh, {}, closed))).toEqual(['appended', 'valid'])
    expect(await statesOf(signedPdf(authority, khanh, {}, signedPdf(authority, hoa, { docMdp: 2 })))).toEqual(['valid', 'valid'])
  })

  test('is worth nothing where its range leaves out more than itself, or begins after the beginning', async () => {
    const text = Buffer.from(signed).toString('latin1')
    const forged = (edit: (range: string) => string) =>
      Buffer.from(
        text.replace(/\/ByteRange \[[^\]]*\]/u, (range) => edit(range).padEnd(range.length)),
        'latin1',
      )
    expect(await statesOf(forged((range) => range.replace(/\[\s*0/u, '[1')))).toEqual(['altered'])
    const [, , , last = ''] = /ByteRange \[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)/u.exec(text)?.slice(1) ?? []
    expect(await statesOf(forged((range) => range.replace(last, String(Number(last) + 9))))).toEqual(['altered'])
  })

  test('by SHA-1, or of a kind that is not understood, is not read as a proof', async () => {
    const [weak] = await verifySignatures(signedPdf(authority, hoa, { digest: 'sha1' }), { roots: [authority.root.der], at: now })
    expect(weak).toMatchObject({ state: 'unreadable', because: 'weakDigest' })
    expect(await statesOf(signedPdf(authority, hoa, { subFilter: 'adbe.x509.rsa_sha1' }))).toEqual(['unreadable'])
  })

  test('is not there where nobody signed, or a place was only made ready', async () => {
    expect(await statesOf(plainPdf('Kế hoạch 28'))).toEqual([])
    expect(await statesOf(Buffer.from('%PDF-1.7\n<< /ByteRange [0 0 0 0] /Contents <00> >>'))).toEqual([])
  })

  test('whatever stands in its place, an answer comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const hex = Buffer.from(bytes).toString('hex')
        const head = '%PDF-1.7\n7 0 obj << /SubFilter /ETSI.CAdES.detached /Contents '
        const range = (parts: readonly number[]) => ` /ByteRange [${parts.map((part) => String(part).padStart(6)).join(' ')}] >> endobj`
        const to = head.length + hex.length + 2
        const pdf = Buffer.from(`${head}<${hex}>${range([0, head.length, to, range([0, 0, 0, 0]).length])}`, 'latin1')
        expect(['unreadable', 'altered']).toContain((await statesOf(pdf))[0])
      }),
      { numRuns: 200 },
    )
  })
})
