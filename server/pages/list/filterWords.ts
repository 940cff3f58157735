import type { GroupFilter } from '../../../src/stores/store.ts';

/** What each filter is called in a link, and what is said of a list in which it leaves nothing: “No fault on Fri 12 August 2016 …”. */
export const FILTER_WORDS: Readonly<Record<GroupFilter, { name: string; none: string }>> = {
  all: { name: 'all', none: 'is shown' },
  new: { name: 'new', none: 'is new' },
  regressed: { name: 'regressed', none: 'is regressed' },
  resolved: { name: 'resolved', none: 'is resolved' },
  hidden: { name: 'hidden', none: 'is hidden' },
  'with-ticket': { name: 'with ticket', none: 'has a ticket' },
  'open-ticket': { name: 'open ticket', none: 'has an open ticket' },
  'no-ticket': { name: 'no ticket', none: 'is without a ticket' },
  'no-recent-ticket': { name: 'no ticket in two weeks', none: 'is without a ticket of the last two weeks' },
};
