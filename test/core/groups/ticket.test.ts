import assert from 'node:assert/strict';
import { GRACE, resolutionOf, standing, withTickets, type GroupState } from '../../../src/core/groups/group.ts';
import { stateSentences } from '../../../src/core/groups/stateSentences.ts';
import { passesTickets, RECENT, TICKET_FILTERS, type GroupTicket } from '../../../src/core/groups/ticket.ts';
import { clockIn } from '../../../src/core/wording/clock.ts';

const NOW = Date.UTC(2016, 7, 12, 12);
const TICKET: GroupTicket = { key: 'SHOP-1', url: 'https://jira.example.com/', status: 'To Do', category: 'new' };
const done = (key: string, resolvedAt?: number): GroupTicket => ({
  ...TICKET,
  key,
  category: 'done',
  ...(resolvedAt !== undefined && { resolvedAt }),
});

describe('tickets of a fault', () => {
  const FILTERED: [string, GroupTicket[], Record<string, boolean>][] = [
    ['no ticket', [], { with: false, open: false, no: true, noRecent: true }],
    ['one of today', [{ ...TICKET, createdAt: NOW }], { with: true, open: true, no: false, noRecent: false }],
    [
      'one of two weeks ago',
      [{ ...TICKET, createdAt: NOW - RECENT }],
      { with: true, open: true, no: false, noRecent: true },
    ],
    ['one of nobody knows when', [TICKET], { with: true, open: true, no: false, noRecent: true }],
    ['one that is done', [done('SHOP-1', NOW)], { with: true, open: false, no: false, noRecent: true }],
  ];
  for (const [what, tickets, expected] of FILTERED) {
    it(`are filtered: ${what}`, () => {
      assert.deepEqual(
        TICKET_FILTERS.map((filter) => passesTickets(filter, tickets, NOW)),
        [expected['with'], expected['open'], expected['no'], expected['noRecent']],
      );
    });
  }

  const RESOLUTIONS: [string, GroupState, number | undefined][] = [
    ['nothing', {}, undefined],
    ['a person', { resolved: { at: NOW } }, NOW],
    ['a ticket', { tickets: [done('SHOP-1', NOW)] }, NOW + GRACE],
    ['the last of two tickets', { tickets: [done('SHOP-1', NOW), done('SHOP-2', NOW + 5)] }, NOW + 5 + GRACE],
    ['not while one is open', { tickets: [done('SHOP-1', NOW), TICKET] }, undefined],
    ['not when nobody knows since when', { tickets: [done('SHOP-1')] }, undefined],
    ['a person after the ticket', { resolved: { at: NOW }, tickets: [done('SHOP-1', NOW - 1)] }, NOW],
    ['a ticket after the person', { resolved: { at: NOW - 1 }, tickets: [done('SHOP-1', NOW)] }, NOW + GRACE],
    ['a person while a ticket is open', { resolved: { at: NOW }, tickets: [TICKET] }, NOW],
  ];
  for (const [what, state, since] of RESOLUTIONS) {
    it(`resolve it: ${what}`, () => {
      assert.equal(resolutionOf(state)?.since, since);
      const standings = [standing(state, since ?? NOW), standing(state, (since ?? NOW) + 1)];
      assert.deepEqual(standings, since === undefined ? ['open', 'open'] : ['resolved', 'regressed']);
    });
  }

  it('are told once each, and gone when there are none', () => {
    const state = withTickets({ resolved: { at: NOW } }, [TICKET, done('SHOP-1', NOW)]);
    assert.deepEqual(state, { resolved: { at: NOW }, tickets: [done('SHOP-1', NOW)] });
    assert.deepEqual(withTickets(state, []), { resolved: { at: NOW } });
  });

  it('are said in a sentence', () => {
    const clock = clockIn('UTC');
    const state: GroupState = { tickets: [done('SHOP-1', NOW)] };
    const sentence = (standing: 'resolved' | 'regressed'): string[] => stateSentences({ state, standing }, clock, NOW);
    assert.match(sentence('resolved')[0] ?? '', /^SHOP-1 was done on .*; not seen since\.$/);
    assert.match(sentence('regressed')[0] ?? '', /^Seen again after SHOP-1 was done on .*\.$/);
  });
});
