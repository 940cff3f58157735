import { type GroupState, type Standing, isHidden } from '../../../src/core/groups/group.ts';
import type { GroupRow } from '../../../src/stores/store.ts';
import { type ListView, groupAddress } from '../addresses.ts';
import { sparkline } from '../charts/sparkline.ts';
import type { Clock } from '../format/clock.ts';
import { cutMiddle } from '../format/cutMiddle.ts';
import { exactNumber, shortNumber } from '../format/number.ts';
import { labelLink } from './labelLink.ts';

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
    // Among the hidden are those that only rules hide.
    mark: view.filter === 'hidden' ? ('hidden' as const) : markOf(group, now),
    type,
    message,
    frame: frame && {
      function: frame.function,
      place: `${frame.path}:${frame.line}`,
      shown: `${cutMiddle(frame.path, 60)}:${frame.line}`,
    },
    source: `${program} on ${instance}`,
    labels: Object.entries(labels).map(([name, value]) => labelLink(name, value, view.span)),
    spark: sparkline(group.history),
    count: { text: shortNumber(group.count), title: exactNumber(group.count) },
    last: clock.shown(group.last, now),
  };
}
