import { belowRoot } from '../../core/python/applicationPath.ts';
import type { Frame } from '../../core/python/traceback.ts';
import type { Place } from '../../core/source/place.ts';
import { cutMiddle } from '../../core/wording/cutMiddle.ts';
import { exactNumber } from '../../core/wording/number.ts';
import { element, fill, foreign } from '../element.ts';
import { longText } from '../longText.ts';
import { placeText } from './placeText.ts';

/** A frame as a row. Where it leads comes later. */
export interface FrameRow {
  element: HTMLElement;
  /** Null: it leads nowhere. */
  lead(place: Place | null): void;
}

/** Function and place, which open the line; the source line under it. */
export function frameRow(frame: Frame, open: () => void, why: () => void): FrameRow {
  const place = `${frame.path}:${frame.line}`;
  const call = element(
    'button',
    { class: 'plain call', type: 'button', title: place },
    element('code', {}, foreign(cutMiddle(frame.function ?? '(no function)', 120))),
    ' ',
    element('span', { class: 'path' }, foreign(`${cutMiddle(belowRoot(frame.path), 72)}:${frame.line}`)),
  );
  call.addEventListener('click', open);
  const leads = element('span', { class: 'leads' });
  const times = frame.repeated === 1 ? 'time' : 'times';
  const row = element(
    'li',
    { class: 'frame' },
    call,
    frame.repeated !== undefined &&
      element('span', { class: 'dim' }, ` repeated ${exactNumber(frame.repeated)} more ${times}`),
    ' ',
    leads,
    frame.source !== null && longText(frame.source, 'source'),
  );
  return {
    element: row,
    lead(found) {
      leads.className = `leads ${found?.kind ?? 'nowhere'}`;
      if (found) return fill(leads, '→ ', element('span', { title: found.because }, placeText(found)));
      const ask = element('button', { class: 'plain', type: 'button' }, 'why?');
      ask.setAttribute('aria-label', `Why is ${frame.function ?? 'this frame'} not linked?`);
      ask.addEventListener('click', why);
      fill(leads, 'not in this workspace: ', ask);
    },
  };
}
