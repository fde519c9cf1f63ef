export const filesVi = {
  add: 'Thêm tệp',
  drop: 'hoặc kéo tệp vào đây',
  none: 'Chưa có tệp nào.',
  sending: (name: string) => `Đang gửi ${name}`,
  failed: (name: string) => `Chưa gửi được ${name}`,
  empty: 'Tệp trống, không có nội dung nào.',
  stop: (name: string) => `Dừng gửi ${name}`,
  dismiss: 'Bỏ dòng này',
  remove: (name: string) => `Bỏ ${name}`,
}
