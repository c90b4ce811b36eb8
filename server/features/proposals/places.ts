// Where the rules of a conflict stand in the body of the request.
import type { MatchingRules, Pair, RuleRef } from '../../../matching/index.js';
import { placeOf as placeInEdit } from './edits/apply.js';
import type { EditRequest } from './edits/schema.js';

const pointers: Readonly<Record<RuleRef['code'], string>> = {
  seats: '/seats',
  tables: '/tables',
  slots: '/slots',
  'region-min': '/rules/perRegionMin',
  'region-max': '/rules/perRegionMax',
  'pin-province': '/rules/pinProvinces',
  'forbid-province': '/rules/forbidProvinces',
  'absent-province': '/rules/absentProvinces',
  'pin-pair': '/rules/pinPairs',
  'forbid-pair': '/rules/forbidPairs',
  'met-recently': '/rules/metRecentlyMonths',
  'min-meetings': '/rules/k',
  'max-meetings-province': '/rules/maxMeetingsProvince',
  'max-meetings-partner': '/rules/maxMeetingsPartner',
  'min-not-met': '/rules/minNotMet',
  threshold: '/rules/threshold',
  'at-most': '/atMost',
};

/** Where a rule of a conflict stands in what was asked: the very item, where it is one of a list. */
export const placeOf =
  (rules: MatchingRules, edit: EditRequest | null) =>
  (rule: RuleRef): string =>
    (edit && wishPlace(rule, edit)) ?? rulePlace(rule, rules);

function wishPlace({ code, params }: RuleRef, edit: EditRequest): string | null {
  const province = String(params.province);
  const pair = { province, partner: String(params.partner) };
  switch (code) {
    case 'pin-province':
      return placeInEdit(edit, 'pin', province);
    case 'forbid-province':
      return placeInEdit(edit, 'forbid', province);
    case 'absent-province':
      return placeInEdit(edit, 'absent', province);
    case 'pin-pair':
      return placeInEdit(edit, 'pin', pair);
    case 'forbid-pair':
      return placeInEdit(edit, 'forbid', pair);
    default:
      return null;
  }
}

function rulePlace(
  { code, params }: RuleRef,
  { pinProvinces, forbidProvinces, absentProvinces, pinPairs, forbidPairs }: MatchingRules,
): string {
  const one = (list: readonly string[] = []) => list.indexOf(String(params.province));
  const pair = (list: readonly Pair[] = []) =>
    list.findIndex(({ province, partner }) => province === params.province && partner === params.partner);
  const items: Partial<Record<RuleRef['code'], string | number>> = {
    'region-min': params.region ?? '',
    'region-max': params.region ?? '',
    'pin-province': one(pinProvinces),
    'forbid-province': one(forbidProvinces),
    'absent-province': one(absentProvinces),
    'pin-pair': pair(pinPairs),
    'forbid-pair': pair(forbidPairs),
  };
  const item = items[code];
  return item === undefined ? pointers[code] : `${pointers[code]}/${item}`;
}
