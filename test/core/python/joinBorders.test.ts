import assert from 'node:assert/strict';

import { ArchiveScanner } from '../../../src/core/papertrail/archiveScanner.ts';
import type { Neighbour, StreamBorder, StreamJoint } from '../../../src/core/papertrail/border.ts';
import { joinBorders, type Indexer } from '../../../src/core/python/joinBorders.ts';
import type { FoundTraceback } from '../../../src/core/python/traceback.ts';
import { busyHours } from '../../fixtures/generator/busyHours.ts';
import { makeInMemory } from '../../fixtures/generator/write.ts';
import { byId, findAll, inFull } from './findAll.ts';
import { logLine, logLines } from './logLines.ts';

describe('joining what the hour cut', () => {
  const made = makeInMemory(busyHours({ seed: 5, lines: 6_000, tracebacks: 200, streams: 13 }));
  const lines = [...made.archives.values()].join('').split(/(?<=\n)/);
  const whole = findAll(lines.join('')).found;

  it('gives what the whole gives, wherever an hour is cut in two', () => {
    for (let cut = 7; cut < lines.length; cut += 97)
      assertSame(joined([lines.slice(0, cut), lines.slice(cut)]), whole, `cut before line ${cut}`);
  });

  it('gives what the whole gives at every line around a traceback', () => {
    const header = lines.findIndex(
      (line, index) => index > 3_000 && line.includes('Traceback (most recent call last):'),
    );
    for (let cut = header - 30; cut < header + 60; cut++)
      assertSame(joined([lines.slice(0, cut), lines.slice(cut)]), whole, `cut before line ${cut}`);
  });

  it('gives what the whole gives when one side is short', () => {
    for (const cut of [1, 2, 3, 10, lines.length - 10, lines.length - 2, lines.length - 1])
      assertSame(joined([lines.slice(0, cut), lines.slice(cut)]), whole, `cut before line ${cut}`);
  });

  it('joins a traceback and its context over a quiet hour', () => {
    const text = [
      'started',
      'Traceback (most recent call last):',
      '  File "/opt/shop/a.py", line 1, in f',
      '    f()',
      'KeyError: 1',
      'INFO ended',
    ];
    const hours = [
      [0, 3],
      [3, 5],
      [5, 6],
    ].map(([from, to]) => logLines(text.slice(from, to), { first: 1 + (from ?? 0) }).split(/(?<=\n)/));
    assertSame(joined(hours), findAll(logLines(text)).found, 'three hours');
  });

  it('leaves alone what an unknown neighbour could change', () => {
    const { borders } = findAll(logLine('Traceback (most recent call last):'));
    const joints = borders.map((border): StreamJoint => ({
      ...border,
      before: 'unknown',
      own: [border],
      after: 'unknown',
    }));
    assert.deepEqual(joinBorders(joints, index), { put: [], remove: [] });
  });

  it('is the same a second time', () => {
    const half = Math.floor(lines.length / 2);
    const archives = [lines.slice(0, half), lines.slice(half)].map(archiveOf);
    const once = settled(archives, 1);
    assert.deepEqual(settled(archives, 1), once);
  });
});

type Archive = ReturnType<typeof findAll>;

/** What a text says, fingerprints and rules are not what is joined. */
const scanner = new ArchiveScanner();
const index: Indexer = (found) => ({ ...found, exceptions: [], fingerprint: 'v0', labels: {} });

function archiveOf(lines: readonly string[]): Archive {
  return findAll(lines.join(''));
}

/** What a store holds once these archives, one hour after another, are taken in and settled. */
function joined(hours: readonly (readonly string[])[]): FoundTraceback[] {
  const archives = hours.map(archiveOf);
  return archives.flatMap((archive, place) => {
    const { put, remove } = settled(archives, place);
    const tracebacks = new Map<string, FoundTraceback>(archive.found.map((found) => [found.id, found]));
    for (const id of remove) tracebacks.delete(id);
    for (const { traceback } of put) {
      const { exceptions: _, fingerprint: __, labels: ___, ...found } = traceback;
      tracebacks.set(found.id, found);
    }
    return [...tracebacks.values()];
  });
}

function settled(archives: readonly Archive[], place: number): ReturnType<typeof joinBorders> {
  return joinBorders(joints(archives, place), index, scanner);
}

function joints(archives: readonly Archive[], place: number): StreamJoint[] {
  const own = Map.groupBy(archives[place]?.borders ?? [], ({ instance, program }) => `${instance} ${program}`);
  return [...own.values()].map((borders): StreamJoint => {
    const { instance, program } = borders[0]!;
    const beside = (archive: Archive | undefined, side: StreamBorder['side']): Neighbour => {
      if (!archive) return 'unknown';
      const found = archive.borders.find(
        (border) =>
          border.instance === instance &&
          border.program === program &&
          (border.side === side || border.side === 'whole'),
      );
      return found ?? 'empty';
    };
    return {
      instance,
      program,
      own: borders,
      before: beside(archives[place - 1], 'tail'),
      after: beside(archives[place + 1], 'head'),
    };
  });
}

function assertSame(found: readonly FoundTraceback[], expected: readonly FoundTraceback[], what: string): void {
  assert.deepEqual(byId(found).map(inFull), byId(expected).map(inFull), what);
}
