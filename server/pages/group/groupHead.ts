import { addDays, dayIn } from '../../../src/core/groups/day.ts';
import { isHidden } from '../../../src/core/groups/group.ts';
import { markOf } from '../../../src/core/groups/mark.ts';
import type { GroupDetail } from '../../../src/stores/store.ts';
import { groupAddress } from '../addresses.ts';
import { editorLinks } from '../editorLinks.ts';
import { cutMiddle } from '../../../src/core/wording/cutMiddle.ts';
import { counted, exactNumber } from '../../../src/core/wording/number.ts';
import type { Site } from '../site.ts';
import { stateSentences } from '../../../src/core/groups/stateSentences.ts';

/** What stands above a group's page: its title, a sentence about it, and what can be done. */
export function groupHead({ clock, store, now }: Site, group: GroupDetail) {
  const time = now();
  const today = dayIn(store.timeZone)(time);
  const { type, message, frame } = group.summary;
  const hidden = isHidden(group.state, time);
  const isNew = dayIn(store.timeZone)(group.first) === today;
  return {
    title: message ? `${type}: ${message}` : type,
    section: 'faults' as const,
    action: groupAddress(group.fingerprint),
    mark: markOf({ ...group, isNew }, time),
    type,
    message,
    shortMessage: cutMiddle(message, 160),
    frame: frame && {
      function: frame.function,
      place: `${frame.path}:${frame.line}`,
      shown: `${cutMiddle(frame.path, 72)}:${frame.line}`,
    },
    count: counted(group.count, 'time'),
    hitCount: exactNumber(group.count),
    machines:
      group.instances.length === 0
        ? undefined
        : `${counted(group.instances.length, 'machine')}${group.instances.length === 10 ? ' or more' : ''}`,
    firstSeen: {
      iso: new Date(group.first).toISOString(),
      text: clock.stamp(group.first),
      title: clock.exact(group.first),
    },
    lastSeen: clock.shown(group.last, time),
    isNew,
    states: stateSentences(group, clock, time),
    hidden,
    resolved: group.standing === 'resolved',
    tomorrow: addDays(today, 1),
    fingerprint: group.fingerprint,
    editors: editorLinks({ kind: 'group', fingerprint: group.fingerprint }),
  };
}
