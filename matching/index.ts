// The only door of `matching`.
export type { ProposalDocument } from './model.js';
