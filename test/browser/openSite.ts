import { join } from 'node:path';
import { SAMPLE, sampleArchives } from '../fixtures/sample.ts';
import { archiveText, chatter, tracebackLines } from '../server/pages/archiveText.ts';
import { openPages } from '../server/pages/openPages.ts';

const HOSTILE =
  '</title><script>alert(1)</script><img src=x onerror=alert(1)>"\' \x1b[31m \u202egnp.exe \x9b ' + 'W'.repeat(300);

/** The site over the sample data set and a hostile archive, listening on a free port. `now` is in the sample's last hour. */
export async function openSite(): Promise<{ base: string; close: () => Promise<void> }> {
  const stream = { instance: `i-${HOSTILE}`, program: `web ${HOSTILE}` };
  const at = '2016-08-12T05:58:00';
  const pages = await openPages({
    files: sampleArchives().map((name) => join(SAMPLE, name)),
    archives: {
      '2016-08-12-05.tsv': archiveText([
        ...chatter(200, '2016-08-12T05:50:00').map((line) => ({
          ...line,
          ...stream,
          message: `${line.message} ${HOSTILE}`,
        })),
        ...tracebackLines(at, `HostileError: ${HOSTILE}`, {
          ...stream,
          path: `/opt/${HOSTILE}.py`,
          function: HOSTILE,
          source: HOSTILE,
        }),
      ]),
    },
    rules: {
      hide: [{ name: 'mail server restarts', message: 'Connection refused' }],
      labels: ['customer=(?<customer>\\S+)'],
    },
    now: '2016-08-12T05:59:30Z',
  });
  const base = await pages.app.listen({ host: '127.0.0.1', port: 0 });
  return { base, close: () => pages.close() };
}
