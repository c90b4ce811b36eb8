// Which events to hold next.
export const planning = {
  next: 'Tổ chức gặp gỡ với {partner} về {theme}: đáp ứng thêm {needs} nhu cầu của {provinces} địa phương chưa được kết nối.',
  'next.one': 'Tổ chức gặp gỡ với {partner} về {theme}: đáp ứng thêm một nhu cầu của địa phương chưa được kết nối.',
} as const;
