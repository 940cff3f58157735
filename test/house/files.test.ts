import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, sourceFiles } from './sourceFiles.ts';

describe('the house', () => {
  const tracked = trackedFiles();
  const inRepository = tracked ? it : it.skip;
  inRepository('tracks no file over 1 MB', () => {
    const large = (tracked ?? []).filter(
      (file) => (statSync(join(root, file), { throwIfNoEntry: false })?.size ?? 0) > 1_000_000,
    );
    assert.deepEqual(large, []);
  });

  it('has no default exports and no barrel files', () => {
    const files = sourceFiles('src', 'server', 'test', 'bench');
    assert.deepEqual(
      files.filter(({ text }) => /^export default\b|^export \{[^}]*\bas default\b/m.test(text)).map(({ path }) => path),
      [],
    );
    assert.deepEqual(
      files.filter(({ path }) => /(?:^|\/)index\.ts$/.test(path)).map(({ path }) => path),
      [],
    );
  });

  it('names no folder and no file for nothing in particular', () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|common|misc|shared|lib)(?:\.ts$|\/)/;
    assert.deepEqual(
      sourceFiles('src', 'server', 'test', 'bench')
        .map(({ path }) => path)
        .filter((path) => vague.test(path)),
      [],
    );
  });

  it('keeps files short enough to read in one go', () => {
    const lengths = sourceFiles('src', 'server').map(({ path, text }) => ({ path, lines: text.split('\n').length }));
    assert.deepEqual(
      lengths.filter(({ lines }) => lines > 400),
      [],
    );
  });

  it('describes its architecture in at most 150 lines', () => {
    const lines = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').trimEnd().split('\n').length;
    assert.ok(lines <= 150, `ARCHITECTURE.md has ${lines} lines`);
  });
});

/** Undefined where there is no repository, as in a copy without its history. */
function trackedFiles(): string[] | undefined {
  try {
    // A fresh checkout may belong to another user than the one who tests it.
    const names = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '-z'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return names.split('\0').filter((name) => name !== '');
  } catch {
    return undefined;
  }
}
