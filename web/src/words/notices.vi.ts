export const noticesVi = {
  title: 'Nhắc việc',
  bell: (unread: number) => (unread === 0 ? 'Nhắc việc' : `Nhắc việc: ${unread} chưa đọc`),
  isNew: 'mới',
  report: (month: string) => `Báo cáo ${month}`,
  due: (at: string) => `Hạn ${at}`,
  feed: 'Nguồn dữ liệu',
  silentSince: (at: string) => `Lẽ ra phải có số mới trước ${at}`,
  told: (ago: string) => `nhắc ${ago}`,
  moments: { soon: 'Sắp đến hạn', today: 'Hạn trong ngày', after: 'Quá hạn', silent: 'Không có số mới' },
  settled: { report: 'Đã nộp', task: 'Đã hoàn thành', feed: 'Đã có số mới hoặc đã tạm dừng' },
  about:
    'Nhắc từ ba ngày trước hạn, trong ngày đến hạn và khi đã quá hạn; nguồn dữ liệu im lặng thì báo quản trị viên một lần. Hiện nhiều nhất 50 lần nhắc gần đây.',
  emptyTitle: 'Chưa có nhắc việc nào',
  emptyDetail: 'Đầu mối của đơn vị được nhắc từ ba ngày trước hạn, trong ngày đến hạn và khi báo cáo hoặc nhiệm vụ chủ trì đã quá hạn.',
}
