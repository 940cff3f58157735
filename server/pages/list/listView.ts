import { type Static, Type } from 'typebox';
import { ALL_DAYS, type Day, type DayRange, isDay } from '../../../src/core/groups/day.ts';
import { GROUP_FILTERS } from '../../../src/stores/store.ts';
import { Problem } from '../../api/problem.ts';
import type { ListView, Span } from '../addresses.ts';

/** The query of a list's address. `day` is a day or `all`; it wins over `from` and `to`, of which one may be missing. */
export const ListQuery = Type.Object({
  day: Type.Optional(Type.String({ maxLength: 10 })),
  from: Type.Optional(Type.String({ maxLength: 10 })),
  to: Type.Optional(Type.String({ maxLength: 10 })),
  q: Type.Optional(Type.String({ maxLength: 1000 })),
  filter: Type.Optional(Type.Enum([...GROUP_FILTERS])),
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
});

/** What the address asks for; the span is undefined when it names no day. Throws `Problem` for what is no day. */
export function listView(query: Static<typeof ListQuery>): Omit<ListView, 'span'> & { span: Span | undefined } {
  const { cursor, filter = 'all', q = '' } = query;
  return { span: spanOf(query), q: q.trim(), filter, ...(cursor !== undefined && { cursor }) };
}

function spanOf({ day, from, to }: Static<typeof ListQuery>): Span | undefined {
  // A form sends its empty fields too.
  if (day === 'all') return { kind: 'all' };
  if (day) return { kind: 'day', day: checked(day) };
  if (!from && !to) return undefined;
  const range = { from: from ? checked(from) : ALL_DAYS.from, to: to ? checked(to) : ALL_DAYS.to };
  if (range.from > range.to) {
    throw new Problem(400, `The days end (${range.to}) before they begin (${range.from}).`);
  }
  return range.from === range.to ? { kind: 'day', day: range.from } : { kind: 'range', ...range };
}

function checked(text: string): Day {
  if (isDay(text)) return text;
  throw new Problem(400, `The address asks for the day "${text}". Days are written like 2016-08-12.`);
}

/** The days a span holds. */
export function rangeOf(span: Span): DayRange {
  if (span.kind === 'all') return ALL_DAYS;
  return span.kind === 'day' ? { from: span.day, to: span.day } : { from: span.from, to: span.to };
}
