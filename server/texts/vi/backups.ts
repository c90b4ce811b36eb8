// Backups.
export const acts = { 'backup.taken': 'Sao lưu dữ liệu' } as const;
