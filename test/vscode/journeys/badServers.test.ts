import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { openApp, sampleStore } from '../../server/openApp.ts';
import { httpServer, selfSignedServer, type UpServer } from '../../stores/badServers.ts';
import { journey } from './journey.ts';

const FAULT = 'CheckoutFailed in place';

type Trouble = (response: ServerResponse) => void;

/** What a server that was well answers from one moment on, and the sentence that tells of it. */
const troubles: [name: string, answer: Trouble, sentence: RegExp][] = [
  ['500', (response) => response.writeHead(500).end('<h1>Internal error</h1>'), /failed \(500\)/],
  ['401', (response) => response.writeHead(401).end(), /refuses access \(401\).*Set Access Token/],
  ['a page', (response) => response.writeHead(200).end('<!doctype html><h1>Hello</h1>'), /is no companion server/],
  [
    'half a JSON',
    (response) => response.writeHead(200, { 'assertion-context-api': '1' }).end('{"groups": ['),
    /not JSON \(200\)/,
  ],
  ['nothing', (response) => response.destroy(), /broke off/],
];

describe('a server that answers badly', () => {
  let app: FastifyInstance;
  let server: UpServer;
  let secret: UpServer;
  let trouble: Trouble | undefined;

  before(async () => {
    app = await openApp(await sampleStore());
    await app.ready();
    server = await httpServer((request, response) => (trouble ? trouble(response) : app.routing(request, response)));
    secret = await selfSignedServer((_request, response) => response.end('{}'));
  });
  after(async () => {
    await Promise.all([server.close(), secret.close(), app.close()]);
  });

  journey(
    'leaves the last rows, marked stale, with one sentence and the ways out',
    async () => ({
      machineSettings: {
        'assertionContext.connection': 'companion',
        'assertionContext.companion.address': server.address.origin,
        'assertionContext.pollSeconds': 0,
      },
    }),
    async ({ workbench }) => {
      trouble = undefined;
      await workbench.openActivity('Assertion Context');
      const view = workbench.view('Production Tracebacks');
      await view.row(FAULT).waitFor();
      for (const [name, answer, sentence] of troubles) {
        trouble = answer;
        await view.press('Refresh');
        await view.pane().getByText(sentence).first().waitFor();
        await view
          .pane()
          .getByText(/^Stale: /)
          .first()
          .waitFor();
        await view.row(FAULT).waitFor();
        await view.row('Not up to date: try again').waitFor();
        await view.row('Show the connection report').waitFor();
        await workbench.screenshot(`bad-server-${name.replaceAll(' ', '-')}`);
        trouble = undefined;
        await view.row('Not up to date: try again').click();
        await view.row('Not up to date').waitFor({ state: 'hidden' });
        await view.row(FAULT).waitFor();
      }

      await workbench.runCommand('Assertion Context: Choose Connection…');
      await workbench.pick('Companion', 'Companion server…');
      await workbench.answer(secret.address.origin);
      await view
        .row(/^The certificate of https:\/\/127\.0\.0\.1:\d+ is not trusted here, so nothing was sent\./)
        .waitFor();
      await view.row('Try again').waitFor();
      await workbench.screenshot('bad-server-certificate');
      assert.deepEqual(secret.tokens, []);
      assert.equal(await view.row(FAULT).count(), 0, 'rows of another server are shown');
    },
  );
});
