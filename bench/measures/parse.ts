import { alternate, ratios } from '../alternate.ts';
import { busyArchives } from '../busyArchives.ts';
import { median } from '../figure.ts';
import { gzip } from '../gzip.ts';
import { assertionContext, seconds } from '../timedProcess.ts';
import type { Measure } from './measure.ts';

const ROUNDS = 9;

/** `parse` as a whole process against decompressing alone. */
export const parse: Measure = {
  name: 'parse',
  about: 'parse of a busy hour, without and with context, against gzip -dc',
  async run() {
    const [file = ''] = await busyArchives();
    const bare = await against(file, ['--context', '0']);
    const whole = await against(file, []);
    return [
      { name: 'parse --context 0', unit: '× gzip -dc', rounds: ratios(bare), atMost: 1, note: times(bare) },
      { name: 'parse', unit: '× gzip -dc', rounds: ratios(whole), atMost: 1.5, note: times(whole) },
    ];
  },
};

function against(file: string, options: readonly string[]) {
  return alternate(
    ROUNDS,
    () => seconds(assertionContext(['parse', ...options, file])),
    () => seconds(gzip(file)),
  );
}

function times({ ours, theirs }: { ours: number[]; theirs: number[] }): string {
  return `${median(ours).toFixed(2)} s, gzip ${median(theirs).toFixed(2)} s`;
}
