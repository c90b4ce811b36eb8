// Starting, commands and the seed: failures and greetings a person reads in a terminal.
export const failures = {
  'config.invalid': {
    title: 'Cấu hình chưa đủ hoặc chưa đúng',
    detail: 'Xin sửa các biến môi trường sau (xem .env.example).',
  },
  'config.not-supported': {
    title: 'Bản này chưa hỗ trợ cấu hình đó',
    detail: 'Bản này không có thành phần cho: {settings}. Xin bỏ biến môi trường đó.',
  },
  'start.port-in-use': {
    title: 'Cổng đang được sử dụng',
    detail: 'Cổng {port} tại {host} đang được chương trình khác sử dụng. Xin chọn cổng khác (PORT).',
  },
  'start.address-unusable': {
    title: 'Không mở được địa chỉ',
    detail: 'Không mở được cổng {port} tại {host} ({reason}).',
  },
  'command.file-unusable': { title: 'Không mở được tệp', detail: 'Không đọc hoặc ghi được tệp {file} ({reason}).' },
  'command.wrong-arguments': { title: 'Sai tham số', detail: 'Cách dùng: {usage}' },
  'seed.invalid-rows': {
    title: 'Dữ liệu nguồn có lỗi',
    detail: 'Có {count} lỗi trong các tệp dữ liệu; chưa có gì được nạp.',
  },
} as const;

export const issues = {
  'config.given-both': 'Chỉ ghi một trong hai: {name} hoặc {name}_FILE.',
  'config.file-unreadable': 'Không đọc được tệp {file} ({reason}).',
  'config.file-empty': 'Tệp {file} trống.',
  'config.not-an-address':
    'Cần địa chỉ IP, dải mạng (ví dụ 10.0.0.0/8), loopback, linklocal hoặc uniquelocal, cách nhau bằng dấu phẩy.',
} as const;

export const console = {
  'start.ready': 'Gặp gỡ Đại sứ đang chạy tại {url}',
  'start.docs': 'Mô tả API: {url}/api/docs',
  'start.demo': 'Tài khoản dùng thử (mật khẩu: {password}):',
  'start.stopped': 'Đã dừng.',
  'seed.done': 'Đã nạp dữ liệu: thêm {inserted}, cập nhật {updated}, giữ nguyên {unchanged}, người dùng đã sửa {kept}.',
  'account.done': 'Đã tạo quản trị viên {email}. Mật khẩu (chỉ hiện một lần): {password}',
  'reindex.done': 'Đã lập lại chỉ mục: {documents} bản ghi.',
  'migrate.done': 'Kho dữ liệu đã đúng lược đồ và chỉ mục của phiên bản này.',
  'backup.done': 'Đã sao lưu {bytes} byte vào {file}.',
  'restore.done': 'Đã khôi phục {bytes} byte vào {file}.',
  'export.done': 'Đã xuất {records} bản ghi ra {file}.',
  'import.done': 'Đã nhập {records} bản ghi từ {file}.',
  'progress.choosing': 'Chọn địa phương mời',
  'progress.ranking': 'Xếp thứ tự các địa phương',
  'progress.explaining': 'Tìm lý do và điều kiện để được mời',
  'progress.checking': 'Kiểm tra độc lập phương án',
  'openapi.done': 'Đã ghi {file}.',
} as const;
