import assert from 'node:assert/strict';
import fc from 'fast-check';

import { ArchiveScanner, MOST_LINE } from '../../../src/core/papertrail/archiveScanner.ts';
import { ArchiveFinder } from '../../../src/core/python/archiveFinder.ts';
import { busyHours } from '../../fixtures/generator/busyHours.ts';
import { makeInMemory } from '../../fixtures/generator/write.ts';
import { asFound, asTold, byId, findAll, inFull } from './findAll.ts';
import { logLine, logLines } from './logLines.ts';

describe('finding tracebacks in an archive', () => {
  // Two hours as one: what lies across the hour is the business of joining.
  const made = makeInMemory(busyHours({ seed: 11, lines: 60_000, tracebacks: 1_200, streams: 60, hours: 2 }));
  const archive = [...made.archives.values()].join('');

  it('finds all that was raised, and nothing else, each with its exceptions and its context', () => {
    const { found } = findAll(archive);
    assert.deepEqual(byId(found).map(asFound), byId(made.truths).map(asTold));
  });

  it('finds the same whatever the chunks are', () => {
    const part = archive.slice(0, archive.indexOf('\n', 400_000) + 1);
    const whole = findAll(part).found.map(inFull);
    assert.ok(whole.length > 10);
    for (const size of [1, 2, 3, 7, 61, 1_021, 65_536])
      assert.deepEqual(findAll(part, size).found.map(inFull), whole, `chunks of ${size}`);
  });

  it('finds the same with a chunk border at every byte', () => {
    const lines = logLines([
      'started',
      'Traceback (most recent call last):',
      '  File "/opt/shop/orders/cart.py", line 63, in total',
      '    assert price >= 0, price',
      'AssertionError: Preis ist −3 €',
      'ended',
    ]);
    const bytes = Buffer.from(lines);
    const whole = findAll(bytes).found.map(inFull);
    const scanner = new ArchiveScanner();
    assert.equal(whole.length, 1);
    for (let border = 1; border < bytes.length; border++) {
      const found: string[] = [];
      const finder = new ArchiveFinder((traceback) => found.push(inFull(traceback)), { borders: false, scanner });
      finder.push(bytes.subarray(0, border));
      finder.push(bytes.subarray(border));
      finder.end();
      assert.deepEqual(found, whole, `border at ${border}`);
    }
  });
});

describe('an archive that is not as it should be', () => {
  it('never makes the finder throw, nor an id that is no number, wherever it is cut and whatever is in it', () => {
    const pieces = fc.constantFrom(
      'Traceback (most recent call last):',
      '  + Exception Group Traceback (most recent call last):',
      '  | ExceptionGroup: g (2 sub-exceptions)',
      '  +-+---------------- 1 ----------------',
      '    | Traceback (most recent call last):',
      '    +------------------------------------',
      '  File "/opt/shop/a.py", line 1, in f',
      '  File "", line , in ',
      '    f()',
      '    ^^^',
      '  [Previous line repeated 99999999999999999999 more times]',
      'ValueError: x',
      'During handling of the above exception, another exception occurred:',
      '',
      '[12] Traceback (most recent call last):',
      '2024-05-01 10:00:00,123 ERROR Traceback (most recent call last):',
      'x Traceback (most recent call last):#012  File "a", line 2, in b#012E: f#012Traceback (most recent call last):#012',
      '\0\t\r',
      '\u{1f600}'.repeat(40),
    );
    const message = fc.oneof({ weight: 4, arbitrary: pieces }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 60 }), fc.nat(), fc.nat(40), (messages, cut, junk) => {
        const bytes = Buffer.from(logLines(messages.map((text) => text.replaceAll('\n', ' '))));
        const damaged = Buffer.concat([
          bytes.subarray(0, cut % (bytes.length + 1)),
          Buffer.alloc(junk, 0xff),
          bytes.subarray(cut % (bytes.length + 1)),
        ]);
        for (const { id, header } of [...findAll(bytes).found, ...findAll(damaged, 13).found]) {
          assert.match(id, /^\d+(?:-u)?(?:\.\d+)?$/);
          assert.match(header, /^\d+$/);
        }
      }),
    );
  });

  it('may have lines without columns, which are counted and passed over', () => {
    const finder = new ArchiveFinder(() => {}, { borders: false });
    finder.push(Buffer.from(`no columns\n\n1\t2\t3\nid\ta\tb\tc\td\te\tf\tg\th\tmessage\n${logLine('fine')}`));
    finder.end();
    assert.deepEqual(finder.totals, { lines: 5, malformed: 4, tracebacks: 0 });
  });

  it('may have a line longer than any: its beginning is read, and the lines after it', () => {
    const long = 'x'.repeat(3 * MOST_LINE);
    const text = logLines([
      'a',
      `Traceback (most recent call last): ${long}`,
      'Traceback (most recent call last):',
      `  File "a.py", line 1, in f`,
      `ValueError: ${long}`,
      'b',
    ]);
    for (const size of [1_000, Number.POSITIVE_INFINITY]) {
      const { found } = findAll(text, size);
      assert.equal(found.length, 1);
      assert.equal(found[0]?.exceptions[0]?.type, 'ValueError');
      assert.ok((found[0]?.text.length ?? 0) < 2 * MOST_LINE);
    }
  });

  it('may begin thousands of tracebacks and end none: each is kept, unfinished', () => {
    const { found } = findAll(logLines(Array.from({ length: 5_000 }, () => 'Traceback (most recent call last):')));
    assert.equal(found.length, 5_000);
    assert.ok(found.every(({ unfinished, id, header }) => unfinished && id === `${header}-u`));
  });

  it('may have more streams than are remembered: their tracebacks are found all the same', () => {
    const lines = Array.from({ length: 40_000 }, (_, index) =>
      index % 4_000 === 0
        ? logLines(['Traceback (most recent call last):', 'KeyError: 1'], { program: `p${index}`, first: 2 * index })
        : logLine('hello', { program: `p${index}`, id: 2 * index }),
    );
    assert.equal(findAll(lines.join('')).found.length, 10);
  });
});

describe('a cause that was never raised', () => {
  const chain = [
    "LookupError: 'nordtee'",
    '',
    'The above exception was the direct cause of the following exception:',
    '',
    'Traceback (most recent call last):',
    '  File "/opt/shop/stock/sync.py", line 51, in refuse',
    'stock.sync.SyncError: refused',
  ];

  it('stands before the first header, and belongs to the traceback', () => {
    for (const lines of [chain, chain.filter((line) => line !== '')]) {
      const [traceback] = findAll(logLines(['started', ...lines, '[2016-08-12 10:00:00] ended'])).found;
      assert.deepEqual(
        traceback?.exceptions.map(({ type, relation }) => [type, relation]),
        [
          ['LookupError', 'cause'],
          ['stock.sync.SyncError', null],
        ],
      );
      assert.equal(traceback.text, lines.join('\n'));
      assert.equal(Buffer.from(traceback.context.before).toString(), logLine('started'));
    }
  });

  it('is not taken from another traceback, nor from what only looks like one', () => {
    const inner = [
      'Traceback (most recent call last):',
      '  File "a.py", line 1, in f',
      'KeyError: 1',
      ...chain.slice(1),
    ];
    const [traceback, ...more] = findAll(logLines(inner)).found;
    assert.deepEqual(
      [traceback?.exceptions.map(({ type }) => type), more.length],
      [['KeyError', 'stock.sync.SyncError'], 0],
    );
    const [plain] = findAll(logLines(['nothing of the kind', ...chain.slice(1)])).found;
    assert.equal(plain?.exceptions.length, 1);
  });
});
