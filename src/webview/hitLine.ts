import { lineLink } from '../core/papertrail/link.ts';
import type { Traceback } from '../stores/store.ts';
import { element, foreignName } from './element.ts';
import type { Times } from './times.ts';

/** Which hit is shown: when, where, with which labels; whether it is the newest, and a way back to that one. */
export function hitLine(
  traceback: Traceback,
  { newest, papertrail }: { newest: string | undefined; papertrail: string },
  times: Times,
  showNewest: () => void,
): HTMLElement {
  const { id, at, instance, program, labels, hiddenBy } = traceback;
  const back = element('button', { class: 'plain', type: 'button' }, 'Show the newest');
  back.addEventListener('click', showNewest);
  return element(
    'p',
    { class: 'shown-hit' },
    element('b', {}, id === newest ? 'Newest hit' : 'Hit'),
    ' ',
    times.exact(Date.parse(at)),
    ' on ',
    foreignName(instance),
    ', program ',
    foreignName(program),
    ...Object.entries(labels).flatMap(([name, value]) => [' ', label(name, value)]),
    hiddenBy !== undefined && ` · hidden by the rule “${hiddenBy}”`,
    ' · ',
    element('a', { href: lineLink(papertrail, instance, id) }, 'Papertrail'),
    ...(id === newest || newest === undefined ? [] : [' · ', back]),
  );
}

/** What a team's rules found in a hit. */
export function label(name: string, value: string): HTMLElement {
  return element('span', { class: 'label' }, foreignName(`${name}=${value}`));
}
