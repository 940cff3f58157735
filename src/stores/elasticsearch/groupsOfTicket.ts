import type { Backend } from './backend.ts';

/** More than there will be. */
const MOST = 10_000;

/** The groups that a ticket is linked with, in order. One request. */
export async function groupsOfTicket({ requests, names }: Backend, key: string): Promise<string[]> {
  const { hits } = await requests.search(names.groups, {
    size: MOST,
    query: { bool: { filter: [{ term: { live: true } }, { term: { tickets: key } }] } },
    sort: [{ fingerprint: 'asc' }],
    track_total_hits: false,
    _source: false,
  });
  return hits.hits.map(({ _id }) => _id);
}
