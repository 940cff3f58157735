import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { explain, fingerprint } from '../../../src/core/python/fingerprint.ts';
import { parseTraceback } from '../../../src/core/python/parse.ts';
import type { Frame, PythonException } from '../../../src/core/python/traceback.ts';
import { PYTHONS, recordedTracebacks, type RecordedTraceback } from '../../fixtures/generator/recordings.ts';

/** Two snippets of test/fixtures/faults/table and what Pythons printed. `across`: each is one fault in all Pythons as well. */
interface Pair {
  name: string;
  same: boolean;
  across: boolean;
  recordings: [python: string, a: string, b: string][];
}

/** Pairs whose answer is known to be wrong today, and why. A version that gets one right has to be taken off here. */
const KNOWN_WRONG: Record<string, string> = {
  'other code of letters and a number': 'AB-1234 is hex, of XK-77 only the number is a value',
  'other repr of a duration': 'names before values stay, and Python leaves out those of nothing',
  'other number that is none': 'nan is a word',
  'later lines of a message that look like a traceback':
    'a printed header begins the next exception, whoever printed it',
  'release folder with a folder between it and the packages':
    'a path does not tell a project’s folder from a package’s',
};

const file = new URL('../../fixtures/faults/pairs.json', import.meta.url);
const PAIRS = JSON.parse(readFileSync(file, 'utf8')) as Pair[];

describe('two tracebacks', () => {
  for (const pair of PAIRS) {
    const wrong = KNOWN_WRONG[pair.name];
    const fault = pair.same ? 'are one fault' : 'are two faults';
    if (wrong === undefined) it(`${fault}: ${pair.name}`, () => judge(pair));
    else {
      it(`${fault}, not yet: ${pair.name} (${wrong})`, () => {
        assert.throws(() => judge(pair), assert.AssertionError, 'right by now: take it off KNOWN_WRONG');
      });
    }
  }

  it('are known to be judged wrong only where there is such a pair', () => {
    const names = PAIRS.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(KNOWN_WRONG).filter((name) => !names.includes(name)),
      [],
    );
  });
});

/** Scenarios of the shop that are the same fault as another, and why. */
const LIKE: Record<string, { other: string; because: string }> = {
  'record-on-header': { other: 'search-nothing', because: 'only the way it is logged differs' },
  noted: { other: 'session-expired', because: 'only its notes differ' },
};

describe('what fails in the shop', () => {
  const scenarios = Map.groupBy(recordedTracebacks(PYTHONS), ({ scenario }) => scenario);

  for (const [scenario, recordings] of scenarios) {
    it(`is one fault in all Pythons that print its frames alike: ${scenario}`, () => {
      for (const alike of Map.groupBy(recordings, ({ exceptions }) => ownFrames(exceptions)).values()) {
        assert.equal(new Set(alike.map(ofRecorded)).size, 1, alike.map(described).join('\n\n'));
      }
    });
  }

  it('is another fault in each scenario', () => {
    const known = new Map<string, string>();
    for (const [scenario, recordings] of scenarios) {
      for (const found of new Set(recordings.map(ofRecorded))) {
        const other = known.get(found);
        assert.equal(other, LIKE[scenario]?.other, `${scenario}: ${LIKE[scenario]?.because ?? 'the same as another'}`);
        known.set(found, other ?? scenario);
      }
    }
    assert.deepEqual(
      Object.keys(LIKE).filter((scenario) => !scenarios.has(scenario)),
      [],
    );
  });
});

/** The shop's own frames as they were printed, without those of comprehensions, which Python 3.12 does not print. */
function ownFrames(exceptions: readonly PythonException[]): string {
  const own = ({ path }: Frame): boolean => !path.includes('/lib/') && !path.startsWith('<frozen');
  return exceptions
    .map(({ relation, frames }) => {
      const names = frames.filter(own).map((frame) => `${frame.path} ${frame.function}`);
      return [relation, ...new Set(names.filter((name) => !/<\w+comp>$/.test(name)))].join('\n');
    })
    .join('\n\n');
}

function ofRecorded({ lines }: RecordedTraceback): string {
  return of(lines.join('\n'));
}

function described({ python, lines }: RecordedTraceback): string {
  return `Python ${python}:\n${parts(lines.join('\n'))}`;
}

function judge({ same, across, recordings }: Pair): void {
  for (const [python, a, b] of recordings) {
    if (same) assertOne(a, b, `Python ${python}`);
    else assert.notEqual(of(a), of(b), `Python ${python}: both are\n${parts(a)}`);
  }
  const [first, ...others] = recordings;
  if (!across || !first) return;
  for (const [python, a, b] of others) {
    assertOne(first[1], a, `Python ${first[0]} and ${python}`);
    assertOne(first[2], b, `Python ${first[0]} and ${python}`);
  }
}

function assertOne(a: string, b: string, where: string): void {
  // Parts say more than hashes when a test fails; the hash is what counts.
  if (of(a) !== of(b)) assert.equal(parts(a), parts(b), where);
  assert.equal(of(a), of(b), where);
}

function of(text: string): string {
  return fingerprint(parseTraceback(text));
}

function parts(text: string): string {
  return explain(parseTraceback(text))
    .filter(({ contributes }) => contributes)
    .map(({ name, value }) => `${name} ${value}`)
    .join('\n');
}
