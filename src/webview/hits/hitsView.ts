import type { Day } from '../../core/groups/day.ts';
import { longDay } from '../../core/wording/dayName.ts';
import { errorSentence } from '../../core/wording/errorSentence.ts';
import type { Answered } from '../calls.ts';
import { button } from '../components.ts';
import { element, fill } from '../element.ts';
import type { Times } from '../times.ts';
import type { Hit } from '../../stores/store.ts';
import { hitRow } from './hitRow.ts';

/** What the list of hits needs. */
export interface HitsParts {
  times: Times;
  papertrail(): string;
  hits(page: { day?: Day; cursor?: string }): Promise<Answered<'hits'>>;
  choose(hit: Hit): void;
  compare(hit: Hit): void;
  chooseDay(day: Day | undefined): void;
}

/** A group's hits, newest first, a page at a time; of one day when one is chosen. */
export class HitsView {
  readonly element = element('section', { class: 'hits', 'aria-label': 'Hits' });
  readonly #parts: HitsParts;
  readonly #head = element('div', { class: 'hits-head' });
  readonly #list = element('ol', { class: 'hit-list' });
  readonly #foot = element('div', { class: 'load', role: 'status' });
  #hits: Hit[] = [];
  /** Where the page after those that are there begins. */
  #next: string | undefined;
  #day: Day | undefined;
  #shown: string | undefined;
  /** Which loading is the latest: answers to older ones are left. */
  #turn = 0;

  constructor(parts: HitsParts) {
    this.#parts = parts;
    fill(this.element, this.#head, this.#list, this.#foot);
  }

  /** Asks for the hits anew; pages that were loaded stay while the first one is as it was. */
  async show(day: Day | undefined, shown: string | undefined): Promise<void> {
    if (day !== this.#day) this.#hits = [];
    this.#day = day;
    if (shown !== this.#shown) this.#mark(shown);
    const all = element('button', { class: 'plain', type: 'button' }, 'Hits of all days');
    all.addEventListener('click', () => this.#parts.chooseDay(undefined));
    fill(this.#head, ...(day === undefined ? [] : [`Hits on ${longDay(day)} · `, all]));
    await this.#load(undefined);
  }

  #mark(shown: string | undefined): void {
    this.#shown = shown;
    this.#draw();
  }

  async #load(cursor: string | undefined): Promise<void> {
    const turn = ++this.#turn;
    const day = this.#day;
    try {
      const { value, stale } = await this.#parts.hits({
        ...(day !== undefined && { day }),
        ...(cursor !== undefined && { cursor }),
      });
      if (turn !== this.#turn) return;
      const asItWas = value.hits.length > 0 && value.hits.every(({ id }, n) => id === this.#hits[n]?.id);
      if (cursor !== undefined || !asItWas) {
        this.#hits = cursor === undefined ? value.hits : [...this.#hits, ...value.hits];
        this.#next = value.cursor;
        this.#draw();
      }
      const next = this.#next;
      const older = next !== undefined && button('Older hits', () => void this.#load(next));
      fill(this.#foot, stale !== undefined && `${stale.because} `, older, this.#hits.length === 0 && this.#none());
    } catch (error) {
      if (turn !== this.#turn) return;
      const message = errorSentence(error);
      fill(
        this.#foot,
        `${message} `,
        button('Try again', () => void this.#load(cursor)),
      );
    }
  }

  #none(): string {
    const of = this.#day === undefined ? '' : ` on ${longDay(this.#day)}`;
    return `No tracebacks of this fault${of} are kept. Days beyond the retention time keep their counts only.`;
  }

  #draw(): void {
    const { times } = this.#parts;
    fill(
      this.#list,
      ...this.#hits.map((hit) =>
        hitRow(hit, {
          times,
          papertrail: this.#parts.papertrail(),
          shown: this.#shown,
          choose: () => this.#parts.choose(hit),
          compare: () => this.#parts.compare(hit),
        }),
      ),
    );
  }
}
