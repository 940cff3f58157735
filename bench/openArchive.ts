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
  /** The longest that the host's event loop was not free, in milliseconds. */
  longestTask: number;
  tracebacks: number;
}

const WORKER = new URL('../dist/archiveWorker.cjs', import.meta.url);
/** Milliseconds between two looks at the event loop. */
const RESOLUTION = 1;

const [path = ''] = process.argv.slice(2);
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();
const start = performance.now();
const thread = startArchiveThread(WORKER, { rules: NO_RULES, timeZone: 'UTC' });
const row = await thread.open({ kind: 'file', name: 'archive.tsv.gz', path }, { onProgress: () => {} });
await thread.store.groups({ range: ALL_DAYS, filter: 'all', limit: 30 }, Date.now());
const seconds = (performance.now() - start) / 1000;
delay.disable();
await thread.close();
const opening: Opening = { seconds, longestTask: delay.max / 1e6 - RESOLUTION, tracebacks: row.tracebacks };
process.stdout.write(JSON.stringify(opening));
