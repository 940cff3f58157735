import { join } from 'node:path';
import { SAMPLE } from '../fixtures/sample.ts';
import { openSignIn, type SignInApp } from '../server/auth/signIn/openSignIn.ts';
import { memoryStore, takeIn } from '../server/ingest/takenIn.ts';
import { freePort } from '../vscode/host/freePort.ts';

/** The site over an hour of the sample data set, listening, with a provider that people sign in at. */
export async function openSignInSite(): Promise<SignInApp & { base: string }> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const store = memoryStore();
  await takeIn(store, join(SAMPLE, 'dt=2016-08-12/2016-08-12-03.tsv.gz'));
  const opened = await openSignIn({ store, site: base });
  await opened.app.listen({ host: '127.0.0.1', port });
  return { ...opened, base };
}
