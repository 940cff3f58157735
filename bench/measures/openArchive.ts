import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { alternate, ratios } from '../alternate.ts';
import { busyArchives } from '../busyArchives.ts';
import { median } from '../figure.ts';
import type { Opening } from '../openArchive.ts';
import { assertionContext, seconds } from '../timedProcess.ts';
import type { Measure } from './measure.ts';

const ROUNDS = 7;
const HOST = new URL('../openArchive.ts', import.meta.url).pathname;
const run = promisify(execFile);

/** Opening a busy hour in the editor against `parse`, and how long it holds the extension host up. */
export const openArchive: Measure = {
  name: 'open',
  about: 'opening a busy hour in the editor’s worker against parse, and what the extension host feels of it',
  async run() {
    const [file = ''] = await busyArchives();
    const openings: Opening[] = [];
    const pair = await alternate(
      ROUNDS,
      async (round) => {
        const opening = await openIn(file);
        if (round >= 0) openings.push(opening);
        return opening.seconds;
      },
      () => seconds(assertionContext(['parse', file])),
    );
    const note = `${median(pair.ours).toFixed(2)} s, parse ${median(pair.theirs).toFixed(2)} s`;
    return [
      { name: 'open an archive', unit: '× parse', rounds: ratios(pair), atMost: 2, note },
      {
        name: 'extension host, its work in all',
        unit: 'ms',
        rounds: openings.map(({ work }) => work),
        atMost: 50,
        note: `longest wait for it ${Math.round(median(openings.map(({ longestWait }) => longestWait)))} ms`,
      },
    ];
  },
};

async function openIn(file: string): Promise<Opening> {
  const { stdout } = await run(process.execPath, [HOST, file]);
  return JSON.parse(stdout) as Opening;
}
