// Loaded before a measured process (`--import`): at its end writes its peak resident memory in KiB to PEAK_REPORT. Not
// TypeScript: what Node needs to run that would be measured too.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.PEAK_REPORT;
if (isMainThread && file !== undefined) {
  process.once('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
}
