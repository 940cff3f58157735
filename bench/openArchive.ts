// Run as a process: opens the archive named first as the editor's extension host does, and tells how long its own event
// loop was held up meanwhile, as JSON on stdout.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startArchiveThread } from '../src/archive/startArchiveThread.ts';
import { ALL_DAYS } from '../src/core/groups/day.ts';
import { NO_RULES } from '../src/core/rules/rules.ts';

/** What opening an archive took. */
export interface Opening {
  /** From the start of the worker until its lists are there, in seconds. */
  seconds: number;
  /** The longest that the host's event loop was not free, in milliseconds: its own tasks, and whatever else the machine does. */
  longestWait: number;
  /** What the host's thread worked for in all, in milliseconds: no task of it can be longer. */
  work: number;
  tracebacks: number;
}

const WORKER = new URL('../dist/archiveWorker.cjs', import.meta.url);
/** Milliseconds between two looks at the event loop. */
const RESOLUTION = 10;

const [path = ''] = process.argv.slice(2);
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();
const workBefore = process.threadCpuUsage();
const start = performance.now();
const thread = startArchiveThread(WORKER, { rules: NO_RULES, timeZone: 'UTC' });
const row = await thread.open({ kind: 'file', name: 'archive.tsv.gz', path }, { onProgress: () => {} });
await thread.store.groups({ range: ALL_DAYS, filter: 'all', limit: 30 }, Date.now());
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.threadCpuUsage(workBefore);
delay.disable();
await thread.close();
const opening: Opening = {
  seconds,
  longestWait: delay.max / 1e6 - RESOLUTION,
  work: (user + system) / 1000,
  tracebacks: row.tracebacks,
};
process.stdout.write(JSON.stringify(opening));
