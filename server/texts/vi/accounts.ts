// Signing in, rights, tokens and accounts.
export const failures = {
  'session.required': { title: 'Cần đăng nhập', detail: 'Xin đăng nhập hoặc gửi mã truy cập cá nhân.' },
  'session.refused': { title: 'Đăng nhập không thành công', detail: 'Địa chỉ thư điện tử hoặc mật khẩu không đúng.' },
  'session.too-many-attempts': {
    title: 'Đăng nhập sai quá nhiều lần',
    detail: 'Xin thử lại sau {retryAfter} giây.',
  },
  'session.csrf-mismatch': {
    title: 'Thiếu hoặc sai mã chống giả mạo yêu cầu',
    detail: 'Thao tác ghi qua trình duyệt cần tiêu đề X-CSRF-Token lấy từ phiên đăng nhập.',
  },
  'token.invalid': {
    title: 'Mã truy cập không hợp lệ',
    detail: 'Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi.',
  },
  'access.denied': { title: 'Không có quyền', detail: 'Tài khoản của bạn không được làm việc này.' },
  'account.not-oneself': {
    title: 'Không thể tự ngừng tài khoản của mình',
    detail: 'Xin nhờ quản trị viên khác thực hiện.',
  },
} as const;

export const issues = {
  'account.role-mismatch': 'Tổ chức phải phù hợp với vai trò của tài khoản.',
  'account.unknown-organisation': 'Không có cơ quan, tổ chức mang mã này.',
} as const;

export const acts = {
  'session.started': 'Đăng nhập',
  'session.refused': 'Đăng nhập bị từ chối',
  'session.ended': 'Đăng xuất',
  'token.created': 'Tạo mã truy cập cá nhân',
  'token.revoked': 'Thu hồi mã truy cập cá nhân',
  'account.created': 'Tạo tài khoản',
  'account.deactivated': 'Ngừng tài khoản',
  'account.password-reset': 'Đặt lại mật khẩu',
} as const;
