// Edits of proposals, their differences, and what rules cost.
export const failures = {
  'proposal.already-released': {
    title: 'The proposal has been released',
    detail: 'The proposal {proposal} has been released and cannot be edited. Please make a new one.',
  },
};

export const issues = {
  'proposal.at-most-missing': 'Say how many changes there may be at most.',
  'proposal.at-most-without-mode': 'The most changes are said with the mode “at-most” only.',
  'proposal.comes-and-drops-out': 'It is said to come and to drop out.',
  'proposal.unknown-party': 'There is no province or partner with the code “{value}”.',
  'proposal.already-at-event': 'This partner is at the event already.',
  'proposal.no-partner-left': 'No partner is left at the event.',
};

export const acts = {
  'proposal.edited': 'Proposal edited',
};

export const difference = {
  enters: '{province} enters the invite list.',
  leaves: '{province} leaves the invite list.',
  moves: '{province} changes its meetings: before with {before}; now with {after}.',
  nobody: 'no partner',
  inviteList: 'Match of the invite list: {before} → {after} points ({percent}).',
  pairing: 'Match of the meetings: {before} → {after} points ({percent}).',
  entering: 'provinces entering: {count}',
  leaving: 'leaving: {count}',
  moving: 'meeting other partners: {count}',
  added: 'new meetings: {count}',
  dropped: 'meetings dropped: {count}',
  summary: 'Compared with the plan before: {changes}. Match of the list {invite}, of the meetings {meetings}.',
  none: 'Both proposals invite the same provinces to the same meetings.',
  same: 'unchanged',
};

export const prices = {
  rule: 'The rule “{rule}”',
  waiting: 'Points for having waited',
  'highest-threshold': 'The highest threshold of the meetings',
  'fewest-changes': 'Keeping the plan before, with the fewest changes',
  'one-more-seat': 'One more seat ({seats} in all)',
  'one-seat-less': 'One seat less ({seats} in all)',
  'one-more-meeting': 'At least {limit} meetings for each invited province',
  effect: '{what}: match of the list {percent}, of the meetings {meetings}{enters}{leaves}.',
  enters: '; +{count} provinces ({provinces})',
  leaves: '; −{count} provinces ({provinces})',
  unknown: '{what}: no plan is possible.',
};
