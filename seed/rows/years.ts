// The year of a statement, as sources give it, and the day from which the statement counts as known.

export interface Years {
  from: number | null;
  to: number | null;
  /** Whether the source states it without doubt. */
  exact: boolean;
}

/** The day the data was collected: nothing in the files can have been published later. */
export const collectedOn = '2026-11-21';

const known = [
  /^(\d{4})$/,
  /^(\d{4})-(\d{4})$/,
  /^(\d{4})\?(?: \(.+\))?$/,
  /^c\. (\d{4})(?: \(.+\))?$/,
  /^n\.d\. \(c\. (\d{4})\)$/,
];

/**
 * '2023', '2014-2016', '2018?', 'c. 2021 (28/9)', 'n.d. (c. 2023)'; 'n.d.' with any other remark has no year, even when
 * the remark holds one ('n.d. (25/10, trước 7/2025)' is some year before). Null when it is none of these.
 */
export function yearsOf(text: string): Years | null {
  for (const pattern of known) {
    const found = pattern.exec(text);
    if (!found) continue;
    const from = Number(found[1]);
    const to = Number(found[2] ?? found[1]);
    return from <= to ? { from, to, exact: pattern === known[0] } : null;
  }
  return /^n\.d\.(?: \(.+\))?$/.test(text) ? { from: null, to: null, exact: false } : null;
}

/** A statement of a year counts from that year's last day, never later than the data was collected. */
export function publishedAt(years: Years): string {
  const day = years.to === null ? collectedOn : `${years.to}-12-31`;
  return `${day < collectedOn ? day : collectedOn}T00:00:00.000Z`;
}
