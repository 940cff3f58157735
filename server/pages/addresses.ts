import type { Day, DayRange } from '../../src/core/groups/day.ts';
import type { GroupFilter } from '../../src/stores/store.ts';

/** Which days a list spans: one, several, or all there are. */
export type Span = { kind: 'day'; day: Day } | ({ kind: 'range' } & DayRange) | { kind: 'all' };

/** What a list of groups shows; all of it is in its address. */
export interface ListView {
  span: Span;
  /** The search as it was typed; empty for none. */
  q: string;
  filter: GroupFilter;
  cursor?: string;
}

/** The parts of a list's address as query parameters, those left out that say nothing. */
export function listParameters({ span, q, filter, cursor }: ListView): Record<string, string> {
  return {
    ...(span.kind === 'day' && { day: span.day }),
    ...(span.kind === 'range' && { from: span.from, to: span.to }),
    ...(span.kind === 'all' && { day: 'all' }),
    ...(q !== '' && { q }),
    ...(filter !== 'all' && { filter }),
    ...(cursor !== undefined && { cursor }),
  };
}

/** A list's address. */
export function listAddress(view: ListView): string {
  return address('/groups', listParameters(view));
}

/** Which hits a group's page shows: of one day, of one of its hours (from 0), with those that rules hide, and from where on. */
export interface HitsView {
  day?: Day | undefined;
  hour?: number | undefined;
  hidden?: boolean | undefined;
  cursor?: string | undefined;
}

/** A group's address. */
export function groupAddress(fingerprint: string, { day, hour, hidden, cursor }: HitsView = {}): string {
  return address(`/groups/${encodeURIComponent(fingerprint)}`, {
    day,
    hour: hour === undefined ? undefined : String(hour),
    hidden: hidden ? 'true' : undefined,
    cursor,
  });
}

/** A traceback's address, with so many more lines of context at each end, and what is looked for in them. */
export function tracebackAddress(
  id: string,
  { before = 0, after = 0, find = '' }: { before?: number; after?: number; find?: string } = {},
): string {
  return address(`/tracebacks/${encodeURIComponent(id)}`, {
    ...(before > 0 && { before: String(before) }),
    ...(after > 0 && { after: String(after) }),
    ...(find !== '' && { find }),
  });
}

/** An address with query parameters, those that are undefined left out. */
export function address(path: string, parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
