// What can be wrong with an edit beyond its shape: parties it cannot mean, and what it asks for and against at once.
import type { MatchingEvent } from '../../../../matching/index.js';
import type { Issue } from '../../../failures.js';
import { edited, type IsPartner, includes, pairsIn, placeOf, provincesIn, toCome } from './apply.js';
import type { EditRequest } from './schema.js';

/** Everything that shows before the rules of the edited event are looked at. */
export function faultsIn(event: MatchingEvent, edit: EditRequest, isPartner: IsPartner): Issue[] {
  const { partners } = edited(event, edit, isPartner);
  const pin = toCome(edit, isPartner);
  const comes = [...provincesIn(pin), ...pairsIn(pin).map(({ province }) => province)];
  return [
    ...edit.forbid.flatMap((wish, i): Issue[] => {
      const pointer = `/forbid/${i}`;
      if (typeof wish !== 'string')
        return includes(edit.pin, wish) ? [{ pointer, code: 'event.pair-pinned-and-forbidden' }] : [];
      return comes.includes(wish) ? [{ pointer, code: 'event.pinned-and-forbidden' }] : [];
    }),
    ...edit.dropOut.flatMap((code, i): Issue[] => {
      const pointer = `/dropOut/${i}`;
      if (comes.includes(code) || edit.join.includes(code)) return [{ pointer, code: 'proposal.comes-and-drops-out' }];
      return isPartner(code) && !event.partners.includes(code)
        ? [{ pointer, code: 'event.partner-not-at-event', params: { value: code } }]
        : [];
    }),
    ...edit.join.flatMap((code, i): Issue[] =>
      event.partners.includes(code) ? [{ pointer: `/join/${i}`, code: 'proposal.already-at-event' }] : [],
    ),
    ...(partners.length === 0 ? [{ pointer: '/dropOut', code: 'proposal.no-partner-left' }] : []),
  ];
}

/** An issue of the edited event, at the place in the edit that it comes from. */
export function inEdit(issue: Issue, event: MatchingEvent, edit: EditRequest): Issue {
  const [, list, index, field] = /^\/rules\/(\w+)\/(\d+)(\/\w+)?$/.exec(issue.pointer) ?? [];
  const wishes = {
    pinProvinces: event.rules.pinProvinces,
    pinPairs: event.rules.pinPairs,
    forbidProvinces: event.rules.forbidProvinces,
    absentProvinces: event.rules.absentProvinces,
    forbidPairs: event.rules.forbidPairs,
  };
  const wish = wishes[list as keyof typeof wishes]?.[Number(index)];
  const kind = (['pin', 'forbid', 'absent'] as const).find((name) => list?.startsWith(name));
  const place = wish && kind && placeOf(edit, kind, wish);
  if (!place) return issue;
  // A party that joins or drops out might have been either.
  const code = /^\/(?:join|dropOut)\//.test(place) ? 'proposal.unknown-party' : issue.code;
  return { ...issue, code, pointer: `${place}${field ?? ''}` };
}
