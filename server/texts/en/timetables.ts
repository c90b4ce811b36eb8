// Timetables: their failures, and the sentences behind their codes.
export const failures = {
  'timetable.not-found': { title: 'No timetable yet', detail: 'The proposal {proposal} has no timetable yet.' },
  'timetable.infeasible': {
    title: 'There is no such timetable',
    detail: 'No timetable can be made: {conflict}. There is one if {remedy}.',
  },
  'timetable.announced': {
    title: 'The timetable has been announced',
    detail:
      'The proposal is released and its timetable announced; it can only be repaired with the fewest changes, or within a number of changes.',
  },
  'timetable.under-way': {
    title: 'A timetable is being made',
    detail: 'The timetable of this proposal is being made; please wait for it, or end that search.',
  },
  'timetable.not-under-way': {
    title: 'No search is under way',
    detail: 'The timetable of the proposal {proposal} is not being made at present.',
  },
  'timetable.stopped': {
    title: 'The search was ended',
    detail: 'The search was ended before any timetable was found. Nothing was stored.',
  },
  'timetable.not-confirmed': {
    title: 'The independent check has not confirmed the timetable',
    detail: 'The checker found {count} violations; the timetable was not stored.',
  },
  'timetabler.stopped': {
    title: 'The timetabler stopped',
    detail: 'The computation was too large for this machine or failed. Nothing was stored; please try a smaller scope.',
  },
};

export const issues = {
  'timetable.at-most-missing': 'Say how many meetings may move.',
  'timetable.at-most-unused': 'How many meetings may move is only said with the mode “at-most”.',
  'timetable.event-without-slots': 'The event has no time slots yet.',
  'timetable.event-without-tables': 'The event has no tables yet.',
  'timetable.unknown-slot': 'The event has no slot with the id “{value}”.',
  'timetable.party-not-in-plan': 'No province or partner with the code “{value}” meets anyone in this proposal.',
  'timetable.pair-not-in-plan': 'The proposal has no meeting of {province} and {partner}.',
  'timetable.locked-dropout': 'The meeting is locked, but “{value}” no longer comes.',
  'timetable.locked-while-unavailable': 'The meeting is locked in a slot in which “{value}” is not free.',
  'timetable.locked-without-interpreter': 'In the slot “{value}” no interpreter can work with this partner.',
  'timetable.locked-twice': 'The meeting of {province} and {partner} is locked above already.',
  'timetable.locked-double-booked': '“{value}” has another meeting locked in this slot.',
  'timetable.more-locked-than-tables': 'More meetings are locked in the slot “{value}” than there are tables.',
  'timetable.too-little': '{shortage}',
  'timetable.demand-in-conflict': 'This cannot be kept together with the other demands: {demand}.',
};

export const acts = {
  'timetable.made': 'Timetable made',
  'timetable.cut-short': 'Search for a timetable ended',
};

export const timetables = {
  nobody: 'nobody',
  'change.moved': '{province} – {partner}: from {fromSlot}, table {fromTable} to {toSlot}, table {toTable}.',
  'change.added': '{province} – {partner}: added at {toSlot}, table {toTable}.',
  'change.dropped': '{province} – {partner}: no longer held (it was at {fromSlot}, table {fromTable}).',
  'change.other-table': '{province} – {partner}, {toSlot}: from table {fromTable} to table {toTable}.',
  'change.other-interpreter':
    '{province} – {partner}, {toSlot}: interpreter {toInterpreter} instead of {fromInterpreter}.',

  'conflict.pair-not-in-plan': 'The meeting of {province} and {partner} is no longer in the proposal.',
  'conflict.pair-twice': 'The meeting of {province} and {partner} is twice in the last timetable.',
  'conflict.slot-unknown': 'The slot {slot} of the meeting of {province} and {partner} is gone.',
  'conflict.table-unknown': 'Table {table} of the meeting of {province} and {partner} is gone.',
  'conflict.party-double-booked': '{party} has two meetings at {slot} in the last timetable.',
  'conflict.table-double-booked': 'Table {table} has two meetings at {slot} in the last timetable.',
  'conflict.interpreter-double-booked': 'Interpreter {interpreter} has two meetings at {slot} in the last timetable.',
  'conflict.locked-moved': 'The meeting of {province} and {partner} is locked at {slot}, unlike in the last timetable.',
  'conflict.party-unavailable': '{party} is not free at {slot}, when {province} and {partner} were to meet.',
  'conflict.interpreter-missing': 'The meeting of {province} and {partner} at {slot} has no interpreter yet.',
  'conflict.interpreter-unknown':
    'Interpreter {interpreter} of the meeting of {province} and {partner} at {slot} is no longer listed.',
  'conflict.interpreter-without-language':
    'Interpreter {interpreter} of the meeting of {province} and {partner} at {slot} lacks the language.',
  'conflict.interpreter-unavailable':
    'Interpreter {interpreter} is not there at {slot}, when {province} and {partner} were to meet.',

  'shortage.slots-of-party': '{party} has {meetings} meetings, but there are only {limit} slots',
  'shortage.places': 'there are {meetings} meetings, but only {limit} places (tables × slots)',
  'shortage.interpreter-of-partner': 'no interpreter can work with {partner} (languages: {languages})',
  'shortage.interpreters':
    '{meetings} meetings need an interpreter, but those who know the languages can only do {limit}',
  'shortage.interpreters-at-once': 'some slot needs more interpreters than are there',
  'shortage.moves': '{moves} meetings have to move, more than the {limit} allowed',
  'shortage.effort': 'none was found within the limits of the computation',
  'remedy.slots-of-party': 'the event has at least {meetings} slots',
  'remedy.places': 'tables or slots are added for all {meetings} meetings',
  'remedy.interpreter-of-partner': 'there is an interpreter for one of these languages: {languages}',
  'remedy.interpreters': 'interpreters are added for all {meetings} meetings',
  'remedy.interpreters-at-once': 'interpreters are added, or are there in more slots',
  'remedy.moves': '{moves} meetings may move',
  'remedy.effort': 'less is demanded, or slots are added',
  'demand.locked': '{province} meets {partner} at {slot}',
  'demand.unavailable': '{party} is not free at {slot}',
  release: 'these demands are dropped: {demands}',

  'warning.no-interpreters': 'The event lists no interpreters; the timetable was made without any.',
  'warning.search-cut-short': 'The search was ended early; there may be a better timetable.',

  'calendar.title': '{province} meets {partner} – {event}',
  'calendar.table': 'table {table}',
};
