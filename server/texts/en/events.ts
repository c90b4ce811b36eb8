// Events.
export const failures = {
  'event.not-found': { title: 'Event not found', detail: 'There is no event with the id or slug “{event}”.' },
  'event.already-held': {
    title: 'Event already held',
    detail: 'Event {event} has been held; it can be neither changed nor planned.',
  },
};

export const issues = {
  'event.name-missing': 'A name in Vietnamese or English is needed.',
  'event.nothing-to-change': 'Nothing to change is given.',
  'event.weights-all-zero': 'At least one weight must be above 0.',
  'event.pinned-and-forbidden': 'This province is both pinned and forbidden.',
  'event.pinned-and-absent': 'This province is both pinned and said to be unable to come.',
  'event.pair-pinned-and-forbidden': 'This pair is both pinned and forbidden.',
  'event.region-min-above-max': 'The least number of the region is above its most.',
  'event.min-above-max-meetings': 'The least number of meetings is above the most.',
  'event.slot-ends-before-it-begins': 'The slot ends before it begins.',
  'event.code-repeated': 'A code is repeated.',
  'event.slot-twice': 'The slot id “{value}” is used twice.',
  'event.slots-overlap': 'The slot overlaps with the slot “{value}”.',
  'event.interpreter-twice': 'The interpreter id “{value}” is used twice.',
  'event.unknown-slot': 'There is no slot with the id “{value}”.',
  'event.unknown-partner': 'There is no partner with the code “{value}”.',
  'event.unknown-theme': 'There is no theme with the code “{value}”.',
  'event.unknown-province': 'There is no province with the code “{value}”.',
  'event.unknown-region': 'There is no region with the code “{value}”.',
  'event.partner-not-at-event': 'The partner “{value}” is not at this event.',
};

export const acts = {
  'event.planned': 'Event planned',
  'event.changed': 'Event changed',
};
