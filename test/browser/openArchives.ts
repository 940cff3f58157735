import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE } from '../fixtures/sample.ts';
import { openS3App, type S3App } from '../server/s3/openS3App.ts';

/** The site over S3, listening, with archives of every state but `running`, and hours between them that are missing. */
export async function openArchives(): Promise<S3App & { base: string }> {
  const opened = await openS3App();
  const whole = await readFile(join(SAMPLE, 'dt=2016-08-12/2016-08-12-03.tsv.gz'));
  for (const hour of ['12/2016-08-12-03', '12/2016-08-12-05', '12/2016-08-12-06', '15/2016-08-15-01'])
    await opened.s3.put(`papertrail/dt=2016-08-${hour}.tsv.gz`, whole);
  await opened.s3.put('papertrail/dt=2016-08-15/2016-08-15-02.tsv.gz', whole.subarray(0, whole.length / 2));
  const names = ['12/2016-08-12-03', '12/2016-08-12-06', '15/2016-08-15-01', '15/2016-08-15-02', '15/2016-08-15-04'];
  for (const name of names) await opened.parts.ingestion.ingest(`s3://logs/papertrail/dt=2016-08-${name}.tsv.gz`);
  for (const hour of ['03', '05'])
    await opened.parts.ingestion.ingest(`/home/me/papertrail logs/2016-08-14-${hour}.tsv.gz`);
  await opened.store.queueArchive({ name: 's3://other/2016-08-01-00.tsv.gz', etag: 'a', parser: 1, at: Date.now() });
  const base = await opened.app.listen({ host: '127.0.0.1', port: 0 });
  return { ...opened, base };
}
