// Failures of the store and the search engine, in words for the person who met them.
export const failures = {
  'store.duplicate': { title: 'Đã tồn tại', detail: 'Đã có bản ghi khác dùng cùng giá trị: {fields}.' },
  'store.version-conflict': {
    title: 'Bản ghi đã được người khác thay đổi',
    detail: 'Bạn đã đọc phiên bản {expected}, hiện nay là phiên bản {actual}. Xin đọc lại rồi sửa.',
  },
  'store.missing': { title: 'Không tìm thấy', detail: 'Bản ghi không còn tồn tại.' },
  'store.locked': {
    title: 'Kho dữ liệu đang bận',
    detail: 'Kho dữ liệu đang được một tiến trình khác sử dụng.',
  },
  'store.unreachable': { title: 'Kho dữ liệu tạm ngừng', detail: 'Không kết nối được kho dữ liệu. Xin thử lại sau.' },
  'store.nested-write': { title: 'Lỗi ngoài dự kiến', detail: 'Ghi dữ liệu ngoài giao dịch đang mở.' },
  'search.unreachable': { title: 'Tìm kiếm tạm ngừng', detail: 'Không kết nối được bộ máy tìm kiếm. Xin thử lại sau.' },
} as const;
