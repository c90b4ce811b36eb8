// The readable table of a plan at the terminal.
export const sheet = {
  setting: '{date}, {place}. {seats} suất, {tables} bàn, {slots} khung giờ. Đối tác: {partners}.',
  basis: 'Căn cứ các nhu cầu và chào hợp tác đã công bố đến ngày {asOf}. Điểm trên thang 100.',
  optimal:
    'Tối ưu, đã qua kiểm tra độc lập: danh sách mời {invite} điểm (cận trên {inviteBound}), các cuộc gặp {pairing} điểm (cận trên {pairingBound}).',
  feasible:
    'Phương án tốt nhất tìm được: danh sách mời {invite} điểm (cận trên {inviteBound}), các cuộc gặp {pairing} điểm (cận trên {pairingBound}).',
  digest: 'Mã dữ liệu đầu vào: {digest}. Bộ ghép nối {version}, trọng số {weights}.',
  invited: 'I. ĐỊA PHƯƠNG ĐỀ NGHỊ MỜI ({count})',
  pairs: 'II. CÁC CUỘC GẶP ĐỀ NGHỊ ({count})',
  others: 'III. ĐỊA PHƯƠNG CHƯA MỜI VÀ LÝ DO ({count})',
  alternates: 'IV. ĐỊA PHƯƠNG DỰ BỊ',
  balance: 'V. CÂN ĐỐI VÙNG, MIỀN',
  prices: 'VI. TỪNG YÊU CẦU LÀM THAY ĐỔI PHƯƠNG ÁN THẾ NÀO',
  warnings: 'VII. NHỮNG ĐIỂM CẦN LƯU Ý',
  wouldEnter: 'Sẽ được mời nếu {changes}.',
  or: '; hoặc ',
  margin: 'nếu không mời, tổng điểm giảm {margin}',
  regionRow: '{region}: {invited}/{provinces} địa phương',
  notMet: 'Chưa dự sự kiện nào được ghi nhận trong 24 tháng qua: {provinces}.',
  alternateRow: '{province} (nếu thay, tổng điểm giảm {loss})',
  none: 'Không có.',
} as const;
