import { markOf } from '../../../src/core/groups/mark.ts';
import type { GroupRow } from '../../../src/stores/store.ts';
import { type ListView, groupAddress } from '../addresses.ts';
import { sparkline } from '../charts/sparkline.ts';
import type { Clock } from '../../../src/core/wording/clock.ts';
import { cutMiddle } from '../../../src/core/wording/cutMiddle.ts';
import { exactNumber, shortNumber } from '../../../src/core/wording/number.ts';
import { ticketLink } from './ticketLink.ts';
import { labelLink } from './labelLink.ts';

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
    fingerprint: group.fingerprint,
    tickets: (group.state.tickets ?? []).map(ticketLink),
  };
}
