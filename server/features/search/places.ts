// The places a filter names: codes, or names in use today or formerly.
import { fold } from '../../../matching/index.js';
import { Failure, type Issue } from '../../failures.js';
import type { Reference } from '../reference/service.js';

type Places = Pick<Reference, 'list' | 'provinces'>;
const all = { page: 1, pageSize: 200 };

/** Fails with `input.invalid`, each unknown place an issue. */
export async function placesMeant(
  reference: Places,
  asked: { province: readonly string[]; region: readonly string[] },
): Promise<{ province: string[]; region: string[] }> {
  const issues: Issue[] = [];
  const meant = (parameter: string, names: readonly string[], found: readonly (readonly string[])[]) => {
    names.forEach((name, index) => {
      if (found[index]?.length === 0)
        issues.push({ pointer: `?${parameter}`, code: `search.unknown-${parameter}`, params: { name } });
    });
    return [...new Set(found.flat())];
  };
  const province = meant('province', asked.province, await provincesMeant(reference, asked.province));
  const region = meant('region', asked.region, await regionsMeant(reference, asked.region));
  if (issues.length > 0) throw new Failure('input.invalid', { count: issues.length }, issues);
  return { province, region };
}

async function provincesMeant(reference: Places, asked: readonly string[]): Promise<string[][]> {
  if (asked.length === 0) return [];
  const { items } = await reference.provinces(all);
  const codes = new Set(items.map(({ id }) => id));
  return Promise.all(
    asked.map(async (name) =>
      codes.has(name) ? [name] : (await reference.provinces({ ...all, name })).items.map(({ id }) => id),
    ),
  );
}

async function regionsMeant(reference: Places, asked: readonly string[]): Promise<string[][]> {
  if (asked.length === 0) return [];
  const { items } = await reference.list('regions', all);
  return asked.map((name) =>
    items
      .filter(({ id, name: { vi, en }, abbreviations, aliases }) =>
        [id, vi, en, ...abbreviations, ...aliases.vi, ...aliases.en].some((known) => fold(known) === fold(name.trim())),
      )
      .map(({ id }) => id),
  );
}
