import type { Memento } from 'vscode';
import { isDay, type DayRange } from '../core/groups/day.ts';
import { parseQuery } from '../core/groups/parseQuery.ts';
import { QueryError, type Query } from '../core/groups/query.ts';
import { TICKET_FILTERS } from '../core/groups/ticket.ts';
import type { GroupFilter } from '../stores/store.ts';
import { Listeners } from './listeners.ts';

/** What the rows at the top of the view are: faults, or the source files or programs that fold out to them. */
export type Grouping = 'fault' | 'file' | 'program';

/** Which groups the view lists. */
export interface Listed {
  /** `newest`: the newest day that has any. Days are the store's. */
  days: 'newest' | DayRange;
  /** As typed, and what it means; absent without a search. */
  search?: { text: string; query: Query };
  filter: GroupFilter;
}

/** Every filter, in the order in which they are offered. */
export const FILTERS = [
  'all',
  'new',
  'regressed',
  'resolved',
  ...TICKET_FILTERS,
  'hidden',
] as const satisfies readonly GroupFilter[];
/** Every grouping. */
export const GROUPINGS: readonly Grouping[] = ['fault', 'file', 'program'];

const KEY = 'assertionContext.view';
const EVERYTHING: Listed = { days: 'newest', filter: 'all' };

/** What the view shows of a store; kept for the workspace, and forgotten with the store that it was chosen for. */
export class ViewQuery {
  readonly #memento: Memento;
  readonly #changes = new Listeners<'list' | 'grouping'>();
  #listed: Listed;
  #grouping: Grouping;
  #store: string | undefined;

  constructor(memento: Memento) {
    const kept = memento.get<Partial<Record<'days' | 'search' | 'filter' | 'grouping' | 'store', unknown>>>(KEY) ?? {};
    this.#memento = memento;
    this.#grouping = GROUPINGS.find((grouping) => grouping === kept.grouping) ?? 'fault';
    this.#store = typeof kept.store === 'string' ? kept.store : undefined;
    const search = understood(kept.search);
    this.#listed = {
      days: isRange(kept.days) ? { from: kept.days.from, to: kept.days.to } : 'newest',
      filter: FILTERS.find((filter) => filter === kept.filter) ?? 'all',
      ...(search && { search }),
    };
  }

  get listed(): Listed {
    return this.#listed;
  }

  get grouping(): Grouping {
    return this.#grouping;
  }

  /** `list`: other groups are asked for. `grouping`: the same stand in another order. */
  readonly onDidChange = this.#changes.event;

  /** Throws QueryError; a blank text is no search. */
  search(text: string): void {
    const query = parseQuery(text);
    const { search: _, ...rest } = this.#listed;
    this.#change(query ? { ...rest, search: { text: text.trim(), query } } : rest);
  }

  filter(filter: GroupFilter): void {
    this.#change({ ...this.#listed, filter });
  }

  chooseDays(days: Listed['days']): void {
    this.#change({ ...this.#listed, days });
  }

  /** Neither a search nor a filter; the days stay. */
  clear(): void {
    this.#change({ days: this.#listed.days, filter: 'all' });
  }

  group(grouping: Grouping): void {
    if (grouping === this.#grouping) return;
    this.#grouping = grouping;
    this.#keep();
    this.#changes.fire('grouping');
  }

  /** Days and searches chosen for one store mean nothing in another: a new one begins with its newest day. */
  useStore(label: string): void {
    if (label === this.#store) return;
    const first = this.#store === undefined;
    this.#store = label;
    if (first) this.#keep();
    else this.#change(EVERYTHING);
  }

  #change(listed: Listed): void {
    this.#listed = listed;
    this.#keep();
    this.#changes.fire('list');
  }

  #keep(): void {
    const { days, filter, search } = this.#listed;
    void this.#memento.update(KEY, {
      days,
      filter,
      search: search?.text,
      grouping: this.#grouping,
      store: this.#store,
    });
  }
}

function understood(text: unknown): Listed['search'] {
  if (typeof text !== 'string') return undefined;
  try {
    const query = parseQuery(text);
    return query && { text, query };
  } catch (error) {
    // Kept by a version whose language was another one: better no search than none that can be seen.
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

function isRange(days: unknown): days is DayRange {
  const { from, to } = (days ?? {}) as Partial<Record<keyof DayRange, unknown>>;
  return [from, to].every((day) => typeof day === 'string' && isDay(day)) && String(from) <= String(to);
}
