// The line of progress at the terminal.
import { expect, test } from '@jest/globals';
import { progressBar } from '../../server/progress-bar.js';

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

test('grows from stage to stage and leaves nothing behind', () => {
  const shown = screen(true);
  const bar = progressBar(shown, 'vi');
  bar.show({ stage: 'choosing', done: 0, total: 1 });
  bar.show({ stage: 'explaining', done: 17, total: 34 });
  bar.show({ stage: 'checking', done: 1, total: 1 });
  bar.clear();
  expect(shown.written).toEqual([
    `\r\u001b[2K${'░'.repeat(30)} 0 %  Chọn địa phương mời`,
    `\r\u001b[2K${'█'.repeat(19)}${'░'.repeat(11)} 63 %  Tìm lý do và điều kiện để được mời`,
    `\r\u001b[2K${'█'.repeat(30)} 100 %  Kiểm tra độc lập phương án`,
    '\r\u001b[2K',
  ]);
});

test('says nothing into a file', () => {
  const file = screen(false);
  const bar = progressBar(file, 'en');
  bar.show({ stage: 'ranking', done: 1, total: 34 });
  bar.clear();
  expect(file.written).toEqual([]);
});
