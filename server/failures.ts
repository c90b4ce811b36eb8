// Named failures: a code and its parameters. What HTTP makes of them is http/problem.ts; their words are in texts/.

export type Params = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One thing that is wrong with the input. `pointer` is a JSON pointer into the body, or `?name` for a query parameter. */
export interface Issue {
  pointer: string;
  code: string;
  params?: Params;
}

export class Failure extends Error {
  readonly code: string;
  readonly params: Params;
  readonly issues: readonly Issue[];
  /** More of it as data, beside its words: extension members of the problem (RFC 9457). */
  readonly data: Readonly<Record<string, unknown>>;
  constructor(
    code: string,
    params: Params = {},
    issues: readonly Issue[] = [],
    data: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'Failure';
    this.code = code;
    this.params = params;
    this.issues = issues;
    this.data = data;
  }
}
