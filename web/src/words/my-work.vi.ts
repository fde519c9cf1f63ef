export const myWorkVi = {
  title: 'Việc của tôi',
  keys: 'chuyển việc, mở việc',
  tally: {
    returned: (count: number) => `${count} trả lại`,
    late: (count: number) => `${count} quá hạn`,
    leading: (count: number) => `${count} việc cần chỉ đạo`,
    due: (count: number) => `${count} sắp đến hạn`,
    review: (count: number) => `${count} chờ duyệt`,
  },
  groups: {
    returned: 'Bị trả lại, cần sửa',
    late: 'Quá hạn',
    leading: 'Cần chỉ đạo',
    review: 'Chờ duyệt',
    undated: 'Chưa định ngày',
  },
  kinds: {
    reportReturned: 'Báo cáo bị trả lại',
    reportOverdue: 'Báo cáo quá hạn',
    reportDue: 'Báo cáo phải nộp',
    taskOverdue: 'Nhiệm vụ quá hạn',
    taskDue: 'Nhiệm vụ đến hạn',
    extensionsAsked: 'Xin lùi hạn',
    reportsToReview: 'Báo cáo chờ duyệt',
    consolidationDue: 'Báo cáo tổng hợp',
    consolidationOverdue: 'Tổng hợp quá hạn',
    unitsSilent: 'Đơn vị chưa báo cáo',
    cityTasksOverdue: 'Nhiệm vụ quá hạn',
    indicatorsNotReached: 'Chỉ tiêu chưa đạt',
    draftToReview: 'Bản thảo cần rà soát',
    correctionOpen: 'Đang đính chính',
  },
  notes: { locked: 'kỳ đã khóa', extensionAsked: 'đang xin lùi hạn', extended: 'đã được lùi hạn', extensionRefused: 'không được lùi hạn' },
  empty: {
    own: {
      title: 'Không còn việc nào đang chờ',
      detail: 'Báo cáo đến kỳ, nhiệm vụ sắp đến hạn và những gì bị trả lại sẽ hiện ở đây.',
      action: '',
    },
    leader: {
      title: 'Không có việc nào cần chỉ đạo',
      detail:
        'Đơn vị chưa báo cáo khi đã quá hạn, nhiệm vụ quá hạn của toàn thành phố và chỉ tiêu chưa đạt của kỳ vừa ban hành báo cáo sẽ hiện ở đây.',
      action: 'Xem bảng điều hành',
    },
    watch: {
      title: 'Không có việc nào giao cho bạn',
      detail:
        'Vai trò của bạn không nhận báo cáo hay nhiệm vụ. Trong Nhật ký, mọi thay đổi đều có dòng ghi ai làm, lúc nào; bấm kiểm tra để máy tính lại từng dòng và cho biết có dòng nào bị sửa, bị xóa hay không.',
      action: 'Mở nhật ký',
    },
  },
}
