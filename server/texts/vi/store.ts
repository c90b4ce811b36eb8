// Failures of the store, in words for the person who met them.
export const failures = {
  'store.duplicate': { title: 'Đã tồn tại', detail: 'Đã có bản ghi khác dùng cùng giá trị: {fields}.' },
  'store.version-conflict': {
    title: 'Bản ghi đã được người khác thay đổi',
    detail: 'Bạn đã đọc phiên bản {expected}, hiện nay là phiên bản {actual}. Xin đọc lại rồi sửa.',
  },
  'store.missing': { title: 'Không tìm thấy', detail: 'Bản ghi không còn tồn tại.' },
  'store.locked': {
    title: 'Kho dữ liệu đang được sử dụng',
    detail:
      'Một tiến trình khác đang dùng thư mục dữ liệu {folder}. Xin dừng tiến trình đó hoặc chọn thư mục khác (DATA_DIR).',
  },
  'store.folder-not-writable': {
    title: 'Không ghi được vào thư mục dữ liệu',
    detail: 'Không tạo hoặc không ghi được thư mục {folder}. Xin kiểm tra quyền ghi hoặc chọn thư mục khác (DATA_DIR).',
  },
  'store.folder-not-empty': { title: 'Thư mục không trống', detail: 'Thư mục {folder} phải trống hoặc chưa có.' },
  'store.unreadable': {
    title: 'Không đọc được kho dữ liệu',
    detail: 'Thư mục {folder} không chứa kho dữ liệu đọc được.',
  },
  'store.newer-version': {
    title: 'Kho dữ liệu thuộc phiên bản mới hơn',
    detail:
      'Thư mục {folder} do phiên bản mới hơn của phần mềm ghi (lược đồ {found}; bản này đọc được đến {supported}).',
  },
  'store.newer-database': {
    title: 'Kho dữ liệu thuộc phiên bản mới hơn',
    detail:
      'Cơ sở dữ liệu {database} do phiên bản mới hơn của phần mềm ghi (lược đồ {found}; bản này đọc được đến {supported}).',
  },
  'store.address-malformed': {
    title: 'Địa chỉ kho dữ liệu không hợp lệ',
    detail: 'Không đọc được địa chỉ trong MONGODB_URI; địa chỉ có dạng mongodb://máy-chủ/tên-cơ-sở-dữ-liệu?tuỳ-chọn.',
  },
  'store.access-refused': {
    title: 'Máy chủ cơ sở dữ liệu từ chối truy cập',
    detail: 'Tài khoản trong MONGODB_URI không đăng nhập được hoặc không đủ quyền trên cơ sở dữ liệu {database}.',
  },
  'store.too-large': {
    title: 'Bản ghi quá lớn',
    detail: 'Bản ghi của {collection} vượt quá giới hạn 16 MB của kho dữ liệu; thay đổi chưa được ghi.',
  },
  'store.disk-full': {
    title: 'Hết chỗ trên đĩa',
    detail: 'Không còn chỗ trên đĩa của thư mục dữ liệu; thay đổi chưa được ghi.',
  },
  'store.unreachable': { title: 'Kho dữ liệu tạm ngừng', detail: 'Không kết nối được kho dữ liệu. Xin thử lại sau.' },
  'store.closed': { title: 'Hệ thống đang dừng', detail: 'Kho dữ liệu đã đóng. Xin thử lại sau.' },
  'store.transaction-stalled': {
    title: 'Thao tác kéo dài quá lâu',
    detail: 'Thao tác đã bị huỷ vì kéo dài quá lâu; chưa có gì được ghi. Xin thử lại.',
  },
  'store.transaction-over': { title: 'Lỗi ngoài dự kiến', detail: 'Ghi dữ liệu sau khi giao dịch đã kết thúc.' },
  'store.nested-write': { title: 'Lỗi ngoài dự kiến', detail: 'Ghi dữ liệu ngoài giao dịch đang mở.' },
  'store.undeclared-field': {
    title: 'Lỗi ngoài dự kiến',
    detail: 'Truy vấn theo trường không được khai báo: {field}.',
  },
  'store.not-empty': {
    title: 'Kho dữ liệu không trống',
    detail: 'Chỉ nhập được vào kho trống; kho này đã có bản ghi trong {collection}.',
  },
  'export.unreadable': { title: 'Không đọc được tệp xuất', detail: 'Dòng {line} không đúng định dạng của tệp xuất.' },
  'export.newer-version': {
    title: 'Tệp xuất thuộc phiên bản mới hơn',
    detail: 'Tệp có định dạng {found}; bản này đọc được đến {supported}.',
  },
  'export.truncated': { title: 'Tệp xuất bị thiếu', detail: 'Tệp bị cắt giữa chừng; chưa có gì được nhập.' },
  'export.altered': {
    title: 'Tệp xuất đã bị thay đổi',
    detail: 'Nội dung không khớp với mã kiểm tra ở cuối tệp; chưa có gì được nhập.',
  },
  'export.miscounted': {
    title: 'Tệp xuất sai số bản ghi',
    detail: 'Trong {collection} phải có {expected} bản ghi nhưng có {found}.',
  },
  'export.interrupted': {
    title: 'Việc xuất bị gián đoạn',
    detail: 'Kho dữ liệu đã ngắt giữa chừng; tệp vừa ghi không dùng được. Xin xuất lại.',
  },
} as const;
