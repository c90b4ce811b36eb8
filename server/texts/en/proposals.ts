// Proposals: their failures, and the sentences behind the codes of the matcher.
export const failures = {
  'proposal.not-found': { title: 'Proposal not found', detail: 'There is no proposal with the id {proposal}.' },
  'proposal.not-under-way': { title: 'Nothing is under way', detail: 'The proposal {proposal} has been made already.' },
  'proposal.infeasible': {
    title: 'No plan keeps these rules',
    detail: 'These rules contradict each other: {conflict}. A plan exists if {relaxation}.',
  },
  'proposal.not-draft': { title: 'The proposal has been checked', detail: 'Only a draft can be checked.' },
  'proposal.not-checked': {
    title: 'The proposal is not checked',
    detail: 'Only a checked proposal can be approved, once.',
  },
  'proposal.not-approved': {
    title: 'The proposal is not approved',
    detail: 'Only an approved proposal can be released, once.',
  },
  'proposal.same-person': {
    title: 'Each step is taken by another person',
    detail: 'You have already taken a step of this proposal; another person must take the next one.',
  },
  'proposal.not-confirmed': {
    title: 'The independent check has not confirmed the proposal',
    detail: 'The checker found {count} violations; the proposal cannot go on.',
  },
  'job.interrupted': {
    title: 'The computation was interrupted',
    detail: 'The process that computed it ended before it was done; nothing was stored. Please send the request again.',
  },
  'matcher.stopped': {
    title: 'The matcher stopped',
    detail: 'The computation was too large for this machine or failed. Nothing was stored; please try a smaller scope.',
  },
};

/** The planner's rules, as they stand in a conflict. */
export const issues = {
  'proposal.rule-in-conflict': 'This rule is part of the conflict: {rule}.',
  'rule.seats': 'there are {limit} seats',
  'rule.region-min': 'the region {region} sends at least {limit}',
  'rule.region-min.none': 'the region {region} need send nobody',
  'rule.region-max': 'the region {region} sends at most {limit}',
  'rule.region-max.none': 'no province of the region {region} is invited',
  'rule.pin-province': '{province} must be invited',
  'rule.forbid-province': '{province} must not be invited',
  'rule.absent-province': '{province} cannot come',
  'rule.pin-pair': '{province} must meet {partner}',
  'rule.forbid-pair': '{province} must not meet {partner}',
  'rule.met-recently': 'no repeat of a recent meeting',
  'rule.min-meetings': 'each invited province has at least {limit} meetings',
  'rule.min-meetings.none': 'invited provinces need not have a meeting',
  'rule.max-meetings-province': 'each province has at most {limit} meetings',
  'rule.max-meetings-partner': 'each partner has at most {limit} meetings',
  'rule.slots': 'there are {limit} time slots',
  'rule.tables': 'there are at most {limit} meetings (tables × slots)',
  'rule.min-not-met': 'at least {limit} provinces have taken part in no event for {months} months',
  'rule.min-not-met.none': 'none that has long not taken part need be invited',
  'rule.threshold': 'each invited province has its meetings at {limit} points or more',
  'rule.at-most': 'there are at most {limit} changes to the plan before',
  'rule.at-most.none': 'nothing of the earlier plan changes',
};

export const acts = {
  'proposal.cut-short': 'Making of a proposal ended',
  'proposal.made': 'Proposal made',
  'proposal.checked': 'Proposal checked',
  'proposal.approved': 'Proposal approved',
  'proposal.released': 'Proposal released',
};

export const grounds = {
  'theme.same': 'The need “{need}”{needYear} is on the very theme of the event: {themes}.',
  'theme.near': 'The need “{need}”{needYear} is close to the theme of the event ({themes}).',
  'country.named': 'The need names this partner’s country: {countries}.',
  'country.bloc': 'The need is addressed to {countries}, of the same bloc as the partner.',
  'country.open': 'The need is open to partners from all countries.',
  'country.other': 'The need is addressed to {countries}; it does not name the partner of this event.',
  'strength.known': '{province} has a recorded strength in {themes}.',
  'strength.none': 'No strength of {province} in this theme is recorded.',
  'freshness.known': 'The need was stated in {year}.',
  'freshness.unknown': 'The year in which the need was stated is not known.',
  'concepts.shared': 'The need and the offer “{offer}”{offerYear} both name: {concepts}.',
  'concepts.apart': 'The offer “{offer}”{offerYear} is on the theme of the event, but shares no specific subject yet.',
  'form.shared': 'Both sides name the same form of cooperation: {forms}.',
  'form.apart': 'The two sides name different forms of cooperation.',
  'waiting.known': '{events} events have passed since it last took part in one.',
};

