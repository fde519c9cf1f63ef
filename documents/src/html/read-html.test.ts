import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readPlan } from '../plans/read-plan.ts'
import { readDocument } from '../read-document.ts'
import { readText } from '../text/read-text.ts'
import { decodeHtml } from './decode-html.ts'

const plan = readFileSync(fileURLToPath(new URL('../../cases/ke-hoach-thanh-pho/input.txt', import.meta.url)))

const read = (html: string | Uint8Array) => readDocument(typeof html === 'string' ? Buffer.from(html) : html, 'trang.html')
const linesOf = async (html: string) => (await read(html)).text.trim().split('\n')
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** As a portal shows a plan: menus before it, a letterhead in a table, related pages after it. */
function portalPage(text: string): string {
  const cell = (lines: string) =>
    `<td>${lines
      .split('\n')
      .map((line) => `<p><b>${escaped(line)}</b></p>`)
      .join('')}</td>`
  const body = text
    .slice(text.indexOf('KẾ HOẠCH\n'), text.indexOf('Nơi nhận:'))
    .split('\n')
    .filter((line) => line.trim() !== '')
  const recipients = text.slice(text.indexOf('Nơi nhận:'), text.indexOf('KT. CHỦ TỊCH')).trim()
  const signature = text.slice(text.indexOf('KT. CHỦ TỊCH')).trim()
  return `<!DOCTYPE html>
    <!-- saved from url=(0030)https://congbao.example/van-ban -->
    <html><head><meta charset="utf-8"><title>Cổng thông tin</title><style>p { color: red }</style><script>if (1 < 2) alert('Giao Phòng X chủ trì')</script></head>
    <body><nav><ul><li>Trang chủ</li></ul></nav><header><p>Cổng thông tin điện tử</p></header>
    <ul class="menu"><li><a href="/">Giới thiệu</a></li><li><a href="/tin">Tin tức</a></li></ul>
    <main><article><table><tr>${cell('ỦY BAN NHÂN DÂN\nTHÀNH PHỐ BÌNH HẢI')}${cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc')}
    <tr>${cell('Số:       /KH-UBND')}${cell('Bình Hải, ngày     tháng 3 năm 2024')}</table>
    ${body.map((line) => `<p style="text-align: justify">${escaped(line)}`).join('\n')}
    <table><tr>${cell(recipients)}${cell(signature)}</tr></table></article></main>
    <div><a href="/khac">Kế hoạch khác</a></div><footer><p>Bản quyền thuộc UBND</p></footer></body></html>`
}

