import { formatQuery } from '../../src/core/groups/formatQuery.ts';
import { type GroupState, type Standing, isHidden } from '../../src/core/groups/group.ts';
import type { GroupRow } from '../../src/stores/store.ts';
import { type ListView, groupAddress, listAddress } from './addresses.ts';
import { sparkline } from './charts/sparkline.ts';
import type { Clock } from './format/clock.ts';
import { cutMiddle } from './format/cutMiddle.ts';
import { exactNumber, shortNumber } from './format/number.ts';

/** How a fault stands, as its mark says it: by shape, colour and word. */
export type Mark = 'new' | 'regressed' | 'known' | 'resolved' | 'hidden';

/** The mark of a group; hidden wins, then what happened to it since it was resolved. */
export function markOf(group: { state: GroupState; standing: Standing; isNew: boolean }, now: number): Mark {
  if (isHidden(group.state, now)) return 'hidden';
  if (group.standing !== 'open') return group.standing;
  return group.isNew ? 'new' : 'known';
}

/** A group as a row of the list. */
export function faultRow(group: GroupRow, view: ListView, clock: Clock, now: number) {
  const { type, message, frame, labels, program, instance } = group.summary;
  return {
    href: groupAddress(group.fingerprint),
    mark: markOf(group, now),
    type,
    message,
    frame: frame && {
      function: frame.function,
      place: `${frame.path}:${frame.line}`,
      shown: `${cutMiddle(frame.path, 60)}:${frame.line}`,
    },
    source: `${program} on ${instance}`,
    labels: Object.entries(labels).map(([name, value]) => label(name, value, view)),
    spark: sparkline(group.history),
    count: { text: shortNumber(group.count), title: exactNumber(group.count) },
    last: clock.shown(group.last, now),
  };
}

/** A label leads to the faults that have it, in the same days. */
function label(name: string, value: string, { span }: ListView) {
  // Quotes cannot be searched for, and words are all that is compared.
  const q = formatQuery({ kind: 'label', name, value: value.replaceAll('"', ' ') });
  return {
    text: `${name}=${cutMiddle(value, 24)}`,
    title: `Search ${name}=${value}`,
    href: listAddress({ span, q, filter: 'all' }),
  };
}