export const whyNot = {
  'seats-full':
    'All {seats} seats are taken. It scores {score} out of 100; inviting it would displace {displaces} and lower the total by {loss}.',
  'seats-full.fixed':
    'All {seats} seats are taken. It scores {score} out of 100; by the rules given, no province can give way to it.',
  'region-full':
    'The region {region} has its most provinces already. It scores {score} out of 100; inviting it would displace {displaces} and lower the total by {loss}.',
  'region-full.fixed':
    'The region {region} has its most provinces already. It scores {score} out of 100; by the rules given, no province can give way to it.',
  'meetings-full':
    'No suitable meeting with the partners is left. It scores {score} out of 100; inviting it would displace {displaces} and lower the total by {loss}.',
  'meetings-full.fixed':
    'No suitable meeting with the partners is left. It scores {score} out of 100; by the rules given, no province can give way to it.',
  'no-grounds.none': 'No need on the theme {themes} has been published.',
  'no-grounds.weak':
    'The grounds are thin: the nearest need is “{need}”{needYear}, with a score of {score} out of 100, below the threshold of {minScore}.',
  forbidden: 'Left out at the planner’s request.',
  absent: 'Cannot come.',
  'met-recently': 'It met these partners at {events}, not more than {months} months ago.',
  'below-threshold':
    'It lacks meetings that reach the threshold of {threshold} out of 100 with the partners of this event.',
  'not-met-minimum':
    'The seats left are for provinces that have taken part in no event for {quotaMonths} months. It scores {score} out of 100.',
  'kept-list':
    'The list of the plan before is kept, by the limit on changes. It scores {score} out of 100; inviting it would displace {displaces}.',
  'not-explained': 'Not explained: the making of the plan was ended early. Match {score}/100.',
};

export const changes = {
  'one-more-seat': 'there is one more seat ({seats} in all)',
  'more-seats': 'there are {seats} seats',
  'region-cap-plus-one': 'the region {region} may send one more',
  'renew-need': 'the province confirms its need “{need}” in {year}',
  'name-country': 'its need “{need}” also names {countries}',
  'post-need': 'the province publishes a need in {themes} towards {countries}',
  'raise-score': 'its score rises by {by}',
  'lower-threshold': 'the threshold is lowered to {minScore}',
  'lift-forbid': 'the request to leave it out is lifted',
  'come-after-all': 'it can come after all',
  'allow-repeat-meeting': 'it may meet again a partner it met recently',
  'lower-meeting-threshold': 'the threshold of the meetings is lowered to {threshold}',
  'lower-not-met-minimum': 'only {provinces} provinces that have long not taken part are required',
  'allow-changes': '{changes} changes to the plan before are allowed',
};

export const warnings = {
  'cut-short':
    'The making of the plan was ended early: the list and the meetings are whole, but only {explained} of {provinces} provinces are explained.',
  'seats-unfilled': 'Only {invited} provinces have sufficient grounds for {seats} seats.',
  'old-need': 'The grounds for {province} are old: the need “{need}” dates from {year}; confirm it before inviting.',
  'undated-need': 'The year of the need “{need}” ({province}) is not known; confirm it before inviting.',
  'partner-without-meeting': '{partner} has no meeting in this plan.',
  'pinned-without-grounds': '{province} is pinned but lacks sufficient grounds.',
};

export const relaxations = {
  drop: 'the rule “{rule}” is dropped',
  change: '{rule}',
};

export const plan = {
  year: ' ({year})',
  noOne: 'no one',
};
