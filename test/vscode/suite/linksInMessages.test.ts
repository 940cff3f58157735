import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CancellationTokenSource, DataTransfer, DataTransferItem, extensions, window } from 'vscode';
import { archiveDropController } from '../../../src/archive/archiveDrop.ts';
import { LocalArchives } from '../../../src/archive/localArchives.ts';
import { createFrames } from '../../../src/frames/createFrames.ts';
import { frame, newMemory, traceback } from './framesWorkspace.ts';
import { listen, type Spoken } from './spoken.ts';

/** What the editor's messages take for a link that runs a command. */
const LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)/;
const HOSTILE = '[Update](command:workbench.action.quit)';

describe('a message of the editor', () => {
  const log = window.createOutputChannel('Messages in tests', { log: true });
  let spoken: Spoken;
  beforeEach(() => (spoken = listen()));
  afterEach(() => spoken.dispose());
  after(() => log.dispose());

  it('has no link that a traceback put there', async () => {
    const frames = createFrames({ memory: newMemory(), log });
    await frames.showFrame(traceback(frame(`/opt/${HOSTILE}.py`, 1, 'f', 'x')), { exception: 0, frame: 0 });
    frames.dispose();
    told();
  });

  it('has no link that a file’s name put there', async () => {
    const { extensionPath = '' } = extensions.getExtension('assertion-context.assertion-context') ?? {};
    const archives = new LocalArchives(join(extensionPath, 'dist/archiveWorker.cjs'), log);
    const transfer = new DataTransfer();
    transfer.set('text/uri-list', new DataTransferItem(`nobody:/${HOSTILE}.tsv`));
    const controller = archiveDropController((offered) => archives.open(offered));
    await controller.handleDrop?.(undefined, transfer, new CancellationTokenSource().token);
    archives.dispose();
    told();
  });

  function told(): void {
    assert.equal(spoken.sentences.length, 1);
    assert.ok(spoken.sentences[0]?.includes('[Update] (command:'), spoken.sentences[0]);
    assert.doesNotMatch(spoken.sentences[0] ?? '', LINK);
  }
});
