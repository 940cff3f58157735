import { lineLink } from '../../core/papertrail/link.ts';
import { cutMiddle } from '../../core/wording/cutMiddle.ts';
import type { Hit } from '../../stores/store.ts';
import { element, foreign, foreignName } from '../element.ts';
import { label } from '../hitLine.ts';
import type { Times } from '../times.ts';

/** What a hit's row does. */
export interface HitRowParts {
  times: Times;
  papertrail: string;
  /** Id of the hit that is shown. */
  shown: string | undefined;
  choose(): void;
  compare(): void;
}

/** A hit as a row: when (which shows it), where, what, and to compare it with the one that is shown. */
export function hitRow(hit: Hit, parts: HitRowParts): HTMLElement {
  const { id, at, instance, program, message, labels, hiddenBy } = hit;
  const isShown = id === parts.shown;
  const when = parts.times.exact(Date.parse(at));
  const choose = element('button', { class: 'plain', type: 'button' }, when);
  choose.addEventListener('click', () => parts.choose());
  const compare = element('button', { class: 'plain', type: 'button' }, 'Compare');
  compare.setAttribute('aria-label', `Compare with the hit of ${when.textContent}`);
  compare.addEventListener('click', () => parts.compare());
  return element(
    'li',
    { class: 'hit', 'aria-current': isShown && 'true' },
    element('span', { class: 'when' }, choose),
    element('span', { class: 'stream' }, foreignName(instance), ' ', foreignName(program)),
    element(
      'span',
      { class: 'what', title: message },
      foreign(cutMiddle(message.split('\n', 1)[0] ?? '', 160)),
      ...Object.entries(labels).flatMap(([name, value]) => [' ', label(name, value)]),
      hiddenBy !== undefined && element('span', { class: 'dim' }, ` hidden by the rule “${hiddenBy}”`),
    ),
    element(
      'span',
      { class: 'links' },
      element('a', { href: lineLink(parts.papertrail, instance, id) }, 'Papertrail'),
      ' ',
      isShown ? element('span', { class: 'dim' }, 'shown') : compare,
    ),
  );
}
