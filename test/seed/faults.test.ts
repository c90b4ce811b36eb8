import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readSeed } from '../../seed/read.js';
import { Failure, type Issue } from '../../server/failures.js';
import { onRow, withSeedCopy } from '../arrange/seed-copy.js';

const issuesOf = async (folder: string): Promise<readonly Issue[]> => {
  const failure = await readSeed(folder).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof Failure)) throw new Error(`expected a failure, got ${failure}`);
  expect(failure.code).toBe('seed.invalid-rows');
  expect(failure.params).toEqual({ count: failure.issues.length });
  return failure.issues;
};
const issue = (code: string, file: string, row: number, column: string, value: string): Issue => ({
  pointer: `/${file}/${row}/${column}`,
  code,
  params: { file, row, column, value },
});

describe('faulty data files', () => {
  test('every fault of every file is named at once, with file, row, column and value', async () => {
    const edits = {
      'associations.csv': onRow(2, ',EU,', ',XX,'),
      'events.csv': onRow(5, '2015-11-05', '2015-11-31'),
      'needs.csv': (text: string) =>
        onRow(2, ',NNCNC,', ',NNCNX,')(onRow(3, ',Thái Nguyên,Thái Nguyên,', ',Thái Nguyên,Thái Nguyen,')(text)),
      'offers.csv': (text: string) => onRow(3, 'O002', 'O001')(onRow(2, 'M034', 'M999')(text)),
      'provinces.csv': onRow(2, '3359.80', '3.359x80'),
      'themes.csv': onRow(3, 'DAUTU|', 'DAUTO|'),
      'terms.csv': onRow(2, ',people-with-disabilities', ',people-without-broader'),
    };
    await withSeedCopy(edits, async (folder) => {
      expect(await issuesOf(folder)).toEqual([
        issue('country.unknown', 'associations.csv', 2, 'country_iso2', 'XX'),
        issue('cell.not-a-date', 'events.csv', 5, 'date_start', '2015-11-31'),
        issue('theme.unknown', 'needs.csv', 2, 'theme_codes', 'NNCNX'),
        issue('province.unknown', 'needs.csv', 3, 'current_unit', 'Thái Nguyen'),
        issue('partner.unknown', 'offers.csv', 2, 'partner_id', 'M999'),
        issue('id.duplicate', 'offers.csv', 3, 'offer_id', 'O001'),
        issue('cell.not-a-number', 'provinces.csv', 2, 'area_km2', '3.359x80'),
        issue('term.unknown', 'terms.csv', 2, 'broader', 'people-without-broader'),
        issue('count.mismatch', 'themes.csv', 2, 'needs_count', '28'),
        issue('form.unknown', 'themes.csv', 3, 'forms', 'DAUTO'),
      ]);
    });
  });

  test('a missing column is one fault, and references to the file are not blamed for it', async () => {
    const edits = { 'themes.csv': (text: string) => text.replace('code,label_vi,', 'code,label_vn,') };
    await withSeedCopy(edits, async (folder) => {
      expect(await issuesOf(folder)).toEqual([
        issue('column.unknown', 'themes.csv', 1, 'label_vn', 'label_vn'),
        issue('column.missing', 'themes.csv', 1, 'label_vi', 'label_vi'),
      ]);
    });
  });

  test('a missing file is one fault', async () => {
    await withSeedCopy({}, async (folder) => {
      await rm(join(folder, 'provinces.csv'));
      const at = { file: 'provinces.csv', row: null, column: null, value: '' };
      expect(await issuesOf(folder)).toEqual([{ pointer: '/provinces.csv', code: 'file.missing', params: at }]);
    });
  });

  test('a file in another encoding, and one with an open quote, are named', async () => {
    await withSeedCopy({}, async (folder) => {
      await writeFile(
        join(folder, 'forms.csv'),
        Buffer.from('code,label_vi,label_en\nTM,th\u01b0\u01a1ng m\xe0i,trade\n', 'latin1'),
      );
      await writeFile(join(folder, 'tiles.csv'), 'nso_code,name_vi,row,col\n12,"Lai Châu,0,0\n');
      expect((await issuesOf(folder)).map(({ pointer, code }) => [pointer, code])).toEqual([
        ['/forms.csv', 'file.not-utf8'],
        ['/tiles.csv', 'file.unreadable'],
      ]);
    });
  });

  test('a file cut short is noticed though each of its rows is sound', async () => {
    const edits = { 'term_blocks.csv': (text: string) => text.split('\n').slice(0, 20).join('\n') };
    await withSeedCopy(edits, async (folder) => {
      const at = { file: 'term_blocks.csv', row: null, column: null, value: '19', expected: 26 };
      expect(await issuesOf(folder)).toEqual([{ pointer: '/term_blocks.csv', code: 'count.mismatch', params: at }]);
    });
  });

  const cases: [string, string, (text: string) => string, Issue][] = [
    [
      'an offer whose successor is not the one of the former province',
      'offers.csv',
      onRow(2, 'Hậu Giang (nay Cần Thơ)', 'Hậu Giang (nay Cà Mau)'),
      issue('province.mismatch', 'offers.csv', 2, 'province_or_area', 'Hậu Giang (nay Cà Mau)'),
    ],
    [
      'an area nobody knows',
      'offers.csv',
      onRow(11, ',ĐBSCL,', ',ĐBSCX,'),
      issue('place.unknown', 'offers.csv', 11, 'province_or_area', 'ĐBSCX'),
    ],
    [
      'a year that cannot be read',
      'needs.csv',
      onRow(2, ',2022,', ',năm 2022,'),
      issue('year.unreadable', 'needs.csv', 2, 'year', 'năm 2022'),
    ],
    [
      'two provinces on one square of the map',
      'tiles.csv',
      onRow(3, ',0,1', ',0,0'),
      issue('tile.taken', 'tiles.csv', 3, 'row', '0/0'),
    ],
    [
      'an empty cell that must not be',
      'needs.csv',
      onRow(3, '"Israel\'s integrated farming model, training and trade"', ''),
      issue('cell.missing', 'needs.csv', 3, 'title_en', ''),
    ],
    [
      'a country named otherwise than in the list of countries',
      'missions.csv',
      onRow(2, ',Algeria,', ',Algerie,'),
      issue('country.mismatch', 'missions.csv', 2, 'country_en', 'Algerie'),
    ],
    [
      'a count of postings that is not theirs',
      'themes.csv',
      onRow(2, ',28,8,', ',27,8,'),
      issue('count.mismatch', 'themes.csv', 2, 'needs_count', '27'),
    ],
    [
      'a theme that is its own ancestor',
      'theme_relations.csv',
      onRow(2, 'NNCNC,NN', 'NNCNC,NNCNC'),
      issue('parent.circular', 'theme_relations.csv', 2, 'parent', 'NNCNC'),
    ],
    [
      'a neighbour that does not know of it',
      'theme_relations.csv',
      onRow(6, 'NUOC|MT|KTX', 'NUOC|MT|KTX|NN'),
      issue('neighbour.one-sided', 'theme_relations.csv', 6, 'neighbours', 'NN'),
    ],
    [
      'a name that two provinces claim',
      'old_units.csv',
      onRow(5, ',no,Ha Giang', ',no,Ha Giang|HN'),
      issue('name.ambiguous', 'old_units.csv', 5, 'aliases', 'HN'),
    ],
    [
      'a region that is not one of the six',
      'provinces.csv',
      onRow(2, ',Đồng bằng sông Hồng,', ',Đồng bằng Bắc Bộ,'),
      issue('region.unknown', 'provinces.csv', 2, 'region_vi', 'Đồng bằng Bắc Bộ'),
    ],
    [
      'an offer that nobody could answer for',
      'offers.csv',
      onRow(50, ',Hy Lạp,GR,', ',Hy Lạp,,'),
      issue('owner.missing', 'offers.csv', 50, 'partner_id', ''),
    ],
    [
      'a language that is no code of two letters',
      'planned_events.csv',
      onRow(2, 'en|he; en|he', 'en|heb; en|he'),
      issue('cell.not-a-code', 'planned_events.csv', 2, 'interpreter_languages', 'en|heb; en|he; en; en'),
    ],
    [
      'a slot that ends before it begins',
      'planned_events.csv',
      onRow(2, '08:30-08:55', '08:30-08:05'),
      issue('slot.unreadable', 'planned_events.csv', 2, 'slots', '08:30-08:05'),
    ],
  ];
  test.each(cases)('%s is named', async (_, file, edit, expected) => {
    await withSeedCopy({ [file]: edit }, async (folder) => {
      expect(await issuesOf(folder)).toEqual([expected]);
    });
  });

  test('a square of the map for no province leaves a province without one', async () => {
    await withSeedCopy({ 'tiles.csv': onRow(35, '96,', '95,') }, async (folder) => {
      expect(await issuesOf(folder)).toEqual([
        issue('tile.missing', 'provinces.csv', 35, 'nso_code', '96'),
        issue('province.unknown', 'tiles.csv', 35, 'nso_code', '95'),
      ]);
    });
  });

  test('an English name for no event leaves an event without one', async () => {
    await withSeedCopy({ 'event_names.csv': onRow(2, 'E001', 'E101') }, async (folder) => {
      expect(await issuesOf(folder)).toEqual([
        issue('event.unknown', 'event_names.csv', 2, 'event_id', 'E101'),
        issue('name.missing', 'events.csv', 2, 'event_id', 'E001'),
      ]);
    });
  });

  test('a former unit sent to a province that does not exist is named, and whatever contradicts it', async () => {
    await withSeedCopy({ 'old_units.csv': onRow(5, 'Tuyên Quang,08', 'Tuyên Quang,98') }, async (folder) => {
      const issues = await issuesOf(folder);
      expect(issues).toContainEqual(issue('province.unknown', 'old_units.csv', 5, 'new_nso_code', '98'));
      expect(issues).toContainEqual(
        issue('former-unit.mismatch', 'provinces.csv', 4, 'old_units', 'Tuyên Quang; Hà Giang'),
      );
    });
  });

  test('a row with a cell too many is one fault, and references to it are not blamed for it', async () => {
    await withSeedCopy({ 'forms.csv': onRow(2, 'investment', 'investment,capital') }, async (folder) => {
      const at = { file: 'forms.csv', row: 2, column: null, value: '4', expected: 3 };
      expect(await issuesOf(folder)).toEqual([{ pointer: '/forms.csv/2', code: 'row.wrong-width', params: at }]);
    });
  });
});
