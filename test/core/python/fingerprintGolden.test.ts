import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

import { CURRENT_FINGERPRINT, explain, fingerprint } from '../../../src/core/python/fingerprint.ts';
import { parseTraceback } from '../../../src/core/python/parse.ts';

/** What one version says of the second traceback of a pair; Pythons of one answer together. */
interface Answer {
  input: string;
  pythons: string[];
  fingerprint: string;
  parts: string[];
}

/** One pair for each thing that a fingerprint decides; the shop's golden text shows whole programs. */
const INPUTS = [
  'other quoted value',
  'other URL',
  'other e-mail address',
  'other date and time with an offset',
  'other path in quotes',
  'list of other length of quoted values',
  'dictionary of other values',
  'other later lines of a message',
  'other type of key of a KeyError',
  'other tuple as a message',
  "u'...' inside a message",
  '<locals> in the name of a local class',
  "method's unexpected keyword",
  'module that is not there',
  'folder instead of a file',
  "list comprehension's frame, gone since 3.12",
  'a release named after a commit',
  'on Windows',
  'installed as a package in a virtualenv',
  'other library frames at the end',
  'only a library, installed elsewhere',
  'SyntaxError on another line',
  'recursion deep enough to be cut short by Python 3',
  'other depth of mutual recursion',
  'recursion to the limit, hit in what it calls',
  'cause of other values',
  'other notes',
  'exception group of other values',
  'unfinished',
];

const GOLDEN = new URL('../../fixtures/faults/fingerprints.json', import.meta.url);
const PAIRS = new URL('../../fixtures/faults/pairs.json', import.meta.url);

describe('fingerprints of one traceback of a pair', () => {
  it('are what they were when the version was made', () => {
    const kept = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, Answer[]>;
    const now = { ...kept, [`v${CURRENT_FINGERPRINT}`]: answers() };
    // For a new version only: stored fingerprints of an older one would no longer be found.
    if (process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, `${JSON.stringify(now, null, 2)}\n`);
    assert.deepEqual(now, JSON.parse(readFileSync(GOLDEN, 'utf8')));
  });
});

function answers(): Answer[] {
  const pairs = JSON.parse(readFileSync(PAIRS, 'utf8')) as { name: string; recordings: [string, string, string][] }[];
  return INPUTS.flatMap((input) => {
    const recordings = pairs.find(({ name }) => name === input)?.recordings;
    assert.ok(recordings, `no pair ${input}`);
    const answersOf = new Map<string, Answer>();
    for (const [python, , text] of recordings) {
      const traceback = parseTraceback(text);
      const parts = explain(traceback).filter(({ contributes }) => contributes);
      const answer: Answer = { input, pythons: [], fingerprint: fingerprint(traceback), parts: parts.map(shown) };
      const known = answersOf.get(answer.fingerprint) ?? answer;
      known.pythons.push(python);
      answersOf.set(answer.fingerprint, known);
    }
    return [...answersOf.values()];
  });
}

function shown({ name, value }: { name: string; value: string }): string {
  return `${name} ${value}`;
}
