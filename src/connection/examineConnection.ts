import { ALL_DAYS, type DayRange } from '../core/groups/day.ts';
import type { Query } from '../core/groups/query.ts';
import { errorSentence } from '../core/wording/errorSentence.ts';
import type { ClusterFacts } from '../stores/elasticsearch/clusterFacts.ts';
import type { ArchiveRow, ArchiveState, GroupCounts, GroupFilter, StoreStatus, StoreTrouble } from '../stores/store.ts';
import { StoreError } from '../stores/store.ts';
import { addressWarning } from './configuredConnection.ts';
import type { Connection } from './connection.ts';

/** What a list shows of a store. `newest`: the newest day that has any. */
export interface ShownList {
  days: 'newest' | DayRange;
  /** As typed, and what it means. */
  search?: { text: string; query: Query };
  filter: GroupFilter;
}

/** What was found out about one connection. */
export interface ConnectionFindings {
  label: string;
  isCurrent: boolean;
  /** What to be careful about, a sentence. */
  warning?: string;
  /** Of an Elasticsearch: what it says of itself, or why it does not, a sentence. */
  cluster?: ClusterFacts | string;
  answer: ConnectionAnswer;
}

/** What a connection said: what it holds, or why it could not say. */
export type ConnectionAnswer =
  | { kind: 'trouble'; reason: StoreTrouble; sentence: string }
  | {
      kind: 'held';
      /** How long it took to answer. */
      milliseconds: number;
      status: StoreStatus;
      archives: Record<ArchiveState, number>;
      /** The newest by name. */
      lastArchive?: ArchiveRow;
      shown?: ShownFindings;
    };

/** What the list shows of it, and what it leaves out. */
export interface ShownFindings {
  range: DayRange;
  list: ShownList;
  counts: GroupCounts;
  /** Groups that filter and search leave. */
  total: number;
}

/** Asks a connection what it holds, and why the list shows of it what it does. `shown`: the list's, when it reads this connection. */
export async function examineConnection(
  connection: Connection,
  { shown, now }: { shown?: ShownList | undefined; now: () => number },
): Promise<ConnectionFindings> {
  const { label, address, facts } = connection;
  const warning = address && addressWarning(address);
  const [cluster, answered] = await Promise.all([facts?.().catch(errorSentence), answer(connection, shown, now)]);
  return {
    label,
    isCurrent: shown !== undefined,
    ...(warning !== undefined && { warning }),
    ...(cluster !== undefined && { cluster }),
    answer: answered,
  };
}

async function answer(
  { store }: Connection,
  shown: ShownList | undefined,
  now: () => number,
): Promise<ConnectionAnswer> {
  const begun = now();
  try {
    const status = await store.status();
    const milliseconds = now() - begun;
    const { archives, counts } = await store.archives({ limit: 1 });
    const [lastArchive] = archives;
    const held = { kind: 'held' as const, milliseconds, status, archives: counts, ...(lastArchive && { lastArchive }) };
    if (!shown) return held;
    const range = rangeOf(shown, status);
    const { search, filter } = shown;
    const query = { range, filter, ...(search && { search: search.query }), limit: 1 };
    const [rangeCounts, { total }] = await Promise.all([store.counts(range, now()), store.groups(query, now())]);
    return { ...held, shown: { range, list: shown, counts: rangeCounts, total } };
  } catch (error) {
    const sentence = errorSentence(error);
    return { kind: 'trouble', reason: error instanceof StoreError ? error.reason : 'failed', sentence };
  }
}

function rangeOf({ days }: ShownList, { newestDay }: StoreStatus): DayRange {
  if (days !== 'newest') return days;
  return newestDay === undefined ? ALL_DAYS : { from: newestDay, to: newestDay };
}
