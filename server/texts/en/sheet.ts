// The readable table of a plan at the terminal.
export const sheet = {
  setting: '{date}, {place}. {seats} seats, {tables} tables, {slots} slots. Partners: {partners}.',
  basis: 'From the needs and offers published by {asOf}. Points out of 100.',
  optimal:
    'Optimal, confirmed by the independent check: invite list {invite} points (bound {inviteBound}), meetings {pairing} points (bound {pairingBound}).',
  feasible:
    'The best found: invite list {invite} points (bound {inviteBound}), meetings {pairing} points (bound {pairingBound}).',
  digest: 'Inputs {digest}. Matcher {version}, weights {weights}.',
  invited: 'I. PROVINCES TO INVITE ({count})',
  pairs: 'II. MEETINGS ({count})',
  others: 'III. PROVINCES NOT INVITED, AND WHY ({count})',
  alternates: 'IV. ALTERNATES',
  balance: 'V. BALANCE OF REGIONS',
  prices: 'VI. WHAT EACH RULE COSTS',
  warnings: 'VII. TO BE LOOKED AT',
  wouldEnter: 'It would be invited if {changes}.',
  or: '; or if ',
  margin: 'without it the total falls by {margin}',
  regionRow: '{region}: {invited} of {provinces} provinces',
  notMet: 'At no recorded event in the last 24 months: {provinces}.',
  alternateRow: '{province} (in place of another, the total falls by {loss})',
  none: 'None.',
};
