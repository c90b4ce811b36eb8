// The only door of `matching`.
export { type ConceptMatcher, conceptMatcher, type Vocabulary } from './concepts.js';
export { type Lexicon, lexicon, likeness } from './likeness.js';
export type * from './model.js';
export { propose } from './propose.js';
export { scoreCounterpart } from './score.js';
export { taxonomy } from './taxonomy.js';
export * from './vocabulary.js';
