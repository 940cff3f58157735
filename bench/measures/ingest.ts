import { alternate, ratios } from '../alternate.ts';
import { busyArchives } from '../busyArchives.ts';
import { median } from '../figure.ts';
import { gzip } from '../gzip.ts';
import { inNewFolder, storeIn } from '../newFolder.ts';
import { assertionContext, seconds } from '../timedProcess.ts';
import type { Measure } from './measure.ts';

const ROUNDS = 7;

/** `ingest` into a store that is not there yet, as a whole process, against decompressing alone. */
export const ingest: Measure = {
  name: 'ingest',
  about: 'ingest of a busy hour into an empty SQLite store, against gzip -dc',
  async run() {
    const [file = ''] = await busyArchives();
    const pair = await alternate(
      ROUNDS,
      () => inNewFolder((folder) => seconds(assertionContext(['ingest', file], storeIn(folder)))),
      () => seconds(gzip(file)),
    );
    const note = `${median(pair.ours).toFixed(2)} s, gzip ${median(pair.theirs).toFixed(2)} s`;
    return [{ name: 'ingest, empty store', unit: '× gzip -dc', rounds: ratios(pair), atMost: 2, note }];
  },
};
