import { isHidden } from '../../core/groups/group.ts';
import type { Action, GroupAnswer } from '../../panel/protocol.ts';
import { button } from '../components.ts';
import { element } from '../element.ts';

/** What can be done with a fault and the hit that is shown, in one row. */
export function actions(
  { group, site, readOnly }: GroupAnswer,
  traceback: string | undefined,
  now: number,
  run: (action: Action) => void,
): HTMLElement {
  const act = (text: string, action: Action): HTMLElement => button(text, () => run(action));
  const hidden = isHidden(group.state, now);
  const resolved = group.standing === 'resolved';
  return element(
    'div',
    { class: 'actions', role: 'group', 'aria-label': 'Actions' },
    ...(readOnly
      ? []
      : [
          hidden ? act('Stop hiding', { command: 'unhideGroup' }) : act('Hide', { command: 'hideGroup' }),
          resolved ? act('Reopen', { command: 'reopenGroup' }) : act('Mark resolved', { command: 'resolveGroup' }),
        ]),
    ...(traceback === undefined
      ? []
      : [
          act('Copy', { command: 'copyText', traceback }),
          act('Copy as Markdown', { command: 'copyMarkdown', traceback }),
          act('Copy link', { command: 'copyLink', traceback }),
          act('Open in Papertrail', { command: 'openInPapertrail', traceback }),
          ...(site ? [act('Open on the companion site', { command: 'openOnSite', traceback })] : []),
        ]),
    readOnly &&
      element('span', { class: 'dim' }, 'Only read here: faults are hidden and resolved through the companion server.'),
  );
}
