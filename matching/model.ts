// What the matcher is given and what it answers: plain data, codes and numbers, never sentences.
export interface ProposalDocument {
  inputsDigest: string;
}
