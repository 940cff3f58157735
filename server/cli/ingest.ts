import { looksLikeS3, parseS3Address } from '../../src/core/papertrail/s3Address.ts';
import { archiveJson } from '../api/archiveJson.ts';
import { checkAllowed } from '../s3/allowedObjects.ts';
import { archiveFiles } from './archiveFiles.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { outcomeText } from './outcomeText.ts';
import { print, printJson, say } from './output.ts';
import { progressLine } from './progressLine.ts';
import { progressText } from '../../src/ingest/progressText.ts';
import { withStore } from './withStore.ts';

/**
 * `ingest`: takes in archives one after the other and says a line for each. Gives 1 when one failed or could be read in
 * part only. Ctrl-C hands back the archive under way: it stays queued, and the next `serve` or `ingest` takes it up.
 */
export async function ingest(words: readonly string[], { json }: { json: boolean }): Promise<number> {
  const files = await archiveFiles(words);
  return withStore(
    async ({ store, rules, settings }) => {
      for (const file of files) if (looksLikeS3(file)) checkAllowed(settings, parseS3Address(file));
      const { startIngestion } = await import('../ingest/startIngestion.ts');
      const ingestion = startIngestion(store, rules);
      const line = progressLine(process.stderr);
      const interrupt = stopOnInterrupt();
      let status = 0;
      try {
        for (const file of files) {
          const started = Date.now();
          const row = await ingestion.ingest(file, {
            onProgress: (progress) => line.show(progressText(progress, Date.now() - started)),
            signal: interrupt.signal,
          });
          line.clear();
          if (json) printJson(archiveJson(row));
          else (row.state === 'done' ? print : say)(outcomeText(row, row.startedAt >= started));
          if (row.state !== 'done') status = 1;
          if (interrupt.signal.aborted) break;
        }
        return status;
      } finally {
        line.clear();
        interrupt.end();
        await ingestion.close();
      }
    },
    { make: true },
  );
}
