import { busyArchives } from '../busyArchives.ts';
import { BUSY } from '../../test/fixtures/generator/busyHours.ts';
import type { Figure } from '../figure.ts';
import { inNewFolder, storeIn } from '../newFolder.ts';
import { assertionContext, peakMemory } from '../timedProcess.ts';
import type { Measure } from './measure.ts';

const ROUNDS = 3;
const MOST = { parse: 150, ingest: 250 };

/** Peak memory of `parse` and `ingest`, on a busy hour and on one ten times as large. */
export const memory: Measure = {
  name: 'memory',
  about: 'peak memory of parse and ingest, on a busy hour and on ten times as much',
  async run() {
    const [once = ''] = await busyArchives();
    const [tenfold = ''] = await busyArchives({ lines: BUSY.lines * 10, tracebacks: BUSY.tracebacks * 10 });
    const figures: Figure[] = [];
    for (const [name, file] of [
      ['1 ×', once],
      ['10 ×', tenfold],
    ] as const) {
      const parse = await rounds(() => peakMemory(assertionContext(['parse', file])));
      const ingest = await rounds(() =>
        inNewFolder((folder) => peakMemory(assertionContext(['ingest', file], storeIn(folder)))),
      );
      figures.push({ name: `memory of parse, ${name}`, unit: 'MB', rounds: parse, atMost: MOST.parse });
      figures.push({ name: `memory of ingest, ${name}`, unit: 'MB', rounds: ingest, atMost: MOST.ingest });
    }
    return figures;
  },
};

async function rounds(measure: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (let round = 0; round < ROUNDS; round++) results.push(await measure());
  return results;
}
