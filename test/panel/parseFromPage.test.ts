import assert from 'node:assert/strict';
import { parseFromPage } from '../../src/panel/parseFromPage.ts';
import { FRAME_COMMANDS, GROUP_COMMANDS, HIT_COMMANDS } from '../../src/panel/protocol.ts';

const asked = (request: object): object => ({ kind: 'request', id: 3, request });
const frame = { exception: 0, frame: 2 };

const GOOD: object[] = [
  { kind: 'started' },
  { kind: 'shown', traceback: '7-u' },
  asked({ call: 'group' }),
  asked({ call: 'traceback', id: '7' }),
  asked({ call: 'places', id: '7' }),
  asked({ call: 'hits' }),
  asked({ call: 'hits', day: '2016-08-12', cursor: 'abc' }),
  asked({ call: 'lines', wanted: { traceback: '7', direction: 'before', limit: 200 } }),
  asked({ call: 'lines', wanted: { traceback: '7', direction: 'after', limit: 1, from: '9' } }),
  asked({ call: 'copy', text: '' }),
  ...GROUP_COMMANDS.map((command) => asked({ call: 'run', action: { command } })),
  ...HIT_COMMANDS.map((command) => asked({ call: 'run', action: { command, traceback: '7' } })),
  ...FRAME_COMMANDS.map((command) => asked({ call: 'run', action: { command, traceback: '7', frame } })),
];

const BAD: unknown[] = [
  undefined,
  null,
  'started',
  [],
  {},
  { kind: 'shown' },
  { kind: 'request', id: '3', request: { call: 'group' } },
  { kind: 'request', id: -1, request: { call: 'group' } },
  { kind: 'request', id: 3 },
  asked({ call: 'restoreAll' }),
  asked({ call: 'traceback' }),
  asked({ call: 'traceback', id: '' }),
  asked({ call: 'traceback', id: '7'.repeat(201) }),
  asked({ call: 'hits', day: 'yesterday' }),
  asked({ call: 'hits', cursor: 4 }),
  asked({ call: 'lines', wanted: { traceback: '7', direction: 'up', limit: 10 } }),
  asked({ call: 'lines', wanted: { traceback: '7', direction: 'before', limit: 201 } }),
  asked({ call: 'lines', wanted: { traceback: '7', direction: 'before', limit: 10, from: 9 } }),
  asked({ call: 'run', action: { command: 'workbench.action.terminal.sendSequence', traceback: '7' } }),
  asked({ call: 'run', action: { command: 'openFrame', traceback: '7' } }),
  asked({ call: 'run', action: { command: 'openFrame', traceback: '7', frame: { exception: 0.5, frame: 1 } } }),
  asked({ call: 'run', action: { command: 'copyText' } }),
  asked({ call: 'copy', text: 'x'.repeat(5_000_001) }),
];

describe('what the panel’s page may say', () => {
  for (const message of GOOD)
    it(`takes ${JSON.stringify(message)}`, () => assert.deepEqual(parseFromPage(message), message));

  for (const message of BAD)
    it(`refuses ${JSON.stringify(message)?.slice(0, 120)}`, () => assert.equal(parseFromPage(message), undefined));

  it('hands on nothing that is not of the protocol', () => {
    const message = asked({ call: 'run', action: { command: 'hideGroup', fingerprint: 'another', more: 1 }, args: [] });
    assert.deepEqual(parseFromPage(message), asked({ call: 'run', action: { command: 'hideGroup' } }));
  });
});
