import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { pdfOf, pdfStream } from './pdf/testing-pdf.ts'
import { readDocument } from './read-document.ts'
import { readInChild, type ReadLimits } from './read-in-child.ts'
import { UnreadableFile } from './unreadable-file.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haidang-read-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ample: ReadLimits = { memoryMb: 512, timeoutMs: 20_000 }

const asChild = async (name: string, bytes: Uint8Array, limits = ample) => {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return readInChild(path, name, limits)
}
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'was read',
    (error: unknown) => (error instanceof UnreadableFile ? error.code : String(error)),
  )

const childrenOf = async (pid: number | undefined): Promise<readonly number[]> =>
  (await readFile(`/proc/${pid}/task/${pid}/children`, 'latin1')).split(' ').filter(Boolean).map(Number)
const isRunning = (pid: number | undefined): Promise<boolean> =>
  readFile(`/proc/${pid}/stat`, 'latin1').then(
    (line) => !line.includes(') Z '),
    () => false,
  )

const docx = (document: string, more: Readonly<Record<string, Uint8Array>> = {}): Uint8Array =>
  zipSync({ 'word/document.xml': strToU8(document), ...more })
const body = (inner: string) => `<w:document xmlns:w="w"><w:body>${inner}</w:body></w:document>`

describe('an honest file', () => {
  test('is read in the child and comes back whole', async () => {
    const { readable, reading } = await asChild(
      'thong-bao.txt',
      Buffer.from(
        'Số: 12/TB-UBND\n\nTHÔNG BÁO\n\nVề lịch trực\n\n1. Giao Văn phòng UBND xã lập lịch trực tháng 6, gửi trước ngày 25/5/2025.\n',
      ),
    )
    expect(readable.text).toContain('lịch trực')
    expect(reading.tasks[0]).toMatchObject({ lead: 'Văn phòng UBND xã', deadline: { iso: '2025-05-25' } })
  })

  test('leaves what Node compiled for the next one, though its reader is killed', async () => {
    const cache = join(folder, 'compiled')
    vi.stubEnv('NODE_COMPILE_CACHE', cache)
    try {
      await asChild('chao.txt', Buffer.from('Chào'))
    } finally {
      vi.unstubAllEnvs()
    }
    expect((await readdir(cache, { recursive: true })).length).toBeGreaterThan(20)
  })

  test('is known by its bytes, not by its name', async () => {
    expect((await readDocument(docx(body('<w:p><w:r><w:t>Chào</w:t></w:r></w:p>')), 'chao.txt')).text.trim()).toBe('Chào')
  })
})

