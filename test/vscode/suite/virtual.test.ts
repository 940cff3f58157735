import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, type Disposable, env, extensions, Uri } from 'vscode';
import { registerMemoryFiles } from './memoryFiles.ts';
import { listen, type Spoken } from './spoken.ts';

const ARCHIVE = 'dt=2016-08-12/2016-08-12-05.tsv.gz';

describe('an archive of a virtual workspace', () => {
  let files: Disposable;
  let spoken: Spoken;

  before(async () => {
    const extension = extensions.getExtension('assertion-context.assertion-context');
    assert.ok(extension);
    await extension.activate();
    await commands.executeCommand('assertionContext.closeArchives');
    const bytes = await readFile(join(extension.extensionPath, 'dist/sample/archives', ARCHIVE));
    files = registerMemoryFiles('virtual', new Map([[`/logs/${ARCHIVE}`, bytes]]));
  });
  beforeEach(() => (spoken = listen()));
  afterEach(async () => {
    spoken.dispose();
    await commands.executeCommand('assertionContext.closeArchives');
  });
  after(() => files.dispose());

  it('is read through its file system', async () => {
    await commands.executeCommand('assertionContext.openLogArchive', Uri.parse(`virtual:/logs/${ARCHIVE}`));
    assert.deepEqual(spoken.sentences, []);
    // There is something to choose a day of now, where there was nothing to read.
    await env.clipboard.writeText('');
    await commands.executeCommand('assertionContext.copyText', { fingerprint: '1-0' });
    assert.match(spoken.sentences[0] ?? '', /tracebacks are no longer kept/);
  });

  it('that is not there is told in one sentence', async () => {
    await commands.executeCommand('assertionContext.openLogArchive', Uri.parse('virtual:/logs/2016.tsv.gz'));
    assert.deepEqual(spoken.sentences, ['Could not read virtual:/logs/2016.tsv.gz: there is no such file.']);
  });
});
