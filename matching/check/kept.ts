// Whether a plan keeps the planner's rules, counted again from the plan itself.
import type { Plan, Violation } from '../model.js';
import type { Table } from '../plan/table.js';
import { type Limits, pairKey } from '../rules.js';
import { reaches, type Standing, tenThousandths } from './standing.js';

export function inviteRules(known: readonly Standing[], limits: Limits, { provinces }: Plan): Violation[] {
  const of = (code: string, ids: Iterable<string>) => [...ids].map((province) => ({ code, params: { province } }));
  const rows = new Map(provinces.map((row) => [row.province, row]));
  const invited = new Set(provinces.filter((row) => row.invited).map((row) => row.province));
  const complete = provinces.length === known.length && known.every(({ province }) => rows.has(province));
  const mayCome = new Set(known.filter((one) => one.mayCome).map(({ province }) => province));
  const misjudged = known.filter(({ province, points, pinned }) => {
    const row = rows.get(province);
    return row && (tenThousandths(row.score) !== points || row.pinned !== pinned);
  });
  return [
    ...(complete ? [] : [{ code: 'provinces-missing', params: {} }]),
    ...(invited.size > limits.seats ? [{ code: 'too-many-invited', params: { invited: invited.size } }] : []),
    ...of(
      'pin-not-kept',
      [...limits.pinned].filter((province) => !invited.has(province)),
    ),
    ...of(
      'forbidden-invited',
      [...limits.forbidden].filter((province) => invited.has(province)),
    ),
    ...of(
      'invited-without-grounds',
      [...invited].filter((province) => !mayCome.has(province) && !limits.forbidden.has(province)),
    ),
    ...of(
      'province-score',
      misjudged.map(({ province }) => province),
    ),
    ...of(
      'no-reason-given',
      provinces.filter((row) => !row.invited && !row.whyNot).map(({ province }) => province),
    ),
    ...quotaCount(invited, limits),
    ...regionCounts(
      known.filter(({ province }) => invited.has(province)),
      limits,
    ),
  ];
}

function regionCounts(invited: readonly Standing[], { regionMin, regionMax }: Limits): Violation[] {
  return [...new Set([...regionMin.keys(), ...regionMax.keys()])].flatMap((region) => {
    const count = invited.filter((one) => one.region === region).length;
    const kept = count >= (regionMin.get(region) ?? 0) && count <= (regionMax.get(region) ?? Number.POSITIVE_INFINITY);
    return kept ? [] : [{ code: 'region-count', params: { region, count } }];
  });
}

function quotaCount(invited: ReadonlySet<string>, { quota }: Limits): Violation[] {
  const count = quota ? [...quota.provinces].filter((province) => invited.has(province)).length : 0;
  return quota && count < quota.least ? [{ code: 'too-few-not-met', params: { count } }] : [];
}

/** What of the earlier plan is gone, counted again, and whether that is allowed. */
export function changeRules({ keep }: Limits, { changes, provinces, pairs }: Plan): Violation[] {
  if (!keep || !changes) return keep || changes ? [{ code: 'changes-wrong', params: {} }] : [];
  const invited = new Set(provinces.filter((row) => row.invited).map((row) => row.province));
  const meets = new Set(pairs.map(({ province, partner }) => pairKey(province, partner)));
  const left = [...keep.invited].filter((province) => !invited.has(province));
  const dropped = [...keep.pairs].filter((key) => !meets.has(key));
  const named = [changes.provinces, changes.pairs.map(({ province, partner }) => pairKey(province, partner))];
  const isSame = [left, dropped].every((list, i) => String([...list].sort()) === String([...(named[i] ?? [])].sort()));
  const total = left.length + dropped.length;
  return [
    ...(isSame && changes.total === total && changes.atMost === keep.atMost
      ? []
      : [{ code: 'changes-wrong', params: {} }]),
    ...(total > (keep.atMost ?? Number.POSITIVE_INFINITY)
      ? [{ code: 'too-many-changes', params: { changes: total } }]
      : []),
  ];
}

export function pairRules(
  { rows, partners }: Table,
  known: readonly Standing[],
  limits: Limits,
  plan: Plan,
): Violation[] {
  const { pairs } = plan;
  const invited = plan.provinces.filter((row) => row.invited).map((row) => row.province);
  const perProvince = tally(pairs.map(({ province }) => province));
  const perPartner = tally(pairs.map(({ partner }) => partner));
  const perPair = tally(pairs.map(({ province, partner }) => pairKey(province, partner)));
  const meetingsOf = (province: string) => perProvince.get(province) ?? 0;
  const counted = tally(pairs.filter(({ score }) => reaches(score, limits.threshold)).map(({ province }) => province));
  return [
    ...invited
      .filter((province) => meetingsOf(province) < limits.minMeetings || meetingsOf(province) > limits.perProvince)
      .map((province) => ({ code: 'province-meetings', params: { province, meetings: meetingsOf(province) } })),
    ...invited
      .filter((province) => (counted.get(province) ?? 0) < limits.minMeetings)
      .filter((province) => meetingsOf(province) >= limits.minMeetings)
      .map((province) => ({ code: 'province-threshold', params: { province, meetings: counted.get(province) ?? 0 } })),
    ...[...perPartner]
      .filter(([, meetings]) => meetings > limits.perPartner)
      .map(([partner, meetings]) => ({ code: 'partner-meetings', params: { partner, meetings } })),
    ...(pairs.length > limits.meetings ? [{ code: 'too-many-meetings', params: { meetings: pairs.length } }] : []),
    ...pairs.flatMap((pair) => {
      const { province, partner } = pair;
      const i = rows.findIndex((row) => row.province.id === province);
      const j = partners.findIndex(({ id }) => id === partner);
      const cell = rows[i]?.cells[j];
      const key = pairKey(province, partner);
      const codes = [
        ...(invited.includes(province) ? [] : ['pair-of-uninvited']),
        ...(perPair.get(key) === 1 ? [] : ['pair-twice']),
        ...(!cell ? ['pair-unknown'] : cell.refused ? ['pair-refused'] : []),
        ...(cell && cell.score !== pair.score ? ['pair-score'] : []),
        ...(pair.pinned === limits.pinnedPairs.has(key) ? [] : ['pair-pin']),
        ...(!cell || cell.refused || known[i]?.open.includes(j) ? [] : ['pair-below-threshold']),
      ];
      return codes.map((code) => ({ code, params: { province, partner } }));
    }),
    ...[...limits.pinnedPairs]
      .filter((key) => !perPair.has(key))
      .map((pair) => ({ code: 'pinned-pair-missing', params: { pair } })),
  ];
}

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
