// Reference records as they leave: names of the units, not our workings.
import type { FormRecord, PartnerRecord, ProvinceRecord, RegionRecord, ThemeRecord } from '../../store/records.js';

/** `unaccented` is only for recognising texts. */
export const presentTheme = ({ unaccented: _, ...theme }: ThemeRecord) => theme;
export const presentForm = (form: FormRecord) => form;
export const presentRegion = (region: RegionRecord) => region;
export const presentPartner = (partner: PartnerRecord) => partner;
export const presentProvince = (province: ProvinceRecord) => ({
  ...province,
  formerUnits: province.formerUnits.map((unit) => unit.name),
});
