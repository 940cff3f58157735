import assert from 'node:assert/strict';
import fc from 'fast-check';

import { tracebackJson } from '../../../server/api/tracebackJson.ts';
import { JsonBytes } from '../../../server/cli/jsonBytes.ts';
import { writeTraceback } from '../../../server/cli/tracebackNdjson.ts';
import { unpackContext } from '../../../src/core/papertrail/context.ts';
import { formatInstant } from '../../../src/core/papertrail/instant.ts';
import type { IndexedTraceback } from '../../../src/core/python/traceback.ts';
import { findAll } from '../../core/python/findAll.ts';
import { logLine, logLines } from '../../core/python/logLines.ts';
import { sampleArchives, sampleText } from '../../fixtures/sample.ts';

describe('a traceback as a line of JSON, written from the bytes of the archive', () => {
  it('says what the API says of it, with all of its context or some', () => {
    for (const archive of sampleArchives().slice(-3)) {
      for (const found of findAll(sampleText(archive)).found)
        for (const lines of [0, 1, 7, 100]) assertSame(indexed(found), lines);
    }
  });

  it('is inert and the same value whatever the log holds', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('"\\', '\x1b[31m', '\u202e', '\x9b', '\0', '\ufeff', '{"context":', '\ud800'),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        fc.array(hostile, { maxLength: 6 }),
        fc.constantFrom('2016-08-12T03:18:39Z', '2016-08-12 03:18:39', 'then'),
        (messages, at) => {
          const texts = messages.map((parts) => parts.join('').replaceAll(/[\n]/g, ''));
          const before = texts.map((text, index) => logLine(text, { id: index + 1, at })).join('');
          const traceback = logLines(
            [
              'Traceback (most recent call last):',
              `  File "${texts[0] ?? ''}", line 1, in f`,
              `KeyError: ${texts[1] ?? ''}`,
            ],
            { first: 50 },
          );
          for (const found of findAll(Buffer.from(before + traceback)).found) assertSame(indexed(found), 100);
        },
      ),
    );
  });
});

function indexed(found: Omit<IndexedTraceback, 'fingerprint' | 'labels'>): IndexedTraceback {
  return { ...found, fingerprint: 'v1-0', labels: {} };
}

function assertSame(found: IndexedTraceback, lines: number): void {
  const output = new JsonBytes();
  writeTraceback(output, found, 'archive', lines);
  const text = output.bytes.toString();
  const context = unpackContext(found.context);
  const shown = {
    ...context,
    before: lines === 0 ? [] : context.before.slice(-lines),
    after: context.after.slice(0, lines),
  };
  assert.deepEqual(
    JSON.parse(text),
    JSON.parse(
      JSON.stringify(tracebackJson({ ...found, at: formatInstant(found.at), archive: 'archive', context: shown })),
    ),
  );
  assert.doesNotMatch(text, /[\0-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/);
}
