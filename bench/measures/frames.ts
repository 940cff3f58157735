import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { missingHost } from '../../test/vscode/host/missingHost.ts';
import { openVsCode } from '../../test/vscode/host/openVsCode.ts';
import { root } from '../../test/vscode/root.ts';
import { bigWorkspace } from '../frames/bigWorkspace.ts';
import type { Clicks } from '../frames/clicks.ts';
import { type Figure, median, quantile } from '../figure.ts';
import { inNewFolder } from '../newFolder.ts';
import type { Measure } from './measure.ts';

const MOST_MINUTES = 5;

/** From the click on a frame to its line, inside a real editor. */
export const frames: Measure = {
  name: 'frames',
  about: 'a click on a frame in a workspace of 50,000 files, in a real editor',
  async run(): Promise<Figure[]> {
    const reason = missingHost();
    if (reason !== undefined) throw new Error(`Clicks cannot be measured: ${reason}.`);
    const { seen, first, whole, bare } = await inNewFolder(clicksIn);
    return [
      p95('click to showTextDocument called, file name seen before, p95', seen, 20),
      p95('the same, for the first time, p95', first, 200),
      {
        name: 'click until the line is highlighted',
        unit: '× bare showTextDocument',
        rounds: [median(whole) / median(bare)],
        atMost: 1.2,
        note: `medians ${median(whole).toFixed(0)} and ${median(bare).toFixed(0)} ms, ${bare.length} rounds in turn`,
      },
    ];
  },
};

function p95(name: string, rounds: readonly number[], atMost: number): Figure {
  const note = `median ${median(rounds).toFixed(1)} ms of ${rounds.length} rounds`;
  return { name, unit: 'ms', rounds: [quantile(rounds, 0.95)], atMost, note };
}

async function clicksIn(folder: string): Promise<Clicks> {
  const tests = join(folder, 'clicks.cjs');
  const report = join(folder, 'clicks.json');
  await build({
    entryPoints: [join(root, 'bench/frames/clicks.ts')],
    outfile: tests,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22.15',
    external: ['vscode'],
  });
  const workspace = await bigWorkspace();
  const code = await openVsCode({ workspace, extension: root, tests, environment: { CLICKS_REPORT: report } });
  try {
    const exit = await Promise.race([code.exitCode, late()]);
    if (exit !== 0) throw new Error(`The clicks ended with ${exit}.`);
    return JSON.parse(await readFile(report, 'utf8')) as Clicks;
  } finally {
    await code.close();
  }
}

async function late(): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  setTimeout(
    () => reject(new Error(`The clicks did not end in ${MOST_MINUTES} minutes.`)),
    MOST_MINUTES * 60_000,
  ).unref();
  return promise;
}
