import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ArchiveScanner, MOST_LINE, type ScanSink } from '../../../src/core/papertrail/archiveScanner.ts';
import { BEFORE } from '../../../src/core/papertrail/context.ts';

const scanner = new ArchiveScanner();
const NOBODY: ScanSink = { look: () => false, forget: () => {} };

/** What a context is, read from all lines ever: as many of the newest whole lines as there is room for. */
function newest(lines: readonly Buffer[], most: number = BEFORE.lines): string {
  let bytes = 0;
  let from = lines.length;
  while (from > 0 && lines.length - from < most) {
    const size = lines[from - 1]?.length ?? 0;
    if (bytes + size > BEFORE.bytes) break;
    bytes += size;
    from--;
  }
  return Buffer.concat(lines.slice(from)).toString('latin1');
}

function line(id: number, stream: string, message: string): Buffer {
  const [instance, program] = stream.split('/');
  return Buffer.from(
    `${id}\t2016-08-12T03:18:40\t2016-08-12T03:18:40Z\t4\t${instance}\t10.0.0.1\tUser\tNotice\t${program}\t${message}\n`,
  );
}

function push(bytes: Uint8Array, sizes: readonly number[]): void {
  for (let start = 0, n = 0; start < bytes.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    scanner.push(bytes.subarray(start, start + size));
    start += size;
  }
  scanner.end();
}

