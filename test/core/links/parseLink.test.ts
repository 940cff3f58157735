import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EDITORS, editorLink } from '../../../src/core/links/editorLink.ts';
import type { Linked } from '../../../src/core/links/linked.ts';
import { parseLink } from '../../../src/core/links/parseLink.ts';

const GROUP = '1-5b1d4f0c8a7e4f5d';
const understood: [string, Linked][] = [
  [`vscode://assertion-context.assertion-context/group/${GROUP}`, { kind: 'group', fingerprint: GROUP }],
  [
    'cursor://assertion-context.assertion-context/traceback/700594302233129020',
    { kind: 'traceback', id: '700594302233129020' },
  ],
  [
    'VSCodium://Assertion-Context.assertion-context/traceback/700594302233129020-u',
    { kind: 'traceback', id: '700594302233129020-u' },
  ],
  [`https://tracebacks.example.com/groups/${GROUP}?day=2016-08-12`, { kind: 'group', fingerprint: GROUP }],
  ['http://localhost:7007/tracebacks/700594302233129020.2#context', { kind: 'traceback', id: '700594302233129020.2' }],
  [
    'https://papertrailapp.com/systems/i-caef3c53/events?focus=700594302233129020',
    { kind: 'traceback', id: '700594302233129020' },
  ],
  [`  <https://tracebacks.example.com/below/groups/${GROUP}>. `, { kind: 'group', fingerprint: GROUP }],
  ['700594302233129020', { kind: 'traceback', id: '700594302233129020' }],
];

const refused: [string, RegExp][] = [
  ['', /no link/],
  ['AssertionError: -3', /for something else|no link/],
  ['vscode://ms-python.python/group/1', /for something else \(ms-python\.python\)/],
  ['vscode://assertion-context.assertion-context/group/', /names no traceback and no fault/],
  ['vscode://assertion-context.assertion-context/group/%2e%2e%2f%2e%2e', /names no traceback/],
  ['vscode://assertion-context.assertion-context/traceback/1%ZZ', /names no traceback/],
  ['vscode://assertion-context.assertion-context/traceback/1/2', /names no traceback/],
  ['https://tracebacks.example.com/archives', /neither a page of the companion site/],
  ['file:///etc/passwd', /for something else/],
  [`https://x.example/${'a'.repeat(5000)}`, /…/],
];

describe('links', () => {
  for (const [text, linked] of understood)
    it(`understands ${text.trim()}`, () => assert.deepEqual(parseLink(text), linked));

  for (const [text, because] of refused)
    it(`says why ${text.slice(0, 70) || 'nothing'} leads nowhere`, () => {
      const parsed = parseLink(text);
      assert.equal(parsed.kind, 'none');
      assert.match(parsed.kind === 'none' ? parsed.because : '', because);
    });

  it('reads back what it writes, for every editor', () => {
    const linked: Linked[] = [
      { kind: 'group', fingerprint: GROUP },
      { kind: 'traceback', id: '700594302233129020-u.2' },
    ];
    for (const { scheme } of EDITORS)
      for (const one of linked) assert.deepEqual(parseLink(editorLink(one, scheme)), one);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => parseLink(text).kind !== undefined));
  });
});
