import type { GroupTicket } from '../../../src/core/groups/ticket.ts';

/** A ticket as a row of the list shows it: key, status, and its page (undefined for an address that is none of the web's). */
export function ticketLink({ key, url, status, category, summary }: GroupTicket) {
  const address = URL.parse(url);
  return {
    key,
    status,
    done: category === 'done',
    title: summary,
    href: address && /^https?:$/.test(address.protocol) ? address.href : undefined,
  };
}
