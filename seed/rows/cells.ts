// The kinds of cells the files are made of; each message is an issue code.
import { z } from 'zod';

const split = (text: string, separator: string) =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
const distinct = (parts: readonly string[]) => new Set(parts).size === parts.length;

export const text = z.string();
export const filled = z.string().min(1, 'cell.missing');
/** Values separated by semicolons, and by bars. */
export const list = text.transform((value) => split(value, ';')).refine(distinct, 'cell.repeated-value');
export const bars = text.transform((value) => split(value, '|')).refine(distinct, 'cell.repeated-value');
export const filledList = list.refine((parts) => parts.length > 0, 'cell.missing');
export const filledBars = bars.refine((parts) => parts.length > 0, 'cell.missing');
const language = /^[a-z]{2}$/;
/** ISO 639-1. */
export const languages = filledList.refine((parts) => parts.every((part) => language.test(part)), 'cell.not-a-code');
/** The languages of one interpreter after another; two may have the same. */
export const languagesEach = text
  .transform((value) => split(value, ';').map((each) => each.split('|')))
  .refine((each) => each.flat().every((part) => language.test(part)), 'cell.not-a-code');

export const code = z.string().regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, 'cell.not-a-code');
export const optionalCode = z.union([z.literal(''), code], 'cell.not-a-code');
export const whole = z.string().regex(/^\d+$/, 'cell.not-a-number').transform(Number);
export const decimal = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'cell.not-a-number')
  .transform(Number);
export const yesNo = z.enum(['yes', 'no'], 'cell.not-a-choice').transform((value) => value === 'yes');
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, 'cell.not-a-choice');

const isDate = (value: string) => {
  const [year = '', month = '01', day = '01'] = value.split('-');
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
};
const datePattern = /^\d{4}(-\d{2}(-\d{2})?)?$/;
/** A whole day. */
export const day = z.string().refine((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && isDate(value), 'cell.not-a-date');
/** YYYY, YYYY-MM or YYYY-MM-DD, or '' where the source has no date ('n.d.'). */
export const looseDate = z
  .string()
  .transform((value) => (value === 'n.d.' ? '' : value))
  .refine((value) => value === '' || (datePattern.test(value) && isDate(value)), 'cell.not-a-date');
