// What commands say to the person at the terminal: everything in Vietnamese, then in English.
import { Failure, type Issue } from '../failures.js';
import type { Locale } from '../store/records.js';
import { type FailureCode, fill, type IssueCode, textsOf } from '../texts/texts.js';
import type { vi } from '../texts/vi.js';

const locales: readonly Locale[] = ['vi', 'en'];
/** A terminal lists no more than this. */
const mostIssues = 50;

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function tell(text: keyof typeof vi.console, params: Readonly<Record<string, unknown>> = {}): void {
  const lines = locales.map((locale) => fill(textsOf(locale).console[text], params));
  say([...new Set(lines)].join('\n'));
}

function placeOf({ pointer, params = {} }: Issue): string {
  const { file, row } = params;
  if (typeof file !== 'string') return pointer.replace(/^\//, '');
  return row === null || row === undefined ? file : `${file}:${row}`;
}

function failureLines(failure: Failure, locale: Locale): string[] {
  const { failures, issues } = textsOf(locale);
  const { title, detail } = failures[failure.code as FailureCode];
  const points = failure.issues
    .slice(0, mostIssues)
    .map((issue) => `  ${placeOf(issue)}: ${fill(issues[issue.code as IssueCode] ?? issue.code, issue.params ?? {})}`);
  return [`${title}. ${fill(detail, failure.params)}`, ...points];
}

/** Says what went wrong and makes the process end with 1; what nobody named is shown with its stack. */
export function complain(error: unknown): void {
  process.exitCode = 1;
  if (error instanceof Failure && Object.hasOwn(textsOf('vi').failures, error.code)) {
    const lines = locales.flatMap((locale) => failureLines(error, locale));
    process.stderr.write(`${lines.join('\n')}\n`);
  } else {
    console.error(error);
  }
}
