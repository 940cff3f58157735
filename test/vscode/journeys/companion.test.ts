import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openApp, sampleStore } from '../../server/openApp.ts';
import { journey } from './journey.ts';

const TOKEN = 'a-token-of-more-than-24-characters';

describe('the companion server', () => {
  let app: FastifyInstance;
  let address: string;
  let workspace: string;
  let stranger: Server;
  /** What came to the server that only the opened folder names. */
  const strangers: string[] = [];

  before(async () => {
    stranger = createServer(({ url, headers }, answer) => {
      strangers.push(`${url} ${headers.authorization ?? ''}`);
      answer.end('{}');
    }).listen(0, '127.0.0.1');
    workspace = await mkdtemp(join(tmpdir(), 'cloned-'));
    await mkdir(join(workspace, '.vscode'));
    const foreign = {
      'assertionContext.connection': 'companion',
      'assertionContext.companion.address': `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`,
      'assertionContext.papertrail.address': 'http://127.0.0.1:9',
    };
    await writeFile(join(workspace, '.vscode/settings.json'), JSON.stringify(foreign));
  });
  after(async () => {
    await app.close();
    stranger.close();
    await rm(workspace, { recursive: true });
  });

  journey(
    'lists faults once it has a token, and keeps what it had when the server stops',
    async () => {
      app = await openApp(await sampleStore(), { API_TOKENS: `ada:${TOKEN}` });
      address = await app.listen({ host: '127.0.0.1', port: 0 });
      return { workspace };
    },
    async (code) => {
      const { workbench, page } = code;
      const view = workbench.view('Production Tracebacks');
      await workbench.runCommand('Assertion Context: Choose Connection…');
      await workbench.pick('Companion', 'Companion server…');
      await workbench.answer(address);
      await view.pane().getByText(/token/i).first().waitFor();
      await workbench.screenshot('companion-no-token');
      await workbench.runCommand('Assertion Context: Set Access Token…');
      await workbench.answer(TOKEN);
      await view.row('CheckoutFailed in place').waitFor();
      assert.deepEqual(strangers, [], 'the server that the folder names was asked');

      const title = workbench.webview().getByRole('heading', { level: 1, name: /CheckoutFailed/ });
      await view.act('CheckoutFailed in place', 'Open Detail', title);
      await workbench.screenshot('companion-panel');

      await app.close();
      await view.press('Refresh');
      await view.pane().getByText(/Stale/).first().waitFor();
      await view.row('CheckoutFailed in place').waitFor();
      await title.waitFor();
      await workbench.screenshot('companion-stopped');
      await workbench.runCommand('Assertion Context: Show Connection Report');
      await page
        .frameLocator('iframe.webview.ready')
        .last()
        .frameLocator('iframe#active-frame')
        .getByText(/is not to be reached|refused|not running/i)
        .first()
        .waitFor();
      await workbench.screenshot('companion-report');
      assert.deepEqual(strangers, []);
    },
  );
});
