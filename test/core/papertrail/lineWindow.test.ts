import assert from 'node:assert/strict';
import fc from 'fast-check';

import { LineWindow, MOST_LINE } from '../../../src/core/papertrail/lineWindow.ts';
import { RecentLines } from '../../../src/core/papertrail/recentLines.ts';

const MOST = { lines: 100, bytes: 16_384 };

/** What a context is, read from all lines ever: as many of the newest whole lines as there is room for. */
function newest(lines: readonly Buffer[]): string {
  let bytes = 0;
  let from = lines.length;
  while (from > 0 && lines.length - from < MOST.lines) {
    const size = lines[from - 1]?.length ?? 0;
    if (bytes + size > MOST.bytes) break;
    bytes += size;
    from--;
  }
  return Buffer.concat(lines.slice(from)).toString('latin1');
}

describe('the window over an archive', () => {
  it('gives every line as it is, whatever the chunks, and the newest of each stream however long ago they came', () => {
    // Three streams of very different busyness; lines of up to twice what a context holds.
    const line = fc.record({
      stream: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 1, 2),
      size: fc.oneof({ weight: 9, arbitrary: fc.nat(400) }, fc.nat(33_000)),
    });
    const chunk = fc.integer({ min: 1, max: 300_000 });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 200, maxLength: 1_500 }),
        fc.array(chunk, { minLength: 1, maxLength: 9 }),
        (plan, chunks) => {
          const lines = plan.map(({ stream, size }, index) => Buffer.from(`${stream} ${index} ${'x'.repeat(size)}\n`));
          const streams = [0, 1, 2].map((): Buffer[] => []);
          const recents: RecentLines[] = [];
          const window = new LineWindow(
            {
              take: ({ bytes, start }, from, end) => {
                const text = Buffer.from(bytes.slice(from, end + 1));
                const stream = Number(String.fromCharCode(text[0] ?? 0));
                streams[stream]?.push(text);
                recents[stream]?.push(start + from, end + 1 - from);
              },
              leave: (part) => recents.forEach((recent) => recent.leave(part)),
            },
            131_072,
          );
          for (let stream = 0; stream < 3; stream++) recents.push(new RecentLines(window, MOST, false));
          const all = Buffer.concat(lines);
          for (let start = 0, n = 0; start < all.length; n++) {
            const size = chunks[n % chunks.length] ?? 1;
            window.push(all.subarray(start, start + size));
            start += size;
            const busy = recents[n % 3];
            assert.equal(Buffer.from(busy?.context().lines ?? []).toString('latin1'), newest(streams[n % 3] ?? []));
          }
          assert.equal(streams.flat().length, lines.length);
          recents.forEach((recent, stream) => {
            const { lines: context, from, cut } = recent.context();
            const own = streams[stream] ?? [];
            assert.equal(Buffer.from(context).toString('latin1'), newest(own));
            assert.equal(Buffer.concat(own.slice(from)).length, context.length);
            assert.equal(cut, false);
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  it('shortens a line that is too long, the same wherever chunks end, and goes on behind it', () => {
    for (const size of [1_000, 65_537, 10_000_000]) {
      const taken: number[] = [];
      const window = new LineWindow({ take: (_part, start, end) => taken.push(end - start) }, 0);
      const all = Buffer.from(`a\n${'x'.repeat(5 * MOST_LINE)}\n${'y'.repeat(MOST_LINE)}\n\nend`);
      for (let start = 0; start < all.length; start += size) window.push(all.subarray(start, start + size));
      window.end();
      assert.deepEqual(taken, [1, MOST_LINE, MOST_LINE, 0, 3], `chunks of ${size}`);
    }
  });
});
