import { type Day, addDays } from '../../../src/core/groups/day.ts';
import { GROUP_FILTERS, type GroupCounts } from '../../../src/stores/store.ts';
import { type ListView, type Span, listAddress } from '../addresses.ts';
import { shortDay } from '../../../src/core/wording/dayName.ts';
import { cappedNumber } from '../../../src/core/wording/number.ts';
import { FILTER_WORDS } from './filterWords.ts';

interface Link {
  href: string;
  text: string;
  current?: boolean;
}

/** Links to the days before and after that have tracebacks, and to today. */
export function pager(
  view: ListView,
  nearest: { before?: Day; after?: Day } | undefined,
  today: Day,
): { earlier?: Link; later?: Link; today?: Link } {
  if (!nearest || view.span.kind !== 'day') return {};
  const to = (day: Day, text: string): Link => ({ href: spanAddress(view, { kind: 'day', day }), text });
  return {
    ...(nearest.before && { earlier: to(nearest.before, shortDay(nearest.before)) }),
    ...(nearest.after && { later: to(nearest.after, shortDay(nearest.after)) }),
    ...(view.span.day !== today && { today: to(today, 'today') }),
  };
}

/** Links to the same list over a day, a week, four weeks and all days; those with an end end where this one does. */
export function spanLinks(view: ListView, today: Day): Link[] {
  const { span } = view;
  const end = span.kind === 'day' ? span.day : span.kind === 'range' && span.to < today ? span.to : today;
  const spans: [string, Span][] = [
    ['day', { kind: 'day', day: end }],
    ['7 days', { kind: 'range', from: addDays(end, -6), to: end }],
    ['28 days', { kind: 'range', from: addDays(end, -27), to: end }],
    ['all days', { kind: 'all' }],
  ];
  const here = spanAddress(view, span);
  return spans.map(([text, to]) => {
    const href = spanAddress(view, to);
    return { href, text, current: href === here };
  });
}

/** Links to the filters with how many groups each shows; a search changes the numbers, so there are none beside one. */
export function filterLinks(view: ListView, counts: GroupCounts): (Link & { count: string | undefined })[] {
  return GROUP_FILTERS.map((filter) => ({
    text: FILTER_WORDS[filter].name,
    href: listAddress({ span: view.span, q: view.q, filter }),
    current: filter === view.filter,
    count: view.q ? undefined : cappedNumber(counts[filter]),
  }));
}

function spanAddress(view: ListView, span: Span): string {
  return listAddress({ span, q: view.q, filter: view.filter });
}
