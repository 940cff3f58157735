import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, env, extensions, TabInputWebview, Uri, window } from 'vscode';
import { LocalArchives } from '../../../src/archive/localArchives.ts';
import { offeredUri } from '../../../src/archive/offeredArchive.ts';
import { ALL_DAYS } from '../../../src/core/groups/day.ts';
import type { Hit } from '../../../src/stores/store.ts';
import { listen, type Spoken } from './spoken.ts';

const ID = 'assertion-context.assertion-context';

describe('a link', () => {
  const log = window.createOutputChannel('Links in tests', { log: true });
  let spoken: Spoken;
  let fingerprint: string;
  let traceback: string;
  /** All links that lead to the fault: once its panel shows a hit, the link is the hit's. */
  let links: string[];

  before(async () => {
    const extension = extensions.getExtension(ID);
    assert.ok(extension);
    await extension.activate();
    await commands.executeCommand('assertionContext.closeArchives');
    const hits = await faultOfTheSample(extension.extensionPath);
    [{ fingerprint, id: traceback }] = hits;
    links = [`/group/${fingerprint}`, ...hits.map(({ id }) => `/traceback/${id}`)].map(linkTo);
  });
  beforeEach(() => (spoken = listen()));
  afterEach(() => spoken.dispose());
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('assertionContext.closeArchives');
    log.dispose();
  });

  describe('while nothing is open', () => {
    const refused: [string, RegExp][] = [
      ['/group/1-abc', /^There is nothing to read yet\. Open a log archive/],
      ['/traceback/700594302233129020', /^There is nothing to read yet\. Open a log archive/],
      ['/archives/now', /^This link names no traceback and no fault: \/archives\/now\./],
      ['/traceback/..%2f..%2fetc', /^This link names no traceback and no fault/],
      ['', /^This link names no traceback and no fault/],
    ];
    for (const [path, sentence] of refused) {
      it(`to ${path || 'nothing'} says why it opens nothing`, async () => {
        const said = spoken.next(/./);
        await follow(path);
        assert.match(await said, sentence);
        assert.equal(spoken.sentences.length, 1);
      });
    }
  });

  describe('into what is open', () => {
    before(async () => {
      const quiet = listen();
      await commands.executeCommand('assertionContext.trySample');
      quiet.dispose();
    });
    beforeEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

    it('opens the panel of a fault, and of a hit', async () => {
      for (const path of [`/group/${fingerprint}`, `/traceback/${traceback}`]) {
        await follow(path);
        await linkCopied(path.startsWith('/group') ? links : [linkTo(path)]);
        await commands.executeCommand('workbench.action.closeAllEditors');
      }
      assert.deepEqual(spoken.sentences, []);
    });

    it('shows another hit in the panel that is open', async () => {
      await follow(`/group/${fingerprint}`);
      await linkCopied(links);
      await follow(`/traceback/${traceback}`);
      await linkCopied([linkTo(`/traceback/${traceback}`)]);
      assert.equal(panels().length, 1);
    });

    const absent: [string, RegExp][] = [
      ['/traceback/1', /^The \d+ log archives open in this window had no traceback 1\. The link may be for another/],
      ['/group/1-0', /^The \d+ log archives open in this window had no fault 1-0\. The link may be for another/],
    ];
    for (const [path, sentence] of absent) {
      it(`to ${path} says that it is not among it`, async () => {
        const said = spoken.next(/./);
        await follow(path);
        assert.match(await said, sentence);
        assert.deepEqual(panels(), []);
      });
    }

    const pasted: [string, () => string][] = [
      ['the companion site', () => `https://tracebacks.example.com/groups/${fingerprint}?day=2016-08-12`],
      ['Papertrail', () => `https://papertrailapp.com/systems/i-1/events?focus=${traceback}`],
      ['another editor', () => ` <cursor://${ID}/traceback/${traceback}> `],
    ];
    for (const [from, link] of pasted) {
      it(`of ${from} is offered by Open Link… and followed`, async () => {
        await env.clipboard.writeText(link());
        await accepted(commands.executeCommand('assertionContext.openLink'));
        await linkCopied(links);
        assert.deepEqual(spoken.sentences, []);
      });
    }

    it('that Copy Link copied comes back to where it was copied', async () => {
      await commands.executeCommand('assertionContext.copyLink', { fingerprint, traceback });
      assert.equal(await env.clipboard.readText(), linkTo(`/traceback/${traceback}`));
      await accepted(commands.executeCommand('assertionContext.openLink'));
      await linkCopied([linkTo(`/traceback/${traceback}`)]);
    });

    it('and the text of a panel are copied from its context menu, which names the panel only', async () => {
      await follow(`/traceback/${traceback}`);
      await linkCopied([linkTo(`/traceback/${traceback}`)]);
      await commands.executeCommand('assertionContext.copyText', { webview: 'assertionContext.detail' });
      assert.match(await env.clipboard.readText(), /^Traceback \(most recent call last\):$/m);
      await commands.executeCommand('assertionContext.copyLink', { webview: 'assertionContext.detail' });
      assert.equal(await env.clipboard.readText(), linkTo(`/traceback/${traceback}`));
      assert.deepEqual(spoken.sentences, []);
    });
  });

  /** The hits of one fault of the sample: of the newest hit in its first archive. */
  async function faultOfTheSample(root: string): Promise<[Hit, ...Hit[]]> {
    const archives = new LocalArchives(join(root, 'dist/archiveWorker.cjs'), log);
    const folder = join(root, 'dist/sample/archives');
    const names = (await readdir(folder, { recursive: true })).filter((each) => each.endsWith('.tsv.gz'));
    await archives.open(names.map((name) => offeredUri(Uri.file(join(folder, name)))));
    const store = archives.connection?.store;
    assert.ok(store);
    const [newest] = (await store.tracebacks({ range: ALL_DAYS, limit: 1 })).hits;
    assert.ok(newest);
    const { hits } = await store.tracebacks({ range: ALL_DAYS, fingerprint: newest.fingerprint, limit: 200 });
    archives.dispose();
    return [newest, ...hits];
  }
});

function linkTo(path: string): string {
  return `${env.uriScheme}://${ID}${path}`;
}

/** Hands the link to the editor as a click on it does. */
async function follow(path: string): Promise<void> {
  await commands.executeCommand('vscode.open', Uri.parse(linkTo(path)));
}

function panels(): unknown[] {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof TabInputWebview);
}

/** Comes when Copy Link copies one of these: of the panel that has the focus, as soon as one has it. */
async function linkCopied(links: readonly string[]): Promise<void> {
  const quiet = listen();
  const until = Date.now() + 20_000;
  await env.clipboard.writeText('');
  let copied = '';
  while (!links.includes(copied)) {
    if (Date.now() > until) throw new Error(`Copied ${copied || quiet.sentences.at(-1)}, not ${links.join(' or ')}`);
    await commands.executeCommand('assertionContext.copyLink');
    copied = await env.clipboard.readText();
  }
  quiet.dispose();
}

/** Takes what the input at the top offers, until the command is done. */
async function accepted(running: Thenable<unknown>): Promise<void> {
  const state = { done: false };
  const done = Promise.resolve(running).finally(() => (state.done = true));
  while (!state.done) await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  await done;
}
