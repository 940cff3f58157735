import assert from 'node:assert/strict';
import { commands, env, extensions } from 'vscode';
import type { CommandId } from '../../../src/commands/commandMap.ts';
import { listen, type Spoken } from './spoken.ts';

const NOTHING_TO_READ = /^There is nothing to read yet\. Open a log archive/;
const NO_FAULT = /^No fault is selected\. Select one in Production Tracebacks first\.$/;

/** What a command does with nothing open and nothing selected: its work, a question, or one sentence. */
const alone: Record<CommandId, 'works' | 'asks' | RegExp> = {
  'assertionContext.refresh': 'works',
  'assertionContext.search': 'asks',
  'assertionContext.clearSearch': 'works',
  'assertionContext.filter': 'asks',
  'assertionContext.chooseDay': NOTHING_TO_READ,
  'assertionContext.groupByFile': 'works',
  'assertionContext.groupByProgram': 'works',
  'assertionContext.groupByFault': 'works',
  'assertionContext.loadMore': 'works',
  'assertionContext.openDetail': NO_FAULT,
  'assertionContext.hideGroup': NO_FAULT,
  'assertionContext.unhideGroup': NO_FAULT,
  'assertionContext.resolveGroup': NO_FAULT,
  'assertionContext.reopenGroup': NO_FAULT,
  'assertionContext.copyLink': NO_FAULT,
  'assertionContext.openOnSite': NO_FAULT,
  'assertionContext.copyText': NOTHING_TO_READ,
  'assertionContext.copyMarkdown': NOTHING_TO_READ,
  'assertionContext.openInPapertrail': NOTHING_TO_READ,
  'assertionContext.openFrame': NOTHING_TO_READ,
  'assertionContext.nextFrame': /^Open a frame first/,
  'assertionContext.previousFrame': /^Open a frame first/,
  'assertionContext.whyNotLinked': NOTHING_TO_READ,
  'assertionContext.clearFrame': 'works',
  'assertionContext.toggleMarks': 'works',
  'assertionContext.openLogArchive': 'asks',
  'assertionContext.pasteTraceback': /^There is no text in the clipboard: copy a traceback first\.$/,
  'assertionContext.closeArchives': 'works',
  'assertionContext.chooseConnection': 'asks',
  'assertionContext.signIn': /^There is no companion server to sign in to/,
  'assertionContext.signOut': /^There is no companion server to sign in to/,
  'assertionContext.setToken': 'asks',
  'assertionContext.forgetToken': 'works',
  'assertionContext.showConnectionReport': 'works',
  'assertionContext.openLink': 'asks',
  // Opens the sample, so it comes last.
  'assertionContext.trySample': /^The sample is of a small web shop\./,
};

describe('a command with nothing open', () => {
  let spoken: Spoken;
  const unhandled: unknown[] = [];
  const hear = (error: unknown): void => void unhandled.push(error);

  before(async () => {
    await extensions.getExtension('assertion-context.assertion-context')?.activate();
    await commands.executeCommand('assertionContext.closeArchives');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await env.clipboard.writeText('');
    process.on('unhandledRejection', hear);
  });
  beforeEach(() => (spoken = listen()));
  afterEach(async () => {
    spoken.dispose();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(async () => {
    process.off('unhandledRejection', hear);
    // It was switched once above.
    await commands.executeCommand('assertionContext.toggleMarks');
    await commands.executeCommand('assertionContext.closeArchives');
    assert.deepEqual(unhandled, []);
  });

  for (const [id, does] of Object.entries(alone)) {
    it(`${id} ${does instanceof RegExp ? 'says what to do' : does}`, async () => {
      await answered(commands.executeCommand(id));
      if (does instanceof RegExp) {
        assert.equal(spoken.sentences.length, 1);
        assert.match(spoken.sentences[0] ?? '', does);
      } else assert.deepEqual(spoken.sentences, []);
    });
  }
});

describe('a command that a menu hands something else', () => {
  let spoken: Spoken;
  beforeEach(() => (spoken = listen()));
  afterEach(() => spoken.dispose());

  /** The view's title hands over the focused row; a panel's context menu, what panel it is. */
  const row = { kind: 'summary', id: 'summary' };
  const panel = { webview: 'assertionContext.detail' };
  const handed: [CommandId, unknown, RegExp | undefined][] = [
    ['assertionContext.openLogArchive', row, undefined],
    ['assertionContext.openLogArchive', null, undefined],
    ['assertionContext.chooseDay', row, NOTHING_TO_READ],
    ['assertionContext.filter', row, undefined],
    ['assertionContext.copyLink', panel, NO_FAULT],
    ['assertionContext.copyLink', null, NO_FAULT],
    ['assertionContext.hideGroup', panel, NO_FAULT],
    ['assertionContext.openDetail', row, NO_FAULT],
  ];
  for (const [id, what, sentence] of handed) {
    it(`${id} takes ${JSON.stringify(what)} for nothing`, async () => {
      await answered(commands.executeCommand(id, what, [what]));
      assert.equal(spoken.sentences.length, sentence ? 1 : 0, spoken.sentences.join());
      if (sentence) assert.match(spoken.sentences[0] ?? '', sentence);
    });
  }
});

/** Leaves whatever is asked, until the command is done. */
async function answered(running: Thenable<unknown>): Promise<void> {
  const state = { done: false };
  const done = Promise.resolve(running).finally(() => (state.done = true));
  while (!state.done) await commands.executeCommand('workbench.action.closeQuickOpen');
  await done;
}
