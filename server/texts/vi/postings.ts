// Needs and offers.
export const failures = {
  'posting.wrong-status': {
    title: 'Trạng thái không phù hợp',
    detail: 'Hiện ở trạng thái “{status:word}” nên không thể {verb:word}. Có thể: {allowed:word}.',
  },
  'posting.incomplete': {
    title: 'Chưa đủ thông tin để gửi',
    detail: 'Cần chọn ít nhất một chủ đề trước khi gửi.',
  },
  'posting.not-own': {
    title: 'Không thuộc cơ quan, tổ chức của bạn',
    detail: 'Tài khoản chỉ được đăng và sửa nhu cầu, chào hợp tác của chính cơ quan, tổ chức mình.',
  },
  'import.unknown-columns': {
    title: 'Tên cột không đúng',
    detail: 'Không có cột: {unknown}. Các cột được dùng: {known}.',
  },
  'import.repeated-columns': { title: 'Tên cột bị lặp', detail: 'Mỗi cột chỉ được có một lần: {repeated}.' },
  'import.empty': { title: 'Tệp không có dữ liệu', detail: 'Không có dòng nào có nội dung.' },
  'import.too-many-rows': {
    title: 'Tệp có quá nhiều dòng',
    detail: 'Tệp có {rows} dòng; mỗi lần chỉ nhập nhiều nhất {most} dòng. Xin chia thành nhiều tệp.',
  },
  'import.unreadable': {
    title: 'Không đọc được tệp',
    detail: 'Tệp không đúng định dạng (dòng {line}; 0 là cả tệp). Xin lưu lại rồi gửi lại.',
  },
  'import.not-utf8': { title: 'Tệp không dùng mã UTF-8', detail: 'Xin lưu tệp CSV với bảng mã UTF-8 rồi gửi lại.' },
} as const;

export const issues = {
  'text.control-character': 'Văn bản không được chứa ký tự điều khiển.',
  'posting.title-missing': 'Cần tiêu đề bằng ít nhất một ngôn ngữ.',
  'posting.years-swapped': 'Năm kết thúc không được trước năm bắt đầu.',
  'posting.date-malformed': 'Ngày phải có dạng YYYY, YYYY-MM hoặc YYYY-MM-DD.',
  'posting.code-repeated': 'Có mã bị lặp lại.',
  'posting.unknown-theme': 'Không có chủ đề mang mã {code}.',
  'posting.unknown-form': 'Không có hình thức hợp tác mang mã {code}.',
  'posting.unknown-country': 'Không có quốc gia, tổ chức mang mã {code} trong danh mục.',
  'posting.unknown-province': 'Không có tỉnh/thành phố mang mã {code}.',
  'posting.unknown-partner': 'Không có đối tác mang mã {code}.',
  'posting.partner-elsewhere': 'Đối tác {code} không thuộc địa bàn {country} của cơ quan đại diện.',
  'posting.country-elsewhere': 'Danh sách quốc gia phải có địa bàn {country} của cơ quan đại diện.',
  'import.kind-unknown': 'Cần ghi rõ là nhu cầu (need) hay chào hợp tác (offer).',
  'import.too-many-cells': 'Dòng có ô nằm ngoài các cột.',
  'import.stray-column': 'Cột này không dùng cho loại hồ sơ của dòng.',
  'import.not-own': 'Tài khoản chỉ được nhập cho chính cơ quan, tổ chức mình.',
  'import.not-allowed': 'Tài khoản không được đăng loại hồ sơ này.',
} as const;

export const acts = {
  'need.created': 'Soạn nhu cầu hợp tác',
  'need.changed': 'Sửa nhu cầu hợp tác',
  'need.removed': 'Xoá bản nháp nhu cầu hợp tác',
  'need.submitted': 'Gửi nhu cầu hợp tác',
  'need.returned': 'Trả lại nhu cầu hợp tác để hoàn thiện',
  'need.published': 'Công bố nhu cầu hợp tác',
  'need.closed': 'Đóng nhu cầu hợp tác',
  'need.renewed': 'Gia hạn nhu cầu hợp tác',
  'need.expired': 'Nhu cầu hợp tác hết hạn',
  'offer.created': 'Soạn chào hợp tác',
  'offer.changed': 'Sửa chào hợp tác',
  'offer.removed': 'Xoá bản nháp chào hợp tác',
  'offer.submitted': 'Gửi chào hợp tác',
  'offer.returned': 'Trả lại chào hợp tác để hoàn thiện',
  'offer.published': 'Công bố chào hợp tác',
  'offer.closed': 'Đóng chào hợp tác',
  'offer.renewed': 'Gia hạn chào hợp tác',
  'offer.expired': 'Chào hợp tác hết hạn',
  'import.stored': 'Nhập nhu cầu, chào hợp tác từ tệp',
  'import.checked': 'Kiểm tra tệp nhập, không lưu',
} as const;

/** Codes as they are said inside a sentence. */
export const words = {
  draft: 'bản nháp',
  submitted: 'đã gửi, chờ công bố',
  published: 'đã công bố',
  closed: 'đã đóng',
  expired: 'đã hết hạn',
  change: 'sửa',
  remove: 'xoá',
  submit: 'gửi',
  publish: 'công bố',
  close: 'đóng',
  renew: 'gia hạn',
  none: 'không còn bước nào',
  return: 'trả lại',
} as const;
