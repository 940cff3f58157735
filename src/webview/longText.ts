import { exactNumber } from '../core/wording/number.ts';
import { element, fill, foreign } from './element.ts';

/** Characters that are shown at once. */
const MOST = 2_000;

/** A text of any length: a longer one is cut, with a button that shows all of it. */
export function longText(text: string, className: string): HTMLElement {
  if (text.length <= MOST) return element('div', { class: className }, foreign(text));
  const more = element('button', { class: 'plain', type: 'button' }, `Show all ${exactNumber(text.length)} characters`);
  const made = element('div', { class: className }, foreign(text.slice(0, MOST)), '… ', more);
  more.addEventListener('click', () => {
    fill(made, foreign(text));
    made.tabIndex = -1;
    made.focus();
  });
  return made;
}
