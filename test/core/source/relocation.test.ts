import { equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import type { Frame } from '../../../src/core/python/traceback.ts';
import { locateLines } from '../../../src/core/source/locateLine.ts';
import type { Place } from '../../../src/core/source/place.ts';
import { readPython } from '../../../src/core/source/pythonText.ts';
import { recordedTracebacks } from '../../fixtures/generator/recordings.ts';
import { MARKED_FILES, markedAnswers } from '../../fixtures/relocation/markedAnswers.ts';
import { randomHistories } from '../../fixtures/relocation/randomAnswers.ts';
import { type Answer, shopAnswer } from '../../fixtures/relocation/shopAnswers.ts';

const SHOP = '/opt/shop/';

/** Nothing was chosen by looking at this seed's histories: the rules were tried on others. */
const HELD_OUT = { seed: 31_337, count: 1000 };

const SETS: [name: string, judge: () => Judged[]][] = [
  ['the shop’s history, and one made by hand', () => [...judgeShop(), ...judgeMarked()]],
  ['histories that random edits made, held out', judgeRandom],
];

for (const [name, judge] of SETS) {
  describe(`relocation of frames whose place today is known: ${name}`, () => {
    let judged: Judged[] = [];
    before(() => (judged = judge()));

    it('covers at least 200 distinct frames', () => {
      ok(judged.length >= 200, `${judged.length} frames`);
    });

    it('is right for at least 98 % of what is exact or moved', () => {
      const kept = judged.filter(({ answer }) => answer.kind === 'exact' || answer.kind === 'moved');
      console.log(`      ${share(kept)} exact or moved, ${share(judged)} of all`);
      ok(kept.filter(right).length >= 0.98 * kept.length, wrong(kept));
    });

    it('never says exact when that is wrong', () => {
      equal(wrong(judged.filter(({ place }) => place.kind === 'exact')), '');
    });
  });
}

interface Judged {
  frame: Frame;
  answer: Answer;
  place: Place;
}

/** Each distinct frame that was recorded, located with the others of its exception and file; one that fails anywhere is wrong. */
function judgeShop(): Judged[] {
  const judged = new Map<string, Judged>();
  for (const { exceptions } of recordedTracebacks()) {
    for (const { frames } of exceptions) {
      const known = frames.flatMap((frame) => {
        const answer = frame.path.startsWith(SHOP) ? shopAnswer(frame.path.slice(SHOP.length), frame.line) : undefined;
        return answer ? [{ frame, answer }] : [];
      });
      for (const together of Map.groupBy(known, ({ frame, answer }) => `${frame.path} ${answer.today}`).values()) {
        const today = readPython(shopFile(together[0]?.answer.today ?? ''));
        const places = locateLines(
          together.map(({ frame }) => frame),
          today,
        );
        for (const [i, { frame, answer }] of together.entries()) {
          const place = places[i];
          if (!place) continue;
          const id = `${frame.path}:${frame.line}:${frame.function}`;
          const before = judged.get(id);
          if (!before || right(before)) judged.set(id, { frame, answer, place });
        }
      }
    }
  }
  return [...judged.values()];
}

/** Each frame of the made history by itself: no other frame helps. */
function judgeMarked(): Judged[] {
  return MARKED_FILES.flatMap((file) => {
    const { frames, answers, today } = markedAnswers(file);
    const text = readPython(today);
    return frames.flatMap((frame, i) => {
      const [place] = locateLines([frame], text);
      const answer = answers[i];
      return place && answer ? [{ frame, answer, place }] : [];
    });
  });
}

/** The frames of each aged file together, as one traceback has them. */
function judgeRandom(): Judged[] {
  return randomHistories(HELD_OUT.seed, HELD_OUT.count).flatMap(({ frames, answers, today }) => {
    const places = locateLines(frames, readPython(today));
    return frames.flatMap((frame, i) => {
      const [place, answer] = [places[i], answers[i]];
      return place && answer ? [{ frame, answer, place }] : [];
    });
  });
}

function shopFile(path: string): string {
  return readFileSync(new URL(`../../fixtures/shop/now/${path}`, import.meta.url), 'utf8');
}

function right({ answer, place }: Judged): boolean {
  return answer.kind === place.kind && (answer.line === undefined || answer.line === place.line);
}

function share(judged: readonly Judged[]): string {
  const good = judged.filter(right).length;
  return `${good} of ${judged.length} right (${((100 * good) / judged.length).toFixed(1)} %)`;
}

function wrong(judged: readonly Judged[]): string {
  return judged
    .filter((one) => !right(one))
    .map(
      ({ frame, answer, place }) =>
        `${frame.path}:${frame.line} ${answer.kind} ${answer.line}, said ${place.kind} ${place.line}`,
    )
    .join('\n');
}
