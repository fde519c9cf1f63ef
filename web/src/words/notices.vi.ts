export const noticesVi = {
  title: 'Nhắc việc',
  bell: (unread: number) => (unread === 0 ? 'Nhắc việc' : `Nhắc việc: ${unread} chưa đọc`),
  isNew: 'mới',
  report: (month: string) => `Báo cáo ${month}`,
  due: (at: string) => `Hạn ${at}`,
  feed: 'Nguồn dữ liệu',
  silentSince: (at: string) => `Lẽ ra phải có số mới trước ${at}`,
  told: (ago: string) => `nhắc ${ago}`,
  moments: { soon: 'Sắp đến hạn', today: 'Hạn trong ngày', after: 'Quá hạn', moved: 'Đổi hạn', silent: 'Không có số mới' },
  unitsMissing: (count: number) => `${count} đơn vị chưa nộp`,
  movedTitle: (document: string) => `Lịch làm việc đổi theo ${document}`,
  movedFromTo: (from: string, to: string) => `từ ${from} sang ${to}`,
  settled: { report: 'Đã nộp', task: 'Đã hoàn thành', units: 'Đã nộp đủ', calendar: 'Đổi hạn', feed: 'Đã có số mới hoặc đã tạm dừng' },
  about:
    'Nhắc trước hạn, trong ngày đến hạn và khi đã quá hạn theo lịch nhắc của cơ quan; hạn đổi theo lịch làm việc thì báo một lần; nguồn dữ liệu im lặng thì báo quản trị viên một lần. Hiện nhiều nhất 50 lần nhắc gần đây.',
  emptyTitle: 'Chưa có nhắc việc nào',
  emptyDetail:
    'Đầu mối của đơn vị được nhắc khi báo cáo hoặc nhiệm vụ chủ trì sắp đến hạn, đến hạn và quá hạn, theo lịch nhắc của cơ quan.',
}
