import assert from 'node:assert/strict';
import type { WriteStream } from 'node:tty';
import { progressLine } from '../../../server/cli/progressLine.ts';

function stream(isTTY: boolean): { written: string[]; stream: WriteStream } {
  const written: string[] = [];
  const fake = { isTTY, columns: 20, write: (text: string) => written.push(text) > 0 };
  return { written, stream: fake as unknown as WriteStream };
}

describe('progress line', () => {
  it('is written over, and taken away', () => {
    const { written, stream: terminal } = stream(true);
    const line = progressLine(terminal);
    line.show('one');
    line.clear();
    assert.deepEqual(written, ['\r\x1b[Kone', '\r\x1b[K']);
  });

  it('never wraps', () => {
    const { written, stream: terminal } = stream(true);
    progressLine(terminal).show('x'.repeat(50));
    assert.equal(written[0], `\r\x1b[K${'x'.repeat(19)}`);
  });

  it('does not show every step', () => {
    const { written, stream: terminal } = stream(true);
    const line = progressLine(terminal);
    for (let step = 0; step < 1000; step++) line.show(String(step));
    assert.ok(written.length < 1000);
  });

  it('is nothing in a pipe', () => {
    const { written, stream: pipe } = stream(false);
    const line = progressLine(pipe);
    line.show('one');
    line.clear();
    assert.deepEqual(written, []);
  });

  it('shows what a file name would do to the terminal', () => {
    const { written, stream: terminal } = stream(true);
    progressLine(terminal).show('a\x1b[2Jb');
    assert.equal(written[0], '\r\x1b[Ka\\x1b[2Jb');
  });
});
