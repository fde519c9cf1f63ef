/** A plan with so many ratios to report every month, in the words that plans use; the fields and figures are invented. */
export function directiveWith(ratios: number): Uint8Array {
  const lines = Array.from(
    { length: ratios },
    (_, index) => `- Tối thiểu ${50 + (index % 50)}% hộ gia đình thuộc nhóm khảo sát ${index + 1} có kết nối Internet băng rộng cáp quang.`,
  )
  return Buffer.from(
    [
      'ỦY BAN NHÂN DÂN\nTHÀNH PHỐ DIỄN TẬP',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc',
      'Số:       /KH-UBND',
      'Diễn Tập, ngày     tháng 4 năm 2024',
      'KẾ HOẠCH',
      'Chuyển đổi số năm 2024 của thành phố Diễn Tập',
      'I. CHỈ TIÊU CHỦ YẾU NĂM 2024',
      '1. Phát triển xã hội số',
      ...lines,
      'II. TỔ CHỨC THỰC HIỆN',
      '1. Các phòng, ban chuyên môn, UBND các phường, xã báo cáo kết quả về UBND thành phố Diễn Tập qua Phòng Văn hóa và Thông tin định kỳ hằng tháng, chậm nhất ngày 12 của tháng, số liệu tính từ ngày 10 tháng trước đến ngày 10 tháng báo cáo.',
      '2. Phòng Văn hóa và Thông tin tổng hợp, báo cáo UBND thành phố kết quả thực hiện vào ngày 25 hằng tháng.',
    ].join('\n\n'),
  )
}
