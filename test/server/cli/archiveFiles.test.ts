import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveFiles } from '../../../server/cli/archiveFiles.ts';

describe('archives of a command line', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'archives-'));
    for (const name of [
      'dt=2016-08-12/2016-08-12-04.tsv.gz',
      'dt=2016-08-12/2016-08-12-03.tsv.gz',
      'plain.tsv',
      'notes.txt',
    ]) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), '');
    }
    mkdirSync(join(folder, 'empty'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const below = async (...words: string[]): Promise<string[]> =>
    (await archiveFiles(words.map((word) => (word === '-' ? word : join(folder, word))))).map((file) =>
      file.replace(`${folder}/`, ''),
    );

  it('are all below a folder, by path', async () => {
    assert.deepEqual(await below('.'), [
      'dt=2016-08-12/2016-08-12-03.tsv.gz',
      'dt=2016-08-12/2016-08-12-04.tsv.gz',
      'plain.tsv',
    ]);
  });

  it('are files of any name when a file is named', async () => {
    assert.deepEqual(await below('notes.txt', '-'), ['notes.txt', '-']);
  });

  it('come once, however often they are named', async () => {
    assert.deepEqual(await below('plain.tsv', '.', '.'), [
      'plain.tsv',
      'dt=2016-08-12/2016-08-12-03.tsv.gz',
      'dt=2016-08-12/2016-08-12-04.tsv.gz',
    ]);
  });

  it('are missed with a sentence', async () => {
    await assert.rejects(below('nothing.tsv'), /^Error: There is no .*nothing\.tsv\.$/);
    await assert.rejects(below('empty'), /^Error: No archives in .*empty: their names end in \.tsv\.gz or \.tsv\.$/);
  });
});
