import assert from 'node:assert/strict';

import { parseRules, RulesError } from '../../../src/core/rules/parseRules.ts';

function problemsOf(rules: unknown): readonly string[] {
  try {
    parseRules(typeof rules === 'string' ? rules : JSON.stringify(rules), 'rules.json');
  } catch (error) {
    assert.ok(error instanceof RulesError);
    return error.problems;
  }
  return [];
}

describe("a team's settings file", () => {
  it('gives its rules and labels; both may be left out', () => {
    const rules = {
      hide: [{ name: 'health checks', message: 'status 503', program: '^probe' }],
      labels: ['customer=(?<customer>\\w+)'],
    };
    assert.deepEqual(parseRules(JSON.stringify(rules), 'rules.json'), rules);
    assert.deepEqual(parseRules('{}', 'rules.json'), { hide: [], labels: [] });
  });

  const cases: [what: string, rules: unknown, problem: RegExp][] = [
    ['what is not JSON', '{"hide": [', /^rules\.json: not JSON/],
    ['what is no object', [], /^rules\.json: must be an object/],
    ['another key', { hidden: [] }, /^rules\.json: hidden is not known here; known are hide, labels\.$/],
    ['a list that is none', { hide: {} }, /^rules\.json: hide must be a list/],
    ['a rule without a name', { hide: [{ type: 'KeyError' }] }, /^rules\.json: hide\[0\]\.name must be a text/],
    [
      'a rule that hides everything',
      { hide: [{ name: 'all' }] },
      /^rules\.json: hide\[0\] has no condition and would hide everything/,
    ],
    [
      'a condition that fits everything',
      { hide: [{ name: 'all', type: '.*' }] },
      /^rules\.json: hide\[0\]\.type fits every text/,
    ],
    [
      'another condition',
      { hide: [{ name: 'x', type: 'A', file: 'x' }] },
      /^rules\.json: hide\[0\]\.file is not known here/,
    ],
    [
      'a number for a text',
      { hide: [{ name: 'x', type: 7 }] },
      /^rules\.json: hide\[0\]\.type must be a regular expression/,
    ],
    [
      'a broken expression',
      { hide: [{ name: 'x', type: '(' }] },
      /^rules\.json: hide\[0\]\.type is no regular expression: /,
    ],
    [
      'an expression that can take for ever',
      { labels: ['id=(?<id>(\\w+-?)+)'] },
      /^rules\.json: labels\[0\] repeats a group in which something repeats, .*: write \[\\w\.\]\+/,
    ],
    [
      'two rules of one name',
      {
        hide: [
          { name: 'x', type: 'A' },
          { name: 'x', type: 'B' },
        ],
      },
      /^rules\.json: hide\[1\]\.name another rule is called x too/,
    ],
    ['a label without a group', { labels: ['customer=\\w+'] }, /^rules\.json: labels\[0\] has no named group/],
  ];
  for (const [what, rules, problem] of cases) {
    it(`refuses ${what}, and says where`, () => {
      const problems = problemsOf(rules);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', problem);
    });
  }

  it('tells everything that is wrong at once', () => {
    assert.equal(problemsOf({ hide: [{ name: '', type: '(' }, {}], labels: [1, '('], more: 1 }).length, 7);
  });
});
