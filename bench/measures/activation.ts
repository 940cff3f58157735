import { mkdir, readdir, readFile, watch } from 'node:fs/promises';
import { join } from 'node:path';
import { packExtension } from '../../test/house/packExtension.ts';
import { missingHost } from '../../test/vscode/host/missingHost.ts';
import { openVsCode } from '../../test/vscode/host/openVsCode.ts';
import { unpackTimed } from '../activation/timedExtension.ts';
import { median } from '../figure.ts';
import { inNewFolder } from '../newFolder.ts';
import { untilIdle } from '../untilIdle.ts';
import type { Measure } from './measure.ts';

const ROUNDS = 7;

/** Milliseconds. */
interface Report {
  evaluation: number;
  activation: number;
  /** Processor time of both. On a busy machine it says more than the clock. */
  processor: number;
}

/** How long the packed extension keeps a real extension host busy before it is active, in a new process each round. */
export const activation: Measure = {
  name: 'activation',
  about: 'evaluating the main bundle and the body of activate(), in a real extension host',
  async run() {
    const reason = missingHost();
    if (reason !== undefined) throw new Error(`Activation cannot be measured: ${reason}.`);
    const reports = await inNewFolder((folder) => activate(folder));
    const middle = (part: keyof Report): string => median(reports.map((report) => report[part])).toFixed(1);
    return [
      {
        name: 'activation of the extension',
        unit: 'ms',
        rounds: reports.map((report) => report.evaluation + report.activation),
        atMost: 30,
        note: `bundle ${middle('evaluation')} ms, activate() ${middle('activation')} ms; processor ${middle('processor')} ms`,
      },
    ];
  },
};

async function activate(folder: string): Promise<Report[]> {
  const extension = join(folder, 'extension');
  const reports = join(folder, 'reports');
  await unpackTimed(await packExtension(), extension);
  await mkdir(reports);
  const code = await openVsCode({ extension, environment: { ACTIVATION_REPORTS: reports } });
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      // A window that is loaded anew has a new extension host. It opens with another view, at rest: then ours is clicked.
      await code.workbench.openActivity('Explorer');
      if (round > 1) await code.workbench.reload();
      await untilIdle();
      await code.workbench.openActivity('Assertion Context');
      await untilThere(reports, round);
    }
    return await Promise.all((await whole(reports)).map(read));
  } finally {
    await code.close();
  }
}

/** Comes when there are that many reports. Throws when none comes for a minute. */
async function untilThere(folder: string, count: number): Promise<void> {
  const changes = watch(folder, { signal: AbortSignal.timeout(60_000) });
  if ((await whole(folder)).length >= count) return;
  for await (const _change of changes) if ((await whole(folder)).length >= count) return;
}

async function whole(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
}

async function read(file: string): Promise<Report> {
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}
