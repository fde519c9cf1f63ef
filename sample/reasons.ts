/** Why a report came back, as a synthesis officer writes it; `cell` where it is about one line. */
export const returnReasons: readonly { readonly reason: string; readonly cell?: string }[] = [
  {
    reason: 'Đề nghị kiểm tra lại số liệu của dòng được đánh dấu trước khi gửi lại.',
    cell: 'Mẫu số giảm nhiều so với tháng trước, đề nghị nêu rõ lý do hoặc sửa lại.',
  },
  { reason: 'Phần tồn tại chưa nêu nguyên nhân; đề nghị bổ sung và cho biết việc nào cần thành phố hỗ trợ.' },
  { reason: 'Số liệu dòng được đánh dấu chưa có minh chứng kèm theo.', cell: 'Đề nghị đính kèm bảng kết xuất từ phần mềm một cửa.' },
  {
    reason: 'Số liệu có vẻ lấy đến ngày 12; kỳ báo cáo chốt đến trước ngày 10. Đề nghị kết xuất lại.',
    cell: 'Lấy đúng khoảng thời gian của kỳ báo cáo.',
  },
  { reason: 'Giải pháp còn chung chung; đề nghị ghi rõ việc, người làm và thời gian.' },
]

export const correctionReason =
  'Rà soát lại danh sách dân số trưởng thành sau khi đối chiếu với dữ liệu dân cư, phát hiện cộng thiếu một khu phố.'

/** What a unit writes beside a task, by where it stands. */
export const taskNotes = {
  started: [
    'Đã phân công người phụ trách và lập danh mục việc cụ thể.',
    'Đã có văn bản hướng dẫn gửi các bộ phận; đang tổng hợp phản hồi.',
    'Đang triển khai đợt một, dự kiến mở rộng trong tháng tới.',
    'Đã họp với đơn vị phối hợp, thống nhất cách làm và mốc thời gian.',
  ],
  going: [
    'Đã làm được hơn một nửa khối lượng; phần còn lại chờ bố trí kinh phí.',
    'Tiến độ theo kế hoạch; đã kiểm tra thực tế hai lần.',
    'Còn vướng ở khâu phối hợp, đã đề nghị thành phố có ý kiến.',
    'Duy trì thường xuyên, kết quả ghi trong báo cáo tháng.',
  ],
  done: [
    'Đã hoàn thành, văn bản ban hành và gửi đến các bộ phận.',
    'Đã nghiệm thu và đưa vào sử dụng.',
    'Hoàn thành; kết quả kèm theo biên bản.',
    'Đã xong toàn bộ khối lượng, chuyển sang theo dõi thường xuyên.',
  ],
} as const
