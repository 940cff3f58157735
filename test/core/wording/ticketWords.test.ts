import assert from 'node:assert/strict';
import type { GroupTicket } from '../../../src/core/groups/ticket.ts';
import { ticketSentences, ticketWords } from '../../../src/core/wording/ticketWords.ts';

const done: GroupTicket = { key: 'SHOP-1', url: 'https://a.example/1', status: 'Done', category: 'done', createdAt: 3 };
const open: GroupTicket = { ...done, key: 'SHOP-2', status: 'In Progress', category: 'indeterminate', createdAt: 1 };
const older: GroupTicket = { ...open, key: 'SHOP-3', status: 'To Do', category: 'new', createdAt: 0 };

describe('the words about tickets', () => {
  for (const [what, tickets, expected] of [
    ['none', [], undefined],
    ['one', [done], 'SHOP-1 (Done)'],
    ['an open one before one that is done', [done, older, open], 'SHOP-2 (In Progress) +2'],
    ['the newest of those that are done', [{ ...done, key: 'SHOP-9', createdAt: 9 }, done], 'SHOP-9 (Done) +1'],
    ['hostile text in one line', [{ ...done, key: 'A\nB', status: '\u202ex' }], 'A B (\\u202ex)'],
  ] as [string, GroupTicket[], string | undefined][]) {
    it(`name ${what}`, () => assert.equal(ticketWords(tickets), expected));
  }

  it('say who has it', () => {
    assert.deepEqual(ticketSentences([{ ...open, assignee: 'Ada' }, done]), [
      'Ticket SHOP-2: In Progress, Ada.',
      'Ticket SHOP-1: Done.',
    ]);
  });
});
