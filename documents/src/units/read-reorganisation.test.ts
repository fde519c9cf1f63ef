import { describe, expect, test } from 'vitest'
import { readText } from '../text/read-text.ts'
import { readReorganisation } from './read-reorganisation.ts'

const read = (text: string) => readReorganisation(readText(new TextEncoder().encode(text)))
/** "cũ (phần) → mới" of each row. */
const said = (text: string): readonly string[] =>
  read(text).map(({ oldName, newName, extent }) => `${oldName}${extent === '' ? '' : ` [${extent}]`} → ${newName}`)

describe('a resolution that arranges communes', () => {
  test.each([
    [
      'whole units, their kind said once',
      'Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của các xã An Bình, Bình Minh B và Hòa Lạc thành xã mới có tên gọi là xã Bình Minh.',
      ['Xã An Bình → Xã Bình Minh', 'Xã Bình Minh B → Xã Bình Minh', 'Xã Hòa Lạc → Xã Bình Minh'],
    ],
    [
      'units named by numbers, and where they were',
      'Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của Phường 12, Phường 13 (quận Đông Hải) và các phường 15, 16 thành phường mới có tên gọi là phường Cửa Biển.',
      ['Phường 12 → Phường Cửa Biển', 'Phường 13 → Phường Cửa Biển', 'Phường 15 → Phường Cửa Biển', 'Phường 16 → Phường Cửa Biển'],
    ],
    [
      'parts, and what is left of units of other clauses',
      'Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của phường Bến Nứa và một phần diện tích tự nhiên, quy mô dân số của phường Đồng Sim, phường Gò Mây, phần còn lại của phường Vàm Cỏ sau khi sắp xếp theo quy định tại các khoản 1, 4 Điều này thành phường mới có tên gọi là phường Bến Nứa.',
      [
        'Phường Bến Nứa → Phường Bến Nứa',
        'Phường Đồng Sim [một phần] → Phường Bến Nứa',
        'Phường Gò Mây [một phần] → Phường Bến Nứa',
        'Phường Vàm Cỏ [một phần] → Phường Bến Nứa',
      ],
    ],
    [
      'without the words of land and people',
      'Sáp nhập thị trấn Sông Trà, xã Trà Đông và xã Trà Tây thành xã Sông Trà.',
      ['Thị trấn Sông Trà → Xã Sông Trà', 'Xã Trà Đông → Xã Sông Trà', 'Xã Trà Tây → Xã Sông Trà'],
    ],
    [
      'into one that stands',
      'Nhập toàn bộ 4,02 km2 diện tích tự nhiên, quy mô dân số là 5.210 người của xã Tân Cồn vào xã Tân Hải. Sau khi nhập, xã Tân Hải có 9,5 km2 diện tích tự nhiên và quy mô dân số là 12.300 người.',
      ['Xã Tân Hải → Xã Tân Hải', 'Xã Tân Cồn → Xã Tân Hải'],
    ],
    [
      'a part of the land moved to a neighbour',
      'Điều chỉnh 0,46 km2 diện tích tự nhiên, quy mô dân số là 7.548 người của phường Kim Long về phường Tây Hồ quản lý.',
      ['Phường Tây Hồ → Phường Tây Hồ', 'Phường Kim Long → Phường Kim Long', 'Phường Kim Long [một phần] → Phường Tây Hồ'],
    ],
    [
      'into one that takes several, by sentences of their own',
      'Nhập xã Tân Cồn vào xã Tân Hải. Nhập một phần diện tích tự nhiên của xã Tân Lộc vào xã Tân Hải.',
      ['Xã Tân Hải → Xã Tân Hải', 'Xã Tân Cồn → Xã Tân Hải', 'Xã Tân Lộc [một phần] → Xã Tân Hải'],
    ],
    [
      'founded on what others were',
      '1. Thành lập phường Hải Âu thuộc thành phố Sao Mai trên cơ sở nhập toàn bộ diện tích tự nhiên, quy mô dân số của xã Hải Lăng và 2,1 km2 diện tích tự nhiên, quy mô dân số là 800 người của xã Hải Phú.',
      ['Xã Hải Lăng → Phường Hải Âu', 'Xã Hải Phú [một phần] → Phường Hải Âu'],
    ],
    [
      'two of them in one sentence',
      'Nhập toàn bộ diện tích tự nhiên, dân số của 2 phường Đông Ba và Đông Tư để thành lập phường Đông Hội; nhập xã Tây Ba vào xã Tây Tư.',
      ['Phường Đông Ba → Phường Đông Hội', 'Phường Đông Tư → Phường Đông Hội', 'Xã Tây Tư → Xã Tây Tư', 'Xã Tây Ba → Xã Tây Tư'],
    ],
    ['another kind', 'Thành lập phường Long Khê trên cơ sở nguyên trạng xã Long Khê.', ['Xã Long Khê → Phường Long Khê']],
    ['another name', 'Đổi tên xã Đồng Cát thuộc huyện Mai Sơn thành xã Cát Vàng.', ['Xã Đồng Cát [đổi tên] → Xã Cát Vàng']],
    [
      'provinces',
      'Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của tỉnh Sông Hồng và tỉnh Núi Tản thành tỉnh mới có tên gọi là tỉnh Sông Hồng.',
      ['Tỉnh Sông Hồng → Tỉnh Sông Hồng', 'Tỉnh Núi Tản → Tỉnh Sông Hồng'],
    ],
    [
      'an island district without a new kind before its name',
      'Sắp xếp huyện Hòn Ngọc thành đặc khu có tên gọi là đặc khu Hòn Ngọc.',
      ['Huyện Hòn Ngọc → Đặc khu Hòn Ngọc'],
    ],
  ])('says %s', (_, text, rows) => {
    expect(said(text)).toEqual(rows)
  })

  test.each([
    'Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;',
    'Sau khi sắp xếp, tỉnh Sông Hồng có 99 đơn vị hành chính cấp xã, gồm 66 xã và 33 phường; trong đó có 01 xã không thực hiện sắp xếp là xã Tuấn Sơn.',
    'Chính phủ, Ủy ban nhân dân tỉnh trong phạm vi nhiệm vụ của mình sắp xếp bộ máy, ổn định đời sống của Nhân dân.',
    'Nghị quyết này có hiệu lực từ ngày 01 tháng 7 năm 2025.',
  ])('says nothing of units by %j', (text) => {
    expect(read(text)).toEqual([])
  })

  /** "cũ → mới: dân số, diện tích" of each part. */
  const shared = (text: string): readonly string[] =>
    read(text).flatMap(({ oldName, newName, extent, shares }) =>
      extent === '' ? [] : [`${oldName} → ${newName}: ${shares.population ?? '–'}, ${shares.area ?? '–'}`],
    )

  test.each([
    [
      'of a unit that is parted wholly',
      `1. Thành lập xã Bàu Sen trên cơ sở nhập toàn bộ xã Bàu Cạn và 12,3 km² diện tích tự nhiên, quy mô dân số là 4.500 người của xã Suối Đá.
2. Nhập 7,7 km2 diện tích tự nhiên và 1.500 người của xã Suối Đá vào xã Suối Cát.`,
      ['Xã Suối Đá → Xã Bàu Sen: 0.75, 0.615', 'Xã Suối Đá → Xã Suối Cát: 0.25, 0.385'],
    ],
    [
      'rounded, and together all of it',
      `1. Sắp xếp một phần diện tích tự nhiên là 100 ha, quy mô dân số là 1.000 người của xã Ba Lòng và toàn bộ xã Đông Ba thành xã Ba Đông.
2. Sắp xếp một phần diện tích tự nhiên (1 km2) và 1.000 nhân khẩu của xã Ba Lòng và toàn bộ xã Tây Ba thành xã Ba Tây.
3. Sắp xếp phần còn lại là 1,0 km2 và 1.000 người của xã Ba Lòng và toàn bộ xã Nam Ba thành xã Ba Nam.`,
      [
        'Xã Ba Lòng → Xã Ba Đông: 0.3333334, 0.3333334',
        'Xã Ba Lòng → Xã Ba Tây: 0.3333333, 0.3333333',
        'Xã Ba Lòng → Xã Ba Nam: 0.3333333, 0.3333333',
      ],
    ],
    [
      'of one that goes on, by what it has left',
      `Điều chỉnh 0,5 km2 diện tích tự nhiên, quy mô dân số là 1.200 người của phường Kim Long về phường Tây Hồ quản lý.
Sau khi điều chỉnh, phường Kim Long còn lại 4,5 km2 diện tích tự nhiên và quy mô dân số là 10.800 người; phường Tây Hồ có 9 km2 diện tích tự nhiên và quy mô dân số là 30.000 người.`,
      ['Phường Kim Long → Phường Tây Hồ: 0.1, 0.1'],
    ],
    [
      'of two that go on, in one sentence',
      `Điều chỉnh 0,5 km2, 1.000 người của phường Kim Long và 1 km2, 3.000 người của phường Kim Sơn (quận Tây) về phường Tây Hồ quản lý.
Sau khi điều chỉnh, phường Kim Long có 4,5 km2 diện tích tự nhiên (đạt 81,8% so với 5,5 km2), 9.000 người và phường Kim Sơn có 3 km2 diện tích tự nhiên, 9.000 người.`,
      ['Phường Kim Long → Phường Tây Hồ: 0.1, 0.1', 'Phường Kim Sơn → Phường Tây Hồ: 0.25, 0.25'],
    ],
    [
      'by the measure alone by which all its parts are told',
      `1. Thành lập xã Bàu Sen trên cơ sở nhập xã Bàu Cạn và 15 km2 diện tích tự nhiên của xã Suối Đá.
2. Nhập 5 km2 diện tích tự nhiên và 1.500 người của xã Suối Đá vào xã Suối Cát.`,
      ['Xã Suối Đá → Xã Bàu Sen: –, 0.75', 'Xã Suối Đá → Xã Suối Cát: –, 0.25'],
    ],
  ])('tells the shares %s', (_, text, shares) => {
    expect(shared(text)).toEqual(shares)
  })

  test.each([
    [
      'a part is told without its size',
      `1. Thành lập xã Bàu Sen trên cơ sở nhập xã Bàu Cạn và 12,3 km2 diện tích tự nhiên, quy mô dân số là 4.500 người của xã Suối Đá.
2. Nhập phần còn lại của xã Suối Đá vào xã Suối Cát.`,
    ],
    [
      'a unit goes on and nobody says what it has left',
      'Điều chỉnh 0,46 km2 diện tích tự nhiên, 7.548 người của phường Kim Long về phường Tây Hồ quản lý.',
    ],
    [
      'a size is of two units together',
      `1. Thành lập xã Bàu Sen trên cơ sở nhập 12,3 km2 diện tích tự nhiên, quy mô dân số là 4.500 người của các xã Suối Đá, Suối Dầu.
2. Nhập 1 km2 diện tích tự nhiên, 500 người của xã Suối Đá vào xã Suối Cát. Nhập 1 km2 diện tích tự nhiên, 500 người của xã Suối Dầu vào xã Suối Cát.`,
    ],
    [
      'a size is of two units together, the first with its district',
      `1. Thành lập xã Bàu Sen trên cơ sở nhập 12,3 km2 diện tích tự nhiên, 4.500 người của các xã Suối Đá (huyện Suối), Suối Dầu.
2. Nhập 1 km2 diện tích tự nhiên, 500 người của xã Suối Đá vào xã Suối Cát.`,
    ],
    [
      'who goes on also got something',
      `Điều chỉnh 0,5 km2, 1.200 người của phường Kim Long về phường Tây Hồ quản lý. Nhập xã Kim Tân vào phường Kim Long.
Sau khi sắp xếp, phường Kim Long có 4,5 km2 diện tích tự nhiên và quy mô dân số là 10.800 người.`,
    ],
  ])('guesses no share where %s', (_, text) => {
    expect(read(text).every(({ shares }) => Object.keys(shares).length === 0)).toBe(true)
  })

  test('numbers its rows, keeps the words they come from, and guesses neither codes nor shares', () => {
    const rows = read(
      'Điều 1. Sắp xếp các đơn vị hành chính cấp xã\n1. Sắp xếp xã An Bình và xã Hòa Lạc thành xã mới có tên gọi là xã Bình Minh.\n2. Đổi tên xã Cũ Kỹ thành xã Tươi Mới.',
    )
    expect(rows.map(({ line, newKind }) => [line, newKind])).toEqual([
      [1, 'xã'],
      [2, 'xã'],
      [3, 'xã'],
    ])
    expect(rows[2]?.passage).toContain('Đổi tên xã Cũ Kỹ thành xã Tươi Mới.')
    expect(rows.every(({ oldCode, newCode, shares }) => oldCode === '' && newCode === '' && Object.keys(shares).length === 0)).toBe(true)
  })
})
