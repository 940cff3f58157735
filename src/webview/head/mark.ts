import type { Mark } from '../../core/groups/mark.ts';
import { drawing, element } from '../element.ts';

const SHAPES: Record<Mark, string> = {
  new: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z',
  regressed: 'M6 3 2.5 6.5 6 10M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6',
  resolved: 'm3 8.5 3.5 3.5L13 4.5',
  hidden: 'M1.5 8C4 4 12 4 14.5 8 12 12 4 12 1.5 8zM3 13 13 3',
  known: 'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z',
};

/** How a fault stands: a shape, a colour, and a word for those who see neither. */
export function markShape(mark: Mark): DocumentFragment {
  const made = document.createDocumentFragment();
  const picture = { class: `mark ${mark}`, width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' };
  made.append(
    drawing('svg', picture, drawing('path', { d: SHAPES[mark] })),
    element('span', { class: 'unseen' }, `${mark}: `),
  );
  return made;
}
