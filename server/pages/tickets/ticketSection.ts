import type { GroupTicket } from '../../../src/core/groups/ticket.ts';
import type { Clock } from '../../../src/core/wording/clock.ts';
import type { GroupDetail } from '../../../src/stores/store.ts';
import { groupAddress } from '../addresses.ts';

/** The tickets of a fault as its page shows them. `canChange`: there is a Jira to ask. */
export function ticketSection({ state, fingerprint }: GroupDetail, clock: Clock, now: number, canChange: boolean) {
  const action = groupAddress(fingerprint);
  const tickets = (state.tickets ?? []).map((ticket) => ticketRow(ticket, clock, now));
  return { tickets, canChange, create: `${action}/ticket`, action: `${action}/tickets` };
}

function ticketRow(
  { key, url, status, category, summary, assignee, resolvedAt, fixVersion }: GroupTicket,
  clock: Clock,
  now: number,
) {
  return {
    key,
    // Only addresses of the web lead somewhere.
    href: /^https?:\/\//.test(url) ? url : undefined,
    status,
    isDone: category === 'done',
    summary,
    assignee,
    fixVersion,
    resolved: resolvedAt === undefined ? undefined : clock.shown(resolvedAt, now),
  };
}
