// Backups.
export const failures = {
  'backup.not-here': {
    title: 'Không sao lưu được tại đây',
    detail:
      'Kho dữ liệu đặt trên máy chủ MongoDB (MONGODB_URI). Xin sao lưu bằng mongodump và khôi phục bằng mongorestore trên máy chủ đó.',
  },
} as const;

export const acts = { 'backup.taken': 'Sao lưu dữ liệu' } as const;
