// Which events to hold next.
export const planning = {
  next: 'An event with {partner} on {theme}: would serve {needs} more needs of {provinces} provinces that nothing has served yet.',
  'next.one': 'An event with {partner} on {theme}: would serve one more need that nothing has served yet.',
};
