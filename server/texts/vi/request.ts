// Failures of the request itself, and what can be wrong with one of its fields.
export const failures = {
  'request.malformed-json': {
    title: 'Nội dung gửi lên không phải JSON hợp lệ',
    detail: 'Không đọc được nội dung gửi lên dưới dạng JSON.',
  },
  'request.malformed': { title: 'Yêu cầu không hợp lệ', detail: 'Không đọc được yêu cầu: {reason}.' },
  'request.wrong-content-type': {
    title: 'Định dạng nội dung không được hỗ trợ',
    detail: 'Địa chỉ này chỉ nhận nội dung dạng: {accepted}.',
  },
  'request.too-large': {
    title: 'Nội dung gửi lên quá lớn',
    detail: 'Nội dung gửi lên vượt quá giới hạn {limit} byte.',
  },
  'request.not-found': {
    title: 'Không tìm thấy',
    detail: 'Địa chỉ không tồn tại hoặc bản ghi không có, hoặc bạn không được xem.',
  },
  'request.method-not-allowed': {
    title: 'Phương thức không được hỗ trợ',
    detail: 'Địa chỉ này chỉ hỗ trợ: {allow}.',
  },
  'request.version-required': {
    title: 'Thiếu số phiên bản',
    detail: 'Thao tác này cần tiêu đề If-Match với số phiên bản đã đọc, để không ghi đè thay đổi của người khác.',
  },
  'request.version-malformed': {
    title: 'Số phiên bản không hợp lệ',
    detail: 'Tiêu đề If-Match phải là số phiên bản đặt trong dấu ngoặc kép, ví dụ "3".',
  },
  'input.invalid': {
    title: 'Dữ liệu chưa hợp lệ',
    detail: 'Có {count} điểm cần sửa; xem danh sách kèm theo.',
  },
  'request.idempotency-key-malformed': {
    title: 'Khoá chống lặp không hợp lệ',
    detail: 'Tiêu đề Idempotency-Key gồm 1–200 ký tự ASCII, không có dấu cách.',
  },
  'request.idempotency-key-reused': {
    title: 'Khoá chống lặp đã dùng cho yêu cầu khác',
    detail: 'Mỗi thao tác mới cần một Idempotency-Key mới.',
  },
  'request.already-done': {
    title: 'Thao tác đã được thực hiện',
    detail: 'Yêu cầu này đã được ghi nhận trước đó ({subjectKind} {subject}); xin đọc lại bản ghi.',
  },
  'request.repeated': {
    title: 'Yêu cầu đang được xử lý',
    detail: 'Cùng yêu cầu này đang được xử lý; xin thử lại sau giây lát.',
  },
  'server.unexpected': {
    title: 'Lỗi ngoài dự kiến',
    detail: 'Hệ thống gặp lỗi. Xin báo cho quản trị viên kèm mã yêu cầu.',
  },
} as const;

export const issues = {
  'input.required': 'Trường này là bắt buộc.',
  'input.unknown-field': 'Không có trường này.',
  'input.wrong-type': 'Sai kiểu dữ liệu: cần {expected}.',
  'input.wrong-format': 'Sai định dạng: cần {format}.',
  'input.not-allowed': 'Giá trị không thuộc danh sách cho phép: {allowed}.',
  'input.no-variant': 'Giá trị không khớp dạng nào được phép.',
  'input.too-short': 'Quá ngắn: cần ít nhất {minimum} ký tự.',
  'input.too-long': 'Quá dài: nhiều nhất {maximum} ký tự.',
  'input.too-few': 'Quá ít: cần ít nhất {minimum} mục.',
  'input.too-many': 'Quá nhiều: nhiều nhất {maximum} mục.',
  'input.too-small': 'Quá nhỏ: giá trị nhỏ nhất là {minimum}.',
  'input.too-large': 'Quá lớn: giá trị lớn nhất là {maximum}.',
  'input.not-multiple': 'Phải là bội số của {divisor}.',
  'input.given-twice': 'Tham số này chỉ được ghi một lần.',
  'input.refused': 'Giá trị không hợp lệ.',
} as const;
