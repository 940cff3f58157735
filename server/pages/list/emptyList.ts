import type { Day } from '../../../src/core/groups/day.ts';
import type { GroupCounts } from '../../../src/stores/store.ts';
import { type ListView, listAddress } from '../addresses.ts';
import { longDay } from '../../../src/core/wording/dayName.ts';
import { daysPhrase } from '../../../src/core/wording/daysPhrase.ts';
import { counted } from '../../../src/core/wording/number.ts';
import type { Site } from '../site.ts';
import { FILTER_WORDS } from './filterWords.ts';
import { rangeOf } from './listView.ts';

/** What an empty list says: what would be here, why it isn't, and where to go. */
export interface EmptyList {
  sentences: string[];
  /** A command to type, when that is what helps. */
  command?: string;
  links: { href: string; text: string }[];
}

/** Finds the reason why a list has no rows. */
export async function emptyList(
  { store, ingestion }: Site,
  view: ListView,
  counts: GroupCounts,
  nearest: { before?: Day; after?: Day } | undefined,
): Promise<EmptyList> {
  const days = daysPhrase(rangeOf(view.span));
  if (view.q) {
    return {
      sentences: [`No fault ${days} matches this search.`],
      links: [
        ...(view.span.kind === 'all'
          ? []
          : [{ href: listAddress({ ...view, span: { kind: 'all' } }), text: 'Search all days' }]),
        { href: listAddress({ ...view, q: '' }), text: 'Clear the search' },
        { href: '/search', text: 'How to search' },
      ],
    };
  }
  if (view.filter !== 'all' && counts.all > 0) {
    return {
      sentences: [`No fault ${days} ${FILTER_WORDS[view.filter].none}.`],
      links: [{ href: listAddress({ span: view.span, q: '', filter: 'all' }), text: `Show all ${counts.all}` }],
    };
  }
  const status = await store.status();
  const archives = { href: '/archives', text: 'Archives' };
  if (status.newestDay === undefined) {
    const purpose = 'Faults are listed here, newest first, once a log archive with tracebacks was taken in.';
    if (ingestion.pending > 0) {
      const reload = { href: listAddress(view), text: 'Look again' };
      return {
        sentences: [purpose, `${counted(ingestion.pending, 'archive')} being read now.`],
        links: [reload, archives],
      };
    }
    const none =
      status.archives > 0
        ? `None was found yet in ${counted(status.archives, 'archive')}.`
        : 'No archive was taken in yet.';
    return { sentences: [purpose, none], command: 'assertion-context ingest FILE', links: [archives] };
  }
  const goTo = (day: Day) => ({
    href: listAddress({ span: { kind: 'day', day }, q: '', filter: 'all' }),
    text: `Go to ${longDay(day)}`,
  });
  const hidden = counts.hidden > 0 && {
    href: listAddress({ ...view, filter: 'hidden' }),
    text: `Show ${counts.hidden} hidden`,
  };
  const near = nearest?.before ?? nearest?.after ?? status.newestDay;
  return {
    sentences: [
      counts.hidden > 0 ? `All tracebacks ${days} are hidden.` : `No tracebacks ${days}.`,
      `The newest are from ${longDay(status.newestDay)}.`,
    ],
    links: [...(hidden ? [hidden] : []), goTo(near), archives],
  };
}
