// How far a long computation has come, on one line of the terminal that is gone when it is over; nothing where nobody watches.
import type { Progress } from '../matching/index.js';
import type { Locale } from './store/records.js';
import { textsOf } from './texts/texts.js';

type Stage = Progress['stage'];
/** What of the whole lies before each stage, and the stage itself; measured on events of all sizes. */
const parts: Readonly<Record<Stage, readonly [before: number, share: number]>> = {
  choosing: [0, 0.05],
  ranking: [0.05, 0.25],
  explaining: [0.3, 0.65],
  checking: [0.95, 0.05],
};
const width = 30;

interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

export function progressBar(screen: Screen, locale: Locale): { show(progress: Progress): void; clear(): void } {
  if (!screen.isTTY) return { show: () => {}, clear: () => {} };
  const texts = textsOf(locale).console;
  return {
    show: ({ stage, done, total }) => {
      const [before, share] = parts[stage];
      const whole = before + (share * done) / Math.max(total, 1);
      const full = Math.round(width * whole);
      const line = `${'█'.repeat(full)}${'░'.repeat(width - full)} ${Math.round(100 * whole)} %  ${texts[`progress.${stage}`]}`;
      screen.write(`\r\u001b[2K${line}`);
    },
    clear: () => screen.write('\r\u001b[2K'),
  };
}
