// The only door of `matching`.
export { type ConceptMatcher, conceptMatcher, type Mention, type Mentions, type Vocabulary } from './concepts.js';
export type { ProposalDocument } from './model.js';
export { suggestThemes, type ThemeSuggestion } from './suggestions.js';
export { fold, hasMarks, marked } from './text.js';
