import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fold, hasMarks, marked, tokens } from '../../matching/text.js';

const words = (text: string) => tokens(text).map((token) => (token.barrier ? `[${token.text}]` : token.text));

describe('fold', () => {
  test.each([
    ['Năng lượng tái tạo', 'nang luong tai tao'],
    ['ĐỒNG BẰNG SÔNG CỬU LONG', 'dong bang song cuu long'],
    ['Ðà Lạt (chữ Ð của Iceland), ð', 'da lat (chu d cua iceland), d'],
    ['hoà', 'hoa'],
    ['hòa', 'hoa'],
    ['Œuvre, Læs', 'oeuvre, laes'],
    ['ＦＤＩ ½', 'fdi 1⁄2'],
    ['nông nghiệp'.normalize('NFD'), 'nong nghiep'],
    ['', ''],
  ])('%s → %s', (text, folded) => expect(fold(text)).toBe(folded));

  test('folding twice is folding once, and NFC and NFD fold alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
    );
  });
});

describe('marked', () => {
  test.each([
    ['HÒA BÌNH', 'hoà bình'],
    ['hoà bình', 'hoà bình'],
    ['Thủy sản', 'thuỷ sản'],
    ['Ủy ban', 'uỷ ban'],
    ['khỏe', 'khoẻ'],
    ['tòan khỏang', 'toàn khoảng'],
    ['Hùynh', 'huỳnh'],
    ['mùa của chùa', 'mùa của chùa'],
    ['Thuở xưa, họăc hoặc', 'thuở xưa, hoặc hoặc'],
    ['hòa'.normalize('NFD'), 'hoà'],
    ['Đà Nẵng FDI', 'đà nẵng fdi'],
  ])('%s → %s', (text, form) => expect(marked(text)).toBe(form));

  test('keeps words apart that folding joins', () => {
    expect(fold('thuỷ điện')).toBe(fold('Thụy Điển'));
    expect(marked('thuỷ điện')).not.toBe(marked('Thụy Điển'));
  });
});

describe('hasMarks', () => {
  test.each([
    ['nông nghiệp', true],
    ['nông nghiệp'.normalize('NFD'), true],
    ['ĐBSCL', true],
    ['Hue, Đông Ha', true],
    ['dien gio', false],
    ['renewable energy', false],
    ['Zürich, España, Curaçao', false],
    ['', false],
  ])('%s: %s', (text, answer) => expect(hasMarks(text)).toBe(answer));
});

describe('tokens', () => {
  test.each([
    ['du lịch, y tế', ['du', 'lịch', '[,]', 'y', 'tế']],
    [
      'a;b:c.d!e?(f)–g\nh',
      ['a', '[;]', 'b', '[:]', 'c', '[.]', 'd', '[!]', 'e', '[?]', '[(]', 'f', '[)]', '[–]', 'g', '[\n]', 'h'],
    ],
    ['Đông - Tây, hi-tech, văn hoá/du lịch', ['Đông', 'Tây', '[,]', 'hi', 'tech', '[,]', 'văn', 'hoá', 'du', 'lịch']],
    ['4.0 và 1.000.', ['40', 'và', '1000', '[.]']],
    ['M&E, R & D, REDD+, C/O', ['M&E', '[,]', 'R', '&', 'D', '[,]', 'REDD+', '[,]', 'C', 'O']],
    ['Viet Nam, VIỆT NAM, Viet Nam’s, Vietnam', ['VietNam', '[,]', 'VIỆTNAM', '[,]', "VietNam's", '[,]', 'Vietnam']],
    ['“nhà kính” workers’ farmers’ children’s', ['nhà', 'kính', 'workers', 'farmers', "children's"]],
    ['', []],
  ])('%j', (text, expected) => expect(words(text)).toEqual(expected));

  test('positions point into the text as given, composed or not', () => {
    for (const text of ['Đào tạo: nghề 4.0', 'Đào tạo: nghề 4.0'.normalize('NFD')]) {
      const slices = tokens(text).map((token) => text.slice(token.start, token.end).normalize('NFC'));
      expect(slices).toEqual(['Đào', 'tạo', ':', 'nghề', '4.0']);
    }
  });
});
