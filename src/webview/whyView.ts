import { explain } from '../core/python/fingerprint.ts';
import type { Traceback } from '../stores/store.ts';
import { element, fill, foreign } from './element.ts';

/** What makes tracebacks one fault: each part that the fingerprint looked at, whether it counts, and why. */
export class WhyView {
  readonly element = element('section', { class: 'why', 'aria-label': 'Why one fault' });

  show(traceback: Traceback): void {
    const parts = explain(traceback);
    fill(
      this.element,
      element(
        'p',
        {},
        'Tracebacks are the same fault when these parts are the same. Fingerprint ',
        element('code', {}, traceback.fingerprint),
        '.',
      ),
      element(
        'dl',
        {},
        ...parts.map(({ name, value, contributes, why }) =>
          element(
            'div',
            { class: contributes ? 'part' : 'part dim' },
            element('dt', {}, name),
            element('dd', {}, element('code', {}, foreign(value))),
            element('dd', {}, element('b', {}, contributes ? 'counts' : 'does not count'), `: ${why}`),
          ),
        ),
      ),
    );
  }
}
