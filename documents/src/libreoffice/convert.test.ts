import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import type { Reading } from '@haidang/domain/plans/reading'
import { docxOf } from '../../fuzz/originals.ts'
import { readPlan } from '../plans/read-plan.ts'
import { readDocument } from '../read-document.ts'
import { readInChild } from '../read-in-child.ts'
import { convertByLibreOffice } from './convert.ts'
import { hasLibreOffice } from './testing-libreoffice.ts'

const folder = mkdtempSync(join(tmpdir(), 'haidang-older-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const limits = { memoryMb: 768, timeoutMs: 120_000 }

const plan = docxOf(readFileSync(new URL('../../cases/ke-hoach-tinh-co-bang/input.txt', import.meta.url), 'utf8').normalize('NFC'))

/** What was found, without the places, which differ where a letterhead is drawn otherwise. */
const facts = ({ document, citations, indicators, tasks, reporting }: Reading) => ({
  document,
  citations: citations.map(({ number, date, issuer, relation }) => ({ number, date, issuer, relation })),
  indicators: indicators.map(({ text, target }) => ({ text, target })),
  tasks: tasks.map(({ text, lead, cooperating, deadline }) => ({ text, lead, cooperating, deadline })),
  reporting: reporting.map(({ who, to, due }) => ({ who, to, due })),
})

test('where no programme is installed a file that needs one says so, and what to do', async () => {
  const ole = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
    Buffer.from('WordDocument', 'utf16le'),
  ])
  const odt = zipSync({ mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }], 'content.xml': strToU8('<a/>') })
  for (const [name, bytes] of [
    ['cu.doc', ole],
    ['mo.odt', odt],
    ['giau.rtf', Buffer.from('{\\rtf1 xin chào}')],
  ] as const) {
    await expect(readDocument(bytes, name)).rejects.toMatchObject({
      code: 'needsLibreOffice',
      sentence: { vi: expect.stringContaining('hãy lưu lại thành .docx'), en: expect.stringContaining(name) },
    })
  }
})

describe.skipIf(!hasLibreOffice)('LibreOffice makes older kinds readable', () => {
  // The plan as LibreOffice 7.4 saved it once (`soffice --convert-to doc`, …): a start takes seconds, and reading is what is tried here.
  const saved = (kind: string): string => join(import.meta.dirname, `ke-hoach.test-data.${kind}`)

  test.each(['doc', 'odt', 'rtf'])(
    'a plan as .%s gives the facts of its .docx',
    async (kind) => {
      const { reading } = await readInChild(saved(kind), `ke-hoach.${kind}`, limits)
      const wanted = facts(readPlan(await readDocument(plan, 'ke-hoach.docx')))
      expect(wanted.tasks.length).toBeGreaterThan(3)
      expect(facts(reading)).toEqual(wanted)
    },
    130_000,
  )

  test('what a document refers to on the network or on this disk is not fetched', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end('Chữ từ mạng')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const secret = join(folder, 'secret.txt')
    writeFileSync(secret, 'Chữ trên đĩa')
    // The server listens on a local port, so it has one.
    const { port } = server.address() as AddressInfo
    const section = (name: string, href: string) =>
      `<text:section text:name="${name}"><text:section-source xlink:type="simple" xlink:href="${href}"/><text:p>Chỗ ${name}</text:p></text:section>`
    const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text><text:p>Mở đầu<draw:frame><draw:image xlink:href="http://127.0.0.1:${port}/anh.png" xlink:type="simple"/></draw:frame></text:p>${section('mạng', `http://127.0.0.1:${port}/chu.txt`)}${section('đĩa', `file://${secret}`)}</office:text></office:body></office:document-content>`
    const odt = zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
      'content.xml': strToU8(content),
      'META-INF/manifest.xml': strToU8(
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
      ),
    })
    const path = join(folder, 'tham-chieu.odt')
    writeFileSync(path, odt)
    const { readable } = await readInChild(path, 'tham-chieu.odt', limits).finally(() => server.close())
    expect(readable.text).toContain('Mở đầu')
    expect(readable.text).not.toMatch(/từ mạng|trên đĩa/u)
    expect(asked).toEqual([])
  }, 130_000)

  test('a broken one is damaged, one that is too slow is stopped with the programme that it was given to', async () => {
    const broken = join(folder, 'hong.odt')
    writeFileSync(
      broken,
      zipSync({ mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }], 'content.xml': strToU8('<a>') }),
    )
    await expect(readInChild(broken, 'hong.odt', limits)).rejects.toMatchObject({ code: 'corrupt' })

    const before = officesRunning()
    await expect(readInChild(saved('doc'), 'cham.doc', { memoryMb: 768, timeoutMs: 700 })).rejects.toMatchObject({
      code: 'tookTooLong',
    })
    await expect.poll(() => officesRunning().filter((pid) => !before.includes(pid)), { timeout: 5000 }).toEqual([])
  }, 130_000)

  test('a bomb is refused before LibreOffice sees it', async () => {
    const bomb = zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
      'content.xml': new Uint8Array(59_000_000),
    })
    const convert = () => Promise.reject(new Error('LibreOffice was asked'))
    await expect(readDocument(bomb, 'bom.odt', { toDocx: convert })).rejects.toMatchObject({ code: 'tooLarge' })
  }, 30_000)
})

test('a document that is none leaves no file', async () => {
  expect(await convertByLibreOffice(Buffer.from('x'), { from: 'doc', to: 'docx' }, { soffice: 'soffice-that-is-not-there' })).toEqual({
    missing: 'libreoffice',
  })
})

/** Processes of LibreOffice that were started for a reading. */
function officesRunning(): readonly string[] {
  try {
    return execFileSync('pgrep', ['-f', 'soffice.*haidang-read-'], { encoding: 'utf8' }).split('\n').filter(Boolean)
  } catch {
    return []
  }
}
