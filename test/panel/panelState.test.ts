import assert from 'node:assert/strict';
import { firstState, parsePanelState } from '../../src/panel/panelState.ts';

const WHOLE = {
  fingerprint: 'v1-0123',
  traceback: '7',
  compared: '8',
  tab: 'hits',
  day: '2016-08-12',
  unfolded: ['0.1'],
  scrolled: 40,
};

describe('a panel’s state', () => {
  it('comes back as it was kept', () => assert.deepEqual(parsePanelState(WHOLE), WHOLE));

  it('of a new panel comes back too', () => {
    assert.deepEqual(parsePanelState(firstState('v1-0123')), firstState('v1-0123'));
    assert.deepEqual(parsePanelState(firstState('v1-0123', '7')), firstState('v1-0123', '7'));
  });

  for (const kept of [undefined, null, 'v1', {}, { fingerprint: 4 }, { fingerprint: '' }])
    it(`is none without a fingerprint: ${JSON.stringify(kept)}`, () => assert.equal(parsePanelState(kept), undefined));

  for (const [name, wrong] of Object.entries({
    traceback: 7,
    compared: {},
    tab: 'settings',
    day: '12 August',
    unfolded: 'all',
    scrolled: 'far',
  }))
    it(`leaves out a ${name} that cannot be read`, () =>
      assert.deepEqual(parsePanelState({ fingerprint: 'v1-0123', [name]: wrong }), firstState('v1-0123')));
});
