import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'
import { readSignature } from './read-signature.ts'

const read = (text: string) => {
  const normal = text.normalize('NFC')
  const { passages: _passages, ...signature } = readSignature(normal, 0, normal.length)
  return signature
}

test('who signs for somebody may hold two offices, in lines of their own', () => {
  expect(read('KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nGIÁM ĐỐC SỞ NỘI VỤ\n(Đã ký)\nLê Thị Ngân')).toMatchObject({
    signer: 'Lê Thị Ngân',
    signerRole: 'Phó Trưởng ban, Giám đốc Sở Nội vụ',
    signerAuthority: ['KT. TRƯỞNG BAN'],
  })
  expect(read('TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTHƯỜNG TRỰC\nĐã ký: Phan Văn Lực')).toMatchObject({
    signer: 'Phan Văn Lực',
    signerRole: 'Phó Chủ tịch Thường trực',
    signerAuthority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'],
  })
  expect(read('KT. THỐNG ĐỐC\nPHÓ THỐNG ĐỐC\nĐàm Quốc Bảo')).toMatchObject({ signer: 'Đàm Quốc Bảo', signerRole: 'Phó Thống đốc' })
})

test('titles before a name, numbers before recipients and a presidium that signs', () => {
  expect(
    read('Nơi nhận:\n1. Sở Y tế (để b/c);\n2. Lưu: VT.\nTL. GIÁM ĐỐC\nTRƯỞNG PHÒNG KẾ HOẠCH - TÀI CHÍNH\nBS.CKII. Hồ Thị Lựu'),
  ).toEqual({
    signer: 'Hồ Thị Lựu',
    signerRole: 'Trưởng phòng Kế hoạch - Tài chính',
    signerAuthority: ['TL. GIÁM ĐỐC'],
    recipients: ['Sở Y tế (để b/c)', 'Lưu: VT'],
  })
  expect(read('TM. ĐOÀN CHỦ TỊCH\nPHÓ CHỦ TỊCH\nY Nhuân Niê KĐăm')).toMatchObject({
    signer: 'Y Nhuân Niê KĐăm',
    signerAuthority: ['TM. ĐOÀN CHỦ TỊCH'],
  })
})

test('offices that lost their marks are known, and the name at the end where even these are lost', () => {
  expect(read('Noi nhận: KT. CUC TRUONG\n+ Như trên: . PHO CUC TRƯỜNG\n~ Chi cục Thuê các huyện (để thực hiện);\n-Lưu: VT. ,')).toEqual({
    signer: null,
    signerRole: 'Phó Cục trưởng',
    signerAuthority: ['KT. CUC TRUONG'],
    recipients: ['Như trên', 'Chi cục Thuê các huyện (để thực hiện)', 'Lưu: VT'],
  })
  expect(read('Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n\nTrịnh Công Hòa\n\n--- Page 3 ---')).toMatchObject({
    signer: 'Trịnh Công Hòa',
    recipients: ['Như Điều 2', 'Lưu: VT'],
  })
})

test('a recipient that fills more than one line is one, and the seal is none', () => {
  expect(
    read(
      'Nơi nhận:\n- Thường trực Tỉnh ủy (để b/c);\n- Các sở: Tài chính, Nội vụ, Nông nghiệp và\nMôi trường, Khoa học và Công nghệ,\nTư pháp, Y tế;\n- VPUB: CVP, các PCVP,\ncác Phòng: KTTH, NC;\n- Lưu: VT, KTTH (2).\n(Đã ký)\n(Dấu của ỦY BAN NHÂN DÂN)',
    ).recipients,
  ).toEqual([
    'Thường trực Tỉnh ủy (để b/c)',
    'Các sở: Tài chính, Nội vụ, Nông nghiệp và Môi trường, Khoa học và Công nghệ, Tư pháp, Y tế',
    'VPUB: CVP, các PCVP, các Phòng: KTTH, NC',
    'Lưu: VT, KTTH (2)',
  ])
})

test('the lines of a cell of Markdown are lines of a signature', () => {
  const { document } = readPlan(
    readableFromText(
      'KẾ HOẠCH\nKhuyến đọc\n1. Sở Nội vụ mở tủ sách.\n\n| | |\n|---|---|\n| **Nơi nhận:**<br>- Như trên;<br>- Lưu: VT. | **KT. TRƯỞNG BAN**<br>**PHÓ TRƯỞNG BAN**<br><br>**PHÓ CHỦ TỊCH UBND TỈNH**<br>**Mai Thị Hạnh** |\n',
    ),
  )
  expect(document).toMatchObject({
    signer: 'Mai Thị Hạnh',
    signerRole: 'Phó Trưởng ban, Phó Chủ tịch UBND tỉnh',
    recipients: ['Như trên', 'Lưu: VT'],
  })
})

test('the end of an office in capitals is no name', () => {
  expect(read('KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nBỘ TRƯỞNG BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN\nLê Văn Nam')).toMatchObject({
    signer: 'Lê Văn Nam',
  })
  expect(read('TM. ỦY BAN NHÂN DÂN TỈNH\nCHỦ TỊCH UBND TỈNH LÂM ĐỒNG\nLê Văn Nam')).toMatchObject({ signer: 'Lê Văn Nam' })
})
