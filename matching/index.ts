// The only door of `matching`.
export { type ConceptMatcher, conceptMatcher, type Mention, type Mentions, type Vocabulary } from './concepts.js';
export { type Lexicon, type LexiconVocabulary, lexicon, likeness } from './likeness.js';
export type * from './model.js';
export { nextEvents } from './next/events.js';
export type { NeedServed, NextEvent, Outlook, OutlookInput } from './next/outlook.js';
export { ordered } from './plan/order.js';
export { propose } from './propose.js';
export { scoreCounterpart } from './score.js';
export { suggestThemes, type ThemeSuggestion } from './suggestions.js';
export { taxonomy } from './taxonomy.js';
export { fold, hasMarks, marked } from './text.js';
export { checkTimetable } from './timetable/check.js';
export * from './timetable/model.js';
export type { Clingo } from './timetable/program.js';
export { type Listener, timetable } from './timetable/timetable.js';
export * from './vocabulary.js';
