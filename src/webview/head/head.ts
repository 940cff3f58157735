import { type Day, dayIn } from '../../core/groups/day.ts';
import { markOf } from '../../core/groups/mark.ts';
import { stateSentences } from '../../core/groups/stateSentences.ts';
import { cutMiddle } from '../../core/wording/cutMiddle.ts';
import { counted } from '../../core/wording/number.ts';
import { ticketSentences } from '../../core/wording/ticketWords.ts';
import type { Action, GroupAnswer } from '../../panel/protocol.ts';
import { type Child, element, foreign } from '../element.ts';
import type { Times } from '../times.ts';
import { actions } from './actions.ts';
import { history } from './history.ts';
import { markShape } from './mark.ts';

/** What the head shows beside the group, and what its parts do. */
export interface HeadParts {
  times: Times;
  /** The hit that is shown. */
  traceback: string | undefined;
  day: Day | undefined;
  run(action: Action): void;
  chooseDay(day: Day): void;
}

/** What stands at the top: the fault's name, a sentence about it, its history, what can be done. */
export function head(answer: GroupAnswer, parts: HeadParts): Child[] {
  const { group, timeZone } = answer;
  const { times } = parts;
  const now = times.now();
  const isNew = dayIn(timeZone)(group.first) === dayIn(timeZone)(now);
  const { type, message, frame } = group.summary;
  return [
    element(
      'h1',
      {},
      markShape(markOf({ ...group, isNew }, now)),
      element('span', { class: 'type' }, foreign(type)),
      message !== '' && element('span', { class: 'message', title: message }, ': ', foreign(cutMiddle(message, 160))),
    ),
    frame &&
      element(
        'p',
        { class: 'where' },
        frame.function !== null && element('code', {}, foreign(cutMiddle(frame.function, 80))),
        ' ',
        element(
          'span',
          { class: 'path', title: `${frame.path}:${frame.line}` },
          foreign(`${cutMiddle(frame.path, 72)}:${frame.line}`),
        ),
      ),
    element('p', { class: 'sentence' }, ...sentence(answer, isNew, times)),
    ...[...ticketSentences(group.state.tickets), ...stateSentences(group, times.clock, now)].map((text) =>
      element('p', { class: 'state' }, foreign(text)),
    ),
    history(answer, times, parts.day, (day) => parts.chooseDay(day)),
    actions(answer, parts.traceback, now, (action) => parts.run(action)),
  ];
}

/** `37 times on 2 machines since 12 Aug 2016 03:18:39, last 3 min ago; new today.` */
function sentence({ group }: GroupAnswer, isNew: boolean, times: Times): Child[] {
  const { count, first, last, instances, hiddenByRule } = group;
  const byRules = hiddenByRule.map(({ rule, count: hits }) => ` ${counted(hits, 'hit')} hidden by the rule “${rule}”.`);
  const end = [isNew ? '; new today.' : '.', ...byRules];
  if (count === 0)
    return [
      'All its hits are hidden by rules. First seen ',
      times.exact(first),
      ', last ',
      times.relative(last),
      ...end,
    ];
  const often = element('b', {}, counted(count, 'time'));
  const machines =
    instances.length > 0 && ` on ${counted(instances.length, 'machine')}${instances.length === 10 ? ' or more' : ''}`;
  if (count === 1) return [often, machines, ', ', times.relative(last), ...end];
  return [often, machines, ' since ', times.exact(first), ', last ', times.relative(last), ...end];
}