describe('a hostile file ends with a code, and the caller lives on', () => {
  test('a zip bomb', async () => {
    const bomb = docx(body(`<w:p><w:r><w:t>${' '.repeat(59_000_000)}</w:t></w:r></w:p>`))
    expect(bomb.length).toBeLessThan(100_000)
    expect(await codeOf(asChild('bom.docx', bomb))).toBe('tooLarge')
  })

  test('an archive that declares a small size and unpacks to a large one', async () => {
    const bomb = Buffer.from(docx(body('a'.repeat(20_000_000))))
    const directory = bomb.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
    bomb.writeUInt32LE(1000, directory + 24)
    expect(await codeOf(asChild('noi-doi.docx', bomb))).toMatch(/^(?:corrupt|tooLarge)$/u)
  })

  test('ten thousand entries', async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 10_000 }, (_value, index) => [`a${index}`, new Uint8Array(0)])), {
      level: 0,
    })
    expect(await codeOf(asChild('nhieu.docx', many))).toBe('tooLarge')
  })

  test('XML nested a hundred thousand levels deep', async () => {
    expect(await codeOf(asChild('sau.docx', docx('<a>'.repeat(100_000))))).toBe('tooDeep')
  })

  test('a billion laughs', async () => {
    const entities = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    expect(
      await codeOf(
        asChild('cuoi.docx', docx(`${entities}<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`)),
      ),
    ).toBe('corrupt')
  })

  test('a PDF of a megabyte that unpacks to hundreds', async () => {
    const half = deflateSync(Buffer.alloc(300_000_000, 'BT /F1 9 Tf (aaaa) Tj ET '))
    const content = pdfStream(half, '/Filter /FlateDecode')
    expect(content.length).toBeLessThan(2_000_000)
    const bomb = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [4 0 R] /Resources << /Font << /F1 5 0 R >> >> >>',
      content,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ])
    const before = process.memoryUsage().rss
    expect(await codeOf(asChild('bom.pdf', bomb, { memoryMb: 300, timeoutMs: 40_000 }))).toMatch(/^took(?:TooMuchMemory|TooLong)$/u)
    expect(process.memoryUsage().rss - before).toBeLessThan(800_000_000)
  }, 60_000)

  test('a PDF of a megabyte that holds a picture of gigabytes', async () => {
    const side = 24_000
    const picture = pdfStream(
      deflateSync(Buffer.alloc(side * side)),
      `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`,
    )
    expect(picture.length).toBeLessThan(1_000_000)
    const bomb = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im1 5 0 R >> >> >>',
      pdfStream(Buffer.from('q 595 0 0 842 0 0 cm /Im1 Do Q')),
      picture,
    ])
    expect(await codeOf(asChild('anh.pdf', bomb, { memoryMb: 300, timeoutMs: 40_000 }))).toMatch(
      /^(?:took(?:TooMuchMemory|TooLong)|noTextLayer)$/u,
    )
  }, 60_000)

  test('a page of one tag without end, of one attribute without end, of half a tag', async () => {
    // Refused by its size; what comes below that is given little time, since being stopped is an answer too.
    const short: ReadLimits = { memoryMb: 512, timeoutMs: 2500 }
    const codeOfPage = (name: string, page: string, limits = short) => codeOf(asChild(name, Buffer.from(`<html>${page}`), limits))
    expect(await codeOfPage('the.html', '<p>'.repeat(16_600_000), ample)).toBe('tooLarge')
    expect(await codeOfPage('the-vua.html', '<p>x'.repeat(4_500_000))).toMatch(/^(?:tooLarge|took.*)$/u)
    expect(await codeOfPage('thuoc-tinh.html', `<p title="${'x'.repeat(19_000_000)}`)).toMatch(/^(?:empty|took.*)$/u)
    expect(await codeOfPage('nua-the.html', `<p>Chữ ${'<'.repeat(2_000_000)}`)).toMatch(/^(?:was read|took.*)$/u)
    expect(await codeOfPage('thuc-the.html', `<p>Chữ ${'&amp;'.repeat(250_000)}`)).toMatch(/^(?:was read|took.*)$/u)
  }, 120_000)

  test('a file that takes longer than allowed', async () => {
    const slow = Buffer.from('- Giao Phòng Nội vụ chủ trì, phối hợp với UBND các xã rà soát 95% hồ sơ.\n'.repeat(120_000))
    expect(await codeOf(asChild('lau.txt', slow, { memoryMb: 1024, timeoutMs: 400 }))).toBe('tookTooLong')
  })

  test.each([150, 300, 2000])(
    'a reader ends soon after its parent was killed, %d ms after its start, and leaves nothing',
    async (milliseconds) => {
      const path = join(folder, 'bo-roi.txt')
      await writeFile(path, '- Giao Phòng Nội vụ chủ trì, phối hợp với UBND các xã rà soát 95% hồ sơ.\n'.repeat(120_000))
      const script = `import { readInChild } from ${JSON.stringify(new URL('./read-in-child.ts', import.meta.url).href)}
      void readInChild(${JSON.stringify(path)}, 'bo-roi.txt', { memoryMb: 2000, timeoutMs: 60000 })`
      const aside = await mkdtemp(join(folder, 'tam-'))
      const parent = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script], {
        stdio: 'ignore',
        env: { ...process.env, TMPDIR: aside },
      })
      let reader: number | undefined
      await expect.poll(async () => ([reader] = await childrenOf(parent.pid)), { timeout: 20_000, interval: 20 }).toHaveLength(1)
      await sleep(milliseconds)
      parent.kill('SIGKILL')
      await expect.poll(() => isRunning(reader), { timeout: 15_000, interval: 200 }).toBe(false)
      expect((await readdir(aside)).filter((name) => name.startsWith('haidang-read-'))).toEqual([])
    },
    60_000,
  )

  test('broken, encrypted, old and empty files are told apart', async () => {
    const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)])
    expect(await codeOf(asChild('hong.docx', Buffer.from('PK\u0003\u0004 nhưng không phải', 'utf8')))).toBe('corrupt')
    expect(await codeOf(asChild('khoa.docx', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])))).toBe('encrypted')
    expect(await codeOf(asChild('cu.doc', ole))).toBe('unsupportedKind')
    expect(await codeOf(asChild('anh.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])))).toBe('unsupportedKind')
    expect(await codeOf(asChild('bang.docx', zipSync({ 'xl/workbook.xml': strToU8('<a/>') })))).toBe('unsupportedKind')
    expect(await codeOf(asChild('rong.txt', new Uint8Array(0)))).toBe('empty')
    expect(await codeOf(asChild('trang.txt', Buffer.from(' \n\n ')))).toBe('empty')
  }, 60_000)

  test('the sentence names the file and the remedy in both languages', async () => {
    const error = await readDocument(Buffer.from('\u00d0\u00cf\u0011\u00e0', 'latin1'), 'giay-moi.xls').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnreadableFile)
    expect(error instanceof UnreadableFile ? error.sentence : null).toEqual({
      vi: 'Tệp "giay-moi.xls" là tệp .xls, .ppt hoặc .msg kiểu cũ; hãy gửi tệp .docx, .doc, .odt, .rtf, .pdf, .html, .txt hoặc .md.',
      en: 'File "giay-moi.xls" is an old .xls, .ppt or .msg file; send a .docx, .doc, .odt, .rtf, .pdf, .html, .txt or .md file.',
    })
  })
})