describe('a page saved from a portal', () => {
  test('gives the same facts as the text of its document', async () => {
    const [page, text] = [readPlan(await read(portalPage(plan.toString('utf8')))), readPlan(readText(plan))]
    expect(page.document).toEqual(text.document)
    expect(page.citations.map(({ number, date, issuer, relation }) => [number, date, issuer, relation])).toEqual(
      text.citations.map(({ number, date, issuer, relation }) => [number, date, issuer, relation]),
    )
    expect(page.indicators.map(({ text: words, target }) => [words, target])).toEqual(
      text.indicators.map(({ text: words, target }) => [words, target]),
    )
    expect(page.tasks.map(({ text: words, lead, deadline }) => [words, lead, deadline])).toEqual(
      text.tasks.map(({ text: words, lead, deadline }) => [words, lead, deadline]),
    )
  })

  test('without menus, machinery, hidden or deleted words, and links that lead elsewhere', async () => {
    expect(
      await linesOf(
        '<div><a href="/x">Văn bản khác</a></div><p>Tỷ lệ <span style="color:red; display: none">ẩn</span><del>80</del> 90%&nbsp;hồ sơ &amp; <a href="/luat">Luật Dữ liệu</a></p><p hidden>không</p><h1><a href="#">Kế hoạch</a></h1><script>var a = "<p>b</p>"</script>',
      ),
    ).toEqual(['Tỷ lệ 90% hồ sơ & Luật Dữ liệu', 'Kế hoạch'])
  })

  test('lists are numbered as a browser numbers them, marks that are written stay single', async () => {
    expect(
      await linesOf(
        '<ol start="3"><li>ba<li>bốn<ul><li>gạch</ul></ol><ol type="a"><li>điểm</ol><ul><li>- đã có<li>+ cộng</ul><ul style="list-style: none"><li>không dấu</ul>',
      ),
    ).toEqual(['3. ba', '4. bốn', '- gạch', 'a. điểm', '- đã có', '+ cộng', 'không dấu'])
  })

  test('lines end at <br>, paragraphs at two of them; source lines do not count, those of <pre> do', async () => {
    const { text, blocks } = await read('<div>Một\n  dòng<br>hai.<br><br>Ba.</div><pre>Bốn\nnăm</pre>')
    expect(text.trim().split('\n')).toEqual(['Một dòng', 'hai.', 'Ba.', 'Bốn', 'năm'])
    expect(blocks.map(({ start, end }) => text.slice(start, end))).toEqual(['Một dòng\nhai.', 'Ba.', 'Bốn\nnăm'])
  })

  test('a table keeps its spans; cells and rows that were not closed are', async () => {
    const document = await read(
      '<table><tr><th>TT<th>Nội dung nhiệm vụ<th>Cơ quan chủ trì<th>Thời gian hoàn thành<tr><td colspan=4><b>Chính quyền số</b><tr><td>1<td><p>Rà soát danh mục dữ liệu<td rowspan=2>Phòng Nội vụ<td>Quý I/2025<tr><td>2<td>Làm sạch dữ liệu cán bộ<td>30/6/2025</table>',
    )
    expect(document.blocks[0]?.rows?.map((row) => row.map(({ colSpan = 1, rowSpan = 1 }) => `${colSpan}x${rowSpan}`))).toEqual([
      ['1x1', '1x1', '1x1', '1x1'],
      ['4x1'],
      ['1x1', '1x1', '1x2', '1x1'],
      ['1x1', '1x1', '1x0', '1x1'],
    ])
    expect(readPlan(document).tasks.map(({ text, lead, deadline }) => [text, lead, deadline?.iso])).toEqual([
      ['Rà soát danh mục dữ liệu', 'Phòng Nội vụ', '2025-03-31'],
      ['Làm sạch dữ liệu cán bộ', 'Phòng Nội vụ', '2025-06-30'],
    ])
  })

  test('a table around the page is no table', async () => {
    const { blocks } = await read(
      '<table><tr><td>Giới thiệu chung<td><table><tr><td>TT<td>Nội dung<tr><td>1<td>Việc</table><p>Sau bảng</table>',
    )
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'table', 'paragraph'])
  })

  test('words in an old font are read by it', async () => {
    expect(
      await linesOf(
        '<p><font face=".VnTime">ChuyÓn ®æi sè</font> năm 2024</p><p style="font-family:VNI-Times">Uy\u00fb ban nhaân daân</p>',
      ),
    ).toEqual(['Chuyển đổi số năm 2024', 'Uỷ ban nhân dân'])
  })
})

describe('the encoding of a page', () => {
  const words = 'Kế hoạch chuyển đổi số của Ủy ban nhân dân'
  test('UTF-8 and UTF-16 are what they are, whatever is declared', () => {
    expect(decodeHtml(Buffer.from(`<meta charset="windows-1252">${words}`))).toContain(words)
    expect(decodeHtml(Buffer.from(`\ufeff<p>${words}`, 'utf16le'))).toContain(words)
  })
  test('another one is believed, one that nobody knows is not', () => {
    const western = (label: string) =>
      Buffer.concat([Buffer.from(`<meta http-equiv="Content-Type" content="text/html; charset=${label}"><p>`), Buffer.from([0xd4, 0xd2])])
    expect(decodeHtml(western('koi8-r'))).toContain('тр')
    expect(() => decodeHtml(western('x-nobody'))).not.toThrow()
  })
})

describe('a hostile page', () => {
  test('nested a hundred thousand deep, or with rows without end, is refused', async () => {
    await expect(read(`<html>${'<div>'.repeat(100_000)}`)).rejects.toMatchObject({ code: 'tooDeep' })
    await expect(
      read(`<table>${`<tr>${'<td rowspan=1000>x'.repeat(900)}`}${'<tr>'.repeat(20)}${'<tr><td>'.repeat(900)}`),
    ).rejects.toMatchObject({ code: 'tooLarge' })
    await expect(read(`<html>${'<b>x</b>'.repeat(2_000_001)}`)).rejects.toMatchObject({ code: 'tooLarge' })
  }, 30_000)
})
