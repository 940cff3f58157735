import type { Clock } from '../core/wording/clock.ts';
import { element } from './element.ts';

/** Writes times in the reader's zone. */
export class Times {
  readonly clock: Clock;
  readonly now: () => number;

  constructor(clock: Clock, now: () => number) {
    this.clock = clock;
    this.now = now;
  }

  /** `3 min ago` up to a day, then the date; the exact time is its title. */
  relative(at: number): HTMLElement {
    const { iso, text, title } = this.clock.shown(at, this.now());
    return element('time', { datetime: iso, title, 'data-relative': true }, text);
  }

  /** `12 Aug 2016 03:18:39`; with its zone in the title. */
  exact(at: number): HTMLElement {
    return element('time', { datetime: new Date(at).toISOString(), title: this.clock.exact(at) }, this.clock.stamp(at));
  }

  /** `Aug 12 03:18:39`, as a log has it. What is no time is shown as it stands. */
  ofLog(iso: string): HTMLElement {
    const at = Date.parse(iso);
    if (Number.isNaN(at)) return element('span', {}, iso);
    return element('time', { datetime: iso, title: this.clock.exact(at) }, this.clock.logTime(at));
  }

  /** Brings every relative time on the page up to now. */
  renew(): void {
    for (const shown of document.querySelectorAll('time[data-relative]')) {
      const { text } = this.clock.shown(Date.parse(shown.getAttribute('datetime') ?? ''), this.now());
      if (shown.textContent !== text) shown.textContent = text;
    }
  }
}
