// From any name of a province, current or former, to the unit of today.
import { fold, marked } from '../../../matching/index.js';
import type { ProvinceRecord } from '../../store/records.js';

const titles = /^(tinh|thanh pho|tp\.?|province of|city of)\s+|\s+(province|city)$/g;
const plain = (name: string) =>
  fold(name)
    .replace(/[-–\s]+/g, ' ')
    .trim();
const bare = (name: string) => plain(name).replace(titles, '');

const namesOf = (province: ProvinceRecord): string[] => [
  province.name.vi,
  province.name.en,
  ...province.aliases,
  ...province.formerUnits.flatMap((unit) => [unit.name, unit.nameAscii, ...unit.aliases]),
];

/**
 * The provinces that bear the name, one that bears it today before one that used to. Where several do and the name is
 * written with marks, the marks decide.
 */
export function provincesNamed(provinces: readonly ProvinceRecord[], name: string): ProvinceRecord[] {
  const wanted = bare(name);
  const written = marked(name.trim());
  const found = provinces.filter((province) => namesOf(province).some((known) => bare(known) === wanted));
  const exact = found.filter((province) => namesOf(province).some((known) => marked(known) === written));
  const isToday = ({ name: { vi, en } }: ProvinceRecord) => bare(vi) === wanted || bare(en) === wanted;
  return (exact.length > 0 ? exact : found).toSorted((a, b) => Number(isToday(b)) - Number(isToday(a)));
}
