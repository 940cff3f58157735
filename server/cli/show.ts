import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { groupJson } from '../api/groupJson.ts';
import { hitJson, tracebackJson } from '../api/tracebackJson.ts';
import { clockIn } from '../../src/core/wording/clock.ts';
import { groupLines } from './groupLines.ts';
import { print, printJson, say } from './output.ts';
import { tracebackLines } from './tracebackLines.ts';
import { withStore } from './withStore.ts';

/** The newest tracebacks that are named under a fault. */
const HITS = 10;

/** `show`: a traceback by its id, or a fault by its fingerprint; 1 when there is neither. */
export async function show(id: string, { json }: { json: boolean }): Promise<number> {
  return withStore(async ({ store, settings }) => {
    const clock = clockIn(settings.timeZone);
    const traceback = await store.traceback(id);
    if (traceback) {
      if (json) printJson(tracebackJson(traceback));
      else print(tracebackLines(traceback, clock, settings.papertrailUrl.href.replace(/\/$/, '')).join('\n'));
      return 0;
    }
    const group = await store.group(id);
    if (group) {
      const hits = await store.tracebacks({ range: ALL_DAYS, fingerprint: id, limit: HITS });
      if (json) printJson({ ...groupJson(group), tracebacks: hits.hits.map(hitJson) });
      else print(groupLines(group, hits, clock, Date.now()).join('\n'));
      return 0;
    }
    say(
      `The store has no traceback and no fault ${id}. assertion-context list shows the faults with their fingerprints.`,
    );
    return 1;
  });
}
