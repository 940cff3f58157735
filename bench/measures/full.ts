import { alternate, ratios } from '../alternate.ts';
import { busyArchives } from '../busyArchives.ts';
import { type Figure, median } from '../figure.ts';
import { copyFullStore, FULL } from '../fullStore.ts';
import { inNewFolder, storeIn } from '../newFolder.ts';
import { assertionContext, seconds } from '../timedProcess.ts';
import type { Measure } from './measure.ts';

const ROUNDS = 5;

/** The rate of `ingest` into a store that holds a million tracebacks, against the rate into an empty one. */
export const full: Measure = {
  name: 'full',
  about: 'ingest into a store with 1,000,000 tracebacks against an empty one, with 300 and with 3,000 faults an hour',
  async run() {
    return [await withFaults(300, 0.8), await withFaults(3_000)];
  },
};

/** Each round takes in another hour, so that the full store gets tracebacks it does not have; it grows by a third of a percent each time. */
async function withFaults(faults: number, atLeast?: number): Promise<Figure> {
  const hours = await busyArchives({ faults, hours: ROUNDS + 1 });
  const archive = (round: number): string => hours[round + 1] ?? '';
  return inNewFolder(async (folder) => {
    await copyFullStore(folder);
    const pair = await alternate(
      ROUNDS,
      (round) => seconds(assertionContext(['ingest', archive(round)], storeIn(folder))),
      (round) => inNewFolder((empty) => seconds(assertionContext(['ingest', archive(round)], storeIn(empty)))),
    );
    return {
      name: `rate into ${FULL.tracebacks.toLocaleString('en')} tracebacks, ${faults.toLocaleString('en')} faults an hour`,
      unit: '× rate into an empty store',
      rounds: ratios({ ours: pair.theirs, theirs: pair.ours }),
      ...(atLeast === undefined ? {} : { atLeast }),
      note: `${median(pair.ours).toFixed(2)} s, empty ${median(pair.theirs).toFixed(2)} s`,
    };
  });
}
