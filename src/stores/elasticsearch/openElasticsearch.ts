import type { StoreOptions } from '../store.ts';
import { Months } from './backend.ts';
import { calendarOf } from './calendar.ts';
import { connect, type ElasticsearchConnection } from './connection.ts';
import { ElasticsearchStore } from './elasticsearchStore.ts';
import { readMeta, settleTimeZone } from './meta.ts';
import { indexNames } from './names.ts';
import { Requests, type Request } from './requests.ts';
import { setUp } from './setUp.ts';

/** A cluster, and which of its indices. */
export interface ElasticsearchOptions extends ElasticsearchConnection {
  /** What the names of the indices begin with: several stores may share a cluster. */
  prefix?: string;
  /** Makes no index and no template: for a key that may only read. */
  readOnly?: boolean;
  /** How often a request is sent that fails for a moment: for 6 s unless told, as suits whoever would lose work. */
  attempts?: number;
  /** Told of every request that is sent. */
  onRequest?: (request: Request) => void;
}

/** What the names of the indices begin with unless told. */
export const PREFIX = 'assertion-context';

/** Opens a store in an Elasticsearch cluster, and makes its indices where there are none. Throws StoreError. */
export async function openElasticsearch(
  { prefix = PREFIX, readOnly = false, attempts, onRequest, ...connection }: ElasticsearchOptions,
  { timeZone, rules }: StoreOptions,
): Promise<ElasticsearchStore> {
  const requests = new Requests(connect(connection), placeOf(connection), onRequest, attempts);
  const names = indexNames(prefix);
  try {
    await setUp(requests, names, { readOnly });
    const kept = readOnly
      ? ((await readMeta(requests, names, 'store')).value?.timeZone ?? timeZone)
      : await settleTimeZone(requests, names, timeZone);
    const backend = { requests, names, calendar: calendarOf(kept), months: new Months(requests) };
    return new ElasticsearchStore(backend, rules);
  } catch (error) {
    await requests.close();
    throw error;
  }
}

/** A cluster's place as sentences name it. */
export function placeOf({ addresses }: ElasticsearchConnection): string {
  return addresses?.map(withoutPassword).join(', ') ?? 'Elastic Cloud';
}

/** For sentences: an address may have a password in it. */
function withoutPassword(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname === '/' ? '' : pathname}`;
}
