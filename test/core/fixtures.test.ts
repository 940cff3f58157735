import assert from 'node:assert/strict';

import { busyHours } from '../fixtures/generator/busyHours.ts';
import { canVary, renamed } from '../fixtures/generator/faults.ts';
import { WAYS } from '../fixtures/generator/programs.ts';
import { recordedTracebacks } from '../fixtures/generator/recordings.ts';
import { sampleHours } from '../fixtures/generator/sample.ts';
import type { Truth } from '../fixtures/generator/truth.ts';
import { makeInMemory } from '../fixtures/generator/write.ts';
import { sampleArchives, sampleText, sampleTruth } from '../fixtures/sample.ts';
import { ArchiveReading, lineOf } from '../fixtures/archiveReading.ts';

describe('the sample data set', () => {
  const made = makeInMemory(sampleHours());

  it('is what the generator makes today', () => {
    assert.deepEqual(sampleArchives(), [...made.archives.keys()].sort());
    for (const archive of sampleArchives()) {
      assert.equal(
        sampleText(archive),
        made.archives.get(archive),
        `${archive} is another; make it again, see test/fixtures/README.md`,
      );
      assert.deepEqual(sampleTruth(archive), made.truths.filter((truth) => truth.archive === archive).map(asStored));
    }
  });

  it('has faults of long standing and new ones, and tracebacks cut by the hour', () => {
    const names = new Map<string, string[]>();
    for (const { fault, archive } of made.truths) names.set(fault, [...(names.get(fault) ?? []), archive.slice(3, 13)]);
    assert.ok(names.size >= 15, `${names.size} faults`);
    assert.ok([...names.values()].some((days) => days.every((day) => day === '2016-08-12')));
    assert.ok([...names.values()].some((days) => new Set(days).size > 10));
    const reading = new ArchiveReading(made.archives);
    const cut = made.truths.filter(({ header, archive }) => reading.archiveOf(header) !== archive);
    assert.ok(cut.length >= 2, `${cut.length} cut`);
  });
});

describe('generated archives', () => {
  const plan = busyHours({ seed: 7, lines: 30_000, tracebacks: 600, streams: 60, hours: 2 });
  const made = makeInMemory(plan);

  it('are the same for the same seed, and others for another', () => {
    const small = (seed: number): unknown => makeInMemory(busyHours({ seed, lines: 500, tracebacks: 20, streams: 13 }));
    assert.deepEqual(small(3), small(3));
    assert.notDeepEqual(small(3), small(4));
  });

  it('have ten columns, ids and times that ascend, and about as many bytes a line as in production', () => {
    let last = 0n;
    let received = '';
    let lines = 0;
    let bytes = 0;
    for (const [, text] of made.archives) {
      for (const line of text.trimEnd().split('\n')) {
        const columns = line.split('\t');
        assert.ok(columns.length >= 10, line);
        const [id = '', generated = '', at = ''] = columns;
        assert.ok(BigInt(id) > last && id.length <= 19, id);
        assert.ok(at >= received && at === `${generated}Z`, line);
        last = BigInt(id);
        received = at;
        lines++;
        bytes += Buffer.byteLength(line) + 1;
      }
    }
    assert.ok(lines >= 60_000);
    assert.ok(bytes / lines > 220 && bytes / lines < 340, `${bytes / lines} bytes a line`);
  });

  it('hold every way of logging and nearly every shape', () => {
    assert.deepEqual(new Set(made.truths.map(({ way }) => way)), new Set(WAYS));
    const shapes = new Set(
      recordedTracebacks()
        .filter(canVary)
        .map(({ shape }) => shape),
    );
    const missing = [...shapes].filter((shape) => !made.truths.some((truth) => truth.shape === shape));
    assert.deepEqual(missing, []);
  });

  it('hold as many different faults as asked for', () => {
    assert.equal(new Set(made.truths.map(({ fault }) => fault)).size, 300);
    const template = recordedTracebacks(['3.13']).find(canVary);
    assert.ok(template);
    const own = new Set(
      Array.from({ length: 3000 }, (_, number) => JSON.stringify(renamed(template, number).exceptions)),
    );
    assert.equal(own.size, 3000);
  });
});

describe('the truth beside archives', () => {
  const busy = makeInMemory(busyHours({ seed: 11, lines: 20_000, tracebacks: 400, streams: 40, hours: 3 }));
  const sample = makeInMemory(sampleHours());

  for (const [name, { archives, truths }] of Object.entries({ busy, sample })) {
    const reading = new ArchiveReading(archives);

    it(`of ${name} hours names each traceback once, by a line that is there`, () => {
      assert.equal(new Set(truths.map(({ id }) => id)).size, truths.length);
      for (const truth of truths) {
        assert.equal(reading.archiveOf(lineOf(truth.id)), truth.archive);
        const names = reading.message(lineOf(truth.id));
        const type = truth.unfinished ? 'Traceback (most recent call last):' : truth.exceptions.at(-1)?.type;
        assert.ok(type && names.includes(type), `${truth.id} does not name ${type}: ${names}`);
      }
    });

    it(`of ${name} hours has each traceback's own lines in the archive, in order`, () => {
      for (const truth of truths) reading.ownLines(truth);
    });

    it(`of ${name} hours has as context the lines around, as many as there is room for`, () => {
      for (const truth of truths)
        assert.deepEqual({ before: truth.before, after: truth.after }, reading.context(truth), describeTruth(truth));
    });
  }
});

function describeTruth({ id, way, program, shape }: Truth): string {
  return `${id} of ${program}: ${shape}, ${way}`;
}

function asStored(truth: Truth): unknown {
  return JSON.parse(JSON.stringify(truth));
}
