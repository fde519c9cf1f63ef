export const noticesVi = {
  title: 'Nhắc việc',
  bell: (unread: number) => (unread === 0 ? 'Nhắc việc' : `Nhắc việc: ${unread} chưa đọc`),
  isNew: 'mới',
  report: (month: string) => `Báo cáo ${month}`,
  due: (at: string) => `Hạn ${at}`,
  told: (ago: string) => `nhắc ${ago}`,
  moments: { soon: 'Sắp đến hạn', today: 'Hạn trong ngày', after: 'Quá hạn' },
  settled: { report: 'Đã nộp', task: 'Đã hoàn thành' },
  about: 'Nhắc từ ba ngày trước hạn, trong ngày đến hạn và khi đã quá hạn. Hiện nhiều nhất 50 lần nhắc gần đây.',
  emptyTitle: 'Chưa có nhắc việc nào',
  emptyDetail: 'Đầu mối của đơn vị được nhắc từ ba ngày trước hạn, trong ngày đến hạn và khi báo cáo hoặc nhiệm vụ chủ trì đã quá hạn.',
}
