import { packDocx } from '@haidang/documents/docx/write-package'
import { cell, row, table, textParagraph } from '@haidang/documents/docx/write-xml'

const paragraphsAPage = 9
const columns = [600, 3800, 1800, 1800, 1500]

/** A plan of so many pages of prose, and tables of tasks among them; the bodies and figures are invented. */
export function largePlan({ pages, tables }: { readonly pages: number; readonly tables: number }): Uint8Array {
  const body: string[] = ['KẾ HOẠCH', 'Chuyển đổi số năm 2025 của thành phố Diễn Tập'].map((line) => textParagraph('Normal', line))
  for (let page = 0; page < pages; page += 1) {
    body.push(textParagraph('Normal', `${page + 1}. Nhóm nhiệm vụ thứ ${page + 1}`))
    for (let at = 0; at < paragraphsAPage; at += 1) body.push(textParagraph('Normal', prose(page, at)))
    // Evenly among the pages.
    if (Math.floor(((page + 1) * tables) / pages) > Math.floor((page * tables) / pages)) body.push(tableOfTasks(page))
  }
  return packDocx({
    body: `${body.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`,
    styles: '<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
    headers: new Map(),
    properties: { title: 'Kế hoạch', creator: 'Diễn Tập', created: '2025-01-01T00:00:00Z' },
  })
}

const prose = (page: number, at: number): string =>
  `- Giao Phòng Văn hóa và Thông tin chủ trì, phối hợp với UBND các phường, xã rà soát, cập nhật bộ dữ liệu số ${page * paragraphsAPage + at + 1}, ` +
  `bảo đảm ít nhất ${50 + (at % 50)}% hồ sơ được số hóa theo Quyết định số ${100 + at}/QĐ-UBND ngày ${10 + at}/3/2025 của UBND thành phố; hoàn thành trước ngày ${10 + at}/10/2025.`

function tableOfTasks(page: number): string {
  const heads = ['TT', 'Nội dung', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian hoàn thành']
  const rows = Array.from({ length: 12 }, (_row, at) => [
    `${at + 1}`,
    `Xây dựng danh mục dữ liệu mở đợt ${at + 1} của nhóm ${page + 1}`,
    'Phòng Văn hóa và Thông tin',
    'Các phòng, ban chuyên môn; UBND các phường, xã',
    `Quý ${['I', 'II', 'III', 'IV'][at % 4]}/2025`,
  ])
  return table(
    [heads, ...rows].map((cells, at) =>
      row(
        cells.map((words, column) => cell(textParagraph('Normal', words), { width: columns[column] ?? 0 })),
        { head: at === 0 },
      ),
    ),
    { columns, borders: true, cellMargin: 80 },
  )
}
