import type { ProblemCode } from './problem.ts'

export type Language = 'vi' | 'en'
export type Words = Readonly<Record<Language, string>>

/** What every problem is called and what one can do about it. */
export const problemWords: Readonly<Record<ProblemCode, { readonly title: Words; readonly detail: Words }>> = {
  notSignedIn: {
    title: { vi: 'Chưa đăng nhập', en: 'Not signed in' },
    detail: {
      vi: 'Phiên làm việc đã hết hoặc chưa bắt đầu; hãy đăng nhập lại.',
      en: 'Your session has ended or has not begun; sign in again.',
    },
  },
  wrongSignIn: {
    title: { vi: 'Không đăng nhập được', en: 'Could not sign in' },
    detail: { vi: 'Cơ quan, tên đăng nhập hoặc mật khẩu không đúng.', en: 'The office, the login or the password is not right.' },
  },
  codeNeeded: {
    title: { vi: 'Cần thêm mã xác thực', en: 'A code is needed too' },
    detail: {
      vi: 'Tài khoản này dùng xác thực hai bước; hãy nhập mã sáu số trong ứng dụng, hoặc một mã khôi phục.',
      en: 'This account uses a second factor; enter the six digits of your app, or a recovery code.',
    },
  },
  wrongCode: {
    title: { vi: 'Mã không đúng', en: 'The code is not right' },
    detail: {
      vi: 'Mã đã hết giờ, đã dùng rồi hoặc gõ nhầm; hãy chờ mã kế tiếp trong ứng dụng rồi nhập lại.',
      en: 'The code is over, was used, or was mistyped; wait for the next one in your app and enter it.',
    },
  },
  passkeyNeeded: {
    title: { vi: 'Cần dùng khóa đăng nhập', en: 'A passkey is needed' },
    detail: {
      vi: 'Tài khoản này có khóa đăng nhập, nên chỉ mật khẩu là chưa đủ; hãy đăng nhập bằng khóa. Mất khóa, hãy nhờ quản trị viên gỡ xác thực hai bước.',
      en: 'This account has a passkey, so a password alone is not enough; sign in by the passkey. If it is lost, ask the administrator to remove the second factor.',
    },
  },
  wrongKey: {
    title: { vi: 'Khóa không dùng được', en: 'The passkey does not work' },
    detail: {
      vi: 'Khóa này không phải của tài khoản nào ở cơ quan đã chọn, hoặc câu hỏi đã quá 5 phút; hãy thử lại hay vào bằng cách khác.',
      en: 'This passkey belongs to no account of the chosen office, or more than 5 minutes have passed; try again or come in another way.',
    },
  },
  factorRequired: {
    title: { vi: 'Phải bật xác thực hai bước trước', en: 'Set up the second factor first' },
    detail: {
      vi: 'Cơ quan yêu cầu vai trò của bạn dùng xác thực hai bước; hãy bật rồi làm tiếp.',
      en: 'Your office asks a second factor of your role; set it up, then go on.',
    },
  },
  proofNeeded: {
    title: { vi: 'Cần xác nhận lại', en: 'Say again who you are' },
    detail: {
      vi: 'Việc này cần xác nhận lại ai đang ngồi máy; hãy nhập mật khẩu hoặc mã xác thực, hoặc vào lại bằng liên kết mới.',
      en: 'This act asks again who sits here; give your password or code, or come in by a new link.',
    },
  },
  secondPersonNeeded: {
    title: { vi: 'Cần người thứ hai duyệt', en: 'A second person is needed' },
    detail: {
      vi: 'Cơ quan quy định việc này do hai người làm; hãy gửi đề nghị để người thứ hai duyệt.',
      en: 'The office has two persons do this; ask, and a second person does it.',
    },
  },
  passwordChangeRequired: {
    title: { vi: 'Phải đổi mật khẩu trước', en: 'Change the password first' },
    detail: {
      vi: 'Mật khẩu đang dùng do người khác cấp; hãy đặt mật khẩu của riêng mình rồi làm tiếp.',
      en: 'Your password was given by somebody else; set one of your own, then go on.',
    },
  },
  signInLocked: {
    title: { vi: 'Tạm khóa đăng nhập', en: 'Sign-in is locked for a while' },
    detail: {
      vi: 'Đã nhập sai nhiều lần; hãy chờ rồi thử lại, hoặc nhờ quản trị viên cấp liên kết đăng nhập.',
      en: 'Too many wrong attempts; wait and try again, or ask the administrator for a sign-in link.',
    },
  },
  linkExpired: {
    title: { vi: 'Liên kết không còn dùng được', en: 'This link no longer works' },
    detail: {
      vi: 'Liên kết đăng nhập đã được dùng hoặc đã hết hạn; hãy xin một liên kết mới.',
      en: 'The sign-in link has been used or has expired; ask for a new one.',
    },
  },
  tokenInvalid: {
    title: { vi: 'Mã kết nối không dùng được', en: 'The token does not work' },
    detail: {
      vi: 'Mã kết nối không đúng, đã hết hạn hoặc đã bị thu hồi; hãy tạo mã mới trong trang Mã kết nối.',
      en: 'The token is wrong, has expired or was revoked; make a new one on the page of tokens.',
    },
  },
  tokenScope: {
    title: { vi: 'Mã kết nối không được làm việc này', en: 'The token may not do this' },
    detail: {
      vi: 'Mã kết nối này không được giao quyền cho việc ấy, hoặc việc ấy chỉ dành cho người đăng nhập trên trang.',
      en: 'This token was not let do that, or it is for somebody only who is signed in on the page.',
    },
  },
  forbiddenOrigin: {
    title: { vi: 'Yêu cầu bị từ chối', en: 'Request refused' },
    detail: {
      vi: 'Yêu cầu không đến từ trang của hệ thống này; hãy tải lại trang rồi thử lại.',
      en: 'The request did not come from a page of this system; reload the page and try again.',
    },
  },
  notFound: {
    title: { vi: 'Không tìm thấy', en: 'Not found' },
    detail: { vi: 'Nội dung này không có, hoặc không thuộc phạm vi của bạn.', en: 'This does not exist, or is not yours to see.' },
  },
  notAllowed: {
    title: { vi: 'Không có quyền', en: 'Not allowed' },
    detail: { vi: 'Vai trò của bạn không làm được việc này.', en: 'Your role does not allow this.' },
  },
  badInput: {
    title: { vi: 'Nội dung gửi lên chưa đúng', en: 'The input is not right' },
    detail: { vi: 'Có trường chưa hợp lệ; hãy xem từng trường.', en: 'Some fields are not valid; see each of them.' },
  },
  tooManyRequests: {
    title: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' },
    detail: {
      vi: 'Có quá nhiều yêu cầu trong một thời gian ngắn; hãy chờ rồi thử lại.',
      en: 'Too many requests in a short time; wait and try again.',
    },
  },
  fileTooLarge: {
    title: { vi: 'Tệp quá lớn', en: 'The file is too large' },
    detail: { vi: 'Tệp vượt quá dung lượng cho phép.', en: 'The file is above the permitted size.' },
  },
  fileKindRefused: {
    title: { vi: 'Không nhận loại tệp này', en: 'This kind of file is not accepted' },
    detail: { vi: 'Nội dung của tệp không thuộc loại được nhận ở đây.', en: 'The content of the file is not of a kind accepted here.' },
  },
  changedMeanwhile: {
    title: { vi: 'Đã có người sửa', en: 'Changed meanwhile' },
    detail: {
      vi: 'Nội dung đã được sửa ở nơi khác sau khi bạn mở; hãy xem bản hiện tại rồi quyết định.',
      en: 'This was changed elsewhere after you opened it; look at what stands there now and decide.',
    },
  },
  refused: {
    title: { vi: 'Chưa làm được', en: 'Not possible yet' },
    detail: {
      vi: 'Quy định của chương trình chưa cho phép việc này; hãy xem lý do.',
      en: 'The rules of the programme do not allow this now; see the reason.',
    },
  },
  clockFixed: {
    title: { vi: 'Không đổi được đồng hồ', en: 'The clock cannot be set' },
    detail: { vi: 'Chỉ cơ quan thực hành mới đặt được đồng hồ riêng.', en: 'Only a practice office can set a clock of its own.' },
  },
  weakPassword: {
    title: { vi: 'Mật khẩu chưa đủ mạnh', en: 'The password is too weak' },
    detail: {
      vi: 'Hãy chọn mật khẩu đủ dài, không phổ biến, không là tên đăng nhập, họ tên hay tên cơ quan.',
      en: 'Choose a password that is long enough, not common, and not your login, your name or your office’s.',
    },
  },
  unavailable: {
    title: { vi: 'Hệ thống đang bận', en: 'Not available right now' },
    detail: {
      vi: 'Hệ thống đang khởi động lại hoặc quá tải; hãy thử lại sau ít giây. Chưa có gì được lưu.',
      en: 'The system is restarting or overloaded; try again in a few seconds. Nothing was saved.',
    },
  },
  failure: {
    title: { vi: 'Không thực hiện được', en: 'We could not do this' },
    detail: {
      vi: 'Hệ thống gặp lỗi; chưa có gì được lưu. Hãy thử lại, và báo mã yêu cầu nếu lỗi lặp lại.',
      en: 'Something failed; nothing was saved. Try again, and report the request id if it happens again.',
    },
  },
}