describe('the scanner of archives', () => {
  it('keeps the newest lines of each stream however long ago they came, whatever the chunks', () => {
    // Three streams of very different busyness, in more bytes than the window has; lines of up to twice what a context holds.
    const plan = fc.array(
      fc.record({
        stream: fc.constantFrom('a/x', 'a/x', 'a/x', 'a/x', 'a/x', 'a/x', 'a/y', 'a/y', 'ax/'),
        size: fc.oneof({ weight: 9, arbitrary: fc.nat(400) }, fc.nat(33_000)),
      }),
      { minLength: 200, maxLength: 6_000, size: 'max' },
    );
    const chunks = fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(plan, chunks, fc.constantFrom(1, 20, 100), (lines, sizes, most) => {
        const streams = new Map<string, Buffer[]>();
        const all = lines.map(({ stream, size }, index) => {
          const bytes = line(index, stream, 'x'.repeat(size));
          streams.set(stream, [...(streams.get(stream) ?? []), bytes]);
          return bytes;
        });
        scanner.begin({ lines: most }, NOBODY);
        push(Buffer.concat(all), sizes);
        assert.equal(scanner.lines, all.length);
        for (const [number, own] of [...streams.values()].entries()) {
          const { lines: kept, from, cut } = scanner.newestOf(number);
          assert.equal(Buffer.from(kept).toString('latin1'), newest(own, most));
          assert.equal(Buffer.concat(own.slice(from)).length, kept.length);
          assert.equal(scanner.linesOf(number), own.length);
          assert.equal(cut, false);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('shows the first line of a stream, those that mention the text, and those of streams that are attended to', () => {
    const shown: string[] = [];
    const lines = [
      line(1, 'a/x', 'first'),
      line(2, 'a/x', 'second'),
      line(3, 'b/x', 'on'),
      Buffer.from('no line with a needle\n'),
      line(4, 'b/x', 'off'),
      line(5, 'b/x', 'third'),
      line(6, 'a/x', 'two needles: needle'),
      line(7, 'a/x', 'last needl'),
    ];
    for (const sizes of [[1], [7, 100], [100_000]]) {
      shown.length = 0;
      scanner.begin({ sought: 'needle', lines: 100 }, sinkOf(shown));
      push(Buffer.concat(lines), sizes);
      assert.deepEqual(shown, ['0 first false 0', '1 on false 0', '1 off false 1', '0 two needles: needle true 2']);
      assert.deepEqual([scanner.lines, scanner.malformed, scanner.streams], [8, 1, 2]);
    }
  });

  it('shortens a line that is too long, the same wherever chunks end, and goes on behind it', () => {
    const head = line(1, 'a/x', '').length - 1;
    for (const size of [1_000, 65_537, 10_000_000]) {
      const taken: number[] = [];
      scanner.begin({ lines: 1 }, { ...NOBODY, look: ({ start, end }) => taken.push(end - start) > 0 });
      const lines = [
        line(1, 'a/x', 'x'.repeat(5 * MOST_LINE)),
        line(2, 'a/x', 'y'.repeat(MOST_LINE - head)),
        line(3, 'a/x', ''),
        line(4, 'a/x', 'end').subarray(0, -1),
      ];
      push(Buffer.concat(lines), [size]);
      assert.deepEqual(taken, [MOST_LINE, MOST_LINE, head, head + 3], `chunks of ${size}`);
    }
  });

  it('forgets the quieter half of the streams when there are too many, and numbers the others anew', () => {
    const names: string[] = [];
    let forgotten = 0;
    scanner.begin(
      { lines: 100 },
      {
        look: ({ bytes, programStart, programEnd }) => {
          names.push(Buffer.from(bytes.slice(programStart, programEnd)).toString());
          return false;
        },
        forget: (kept) => {
          forgotten++;
          names.splice(0, names.length, ...names.filter((_, number) => kept[number]));
        },
      },
    );
    const all: Buffer[] = [];
    for (let n = 0; n < 60_000; n++) {
      all.push(line(2 * n, `i/p${n}`, 'once'));
      if (n % 1_000 === 0) all.push(line(2 * n + 1, 'i/busy', `at ${n}`));
    }
    push(Buffer.concat(all), [1_000_000]);
    assert.ok(forgotten > 1);
    assert.equal(names.length, scanner.streams);
    const number = names.indexOf('busy');
    const { lines, cut } = scanner.newestOf(number);
    assert.equal(Buffer.from(lines).toString().split('\n').length - 1, 60);
    assert.equal(cut, false);
    const last = scanner.newestOf(names.indexOf('p59999'));
    assert.equal(Buffer.from(last.lines).toString(), line(2 * 59_999, 'i/p59999', 'once').toString());
    assert.ok(last.cut, 'a stream that seems new may have had lines before');
  });

  it('drops copies of streams that are quiet when there are too many, and says so', () => {
    const streams = new Map<string, Buffer[]>();
    const all: Buffer[] = [];
    for (let n = 0; n < 20_000; n++) {
      const stream = n % 900 === 0 ? 'i/steady' : `i/p${n % 5_000}`;
      const bytes = line(n, stream, 'x'.repeat(2_000));
      streams.set(stream, [...(streams.get(stream) ?? []), bytes]);
      all.push(bytes);
    }
    scanner.begin({ lines: 100 }, NOBODY);
    push(Buffer.concat(all), [1_000_000]);
    let cuts = 0;
    for (const [number, [stream, own]] of [...streams].entries()) {
      const { lines, from, cut } = scanner.newestOf(number);
      assert.equal(Buffer.from(lines).toString(), Buffer.concat(own.slice(from)).toString());
      if (stream === 'i/steady') assert.equal(Buffer.from(lines).toString(), newest(own));
      else assert.equal(cut, from > 0);
      if (cut) cuts++;
    }
    assert.ok(cuts > 0);
  });

  it('takes what names a stream for what it is, however long, with whatever bytes', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 9 }),
      fc.integer({ min: 0, max: 60_000 }).map((n) => 'n'.repeat(n)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 80 }), (pairs) => {
        const clean = pairs.map((pair) => pair.map((text) => text.replaceAll(/[\t\n/]/g, '')).join('/'));
        const seen = new Map<number, string>();
        scanner.begin(
          { lines: 1 },
          {
            forget: (kept) => {
              const left = [...seen.values()].filter((_, number) => kept[number]);
              seen.clear();
              left.forEach((one, number) => seen.set(number, one));
            },
            look: ({ bytes, instanceStart, instanceEnd, programStart, programEnd }, stream) => {
              const text = (start: number, end: number): string => Buffer.from(bytes.slice(start, end)).toString();
              const found = `${text(instanceStart, instanceEnd)}/${text(programStart, programEnd)}`;
              assert.equal(seen.get(stream) ?? found, found);
              seen.set(stream, found);
              return true;
            },
          },
        );
        const lines = clean.map((stream, id) => line(id, stream, 'm'));
        push(Buffer.concat(lines), [100_000]);
        assert.equal(seen.size, scanner.streams);
        const short = lines.every(({ length }) => length <= MOST_LINE);
        if (short && clean.join('').length < 1_000_000)
          assert.deepEqual(new Set(seen.values()), new Set(clean.map((one) => Buffer.from(one).toString())));
      }),
    );
  });
});

function sinkOf(shown: string[]): ScanSink {
  return {
    ...NOBODY,
    look: (one, stream) => {
      const message = Buffer.from(one.bytes.slice(one.messageStart, one.end)).toString();
      const before = Buffer.from(scanner.newestOf(stream).lines).toString().split('\n').length - 1;
      shown.push(`${stream} ${message} ${one.mentions} ${before}`);
      return message.startsWith('on');
    },
  };
}
