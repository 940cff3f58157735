import { contextText } from '../../core/groups/tracebackText.ts';
import { fenced } from '../../core/groups/tracebackMarkdown.ts';
import type { ContextLine } from '../../core/papertrail/context.ts';
import { lineLink } from '../../core/papertrail/link.ts';
import { errorSentence } from '../../core/wording/errorSentence.ts';
import type { Answers, Request } from '../../panel/protocol.ts';
import type { Traceback } from '../../stores/store.ts';
import { button } from '../components.ts';
import { type Child, element, fill, foreignName } from '../element.ts';
import type { Times } from '../times.ts';
import { LineSearch } from './lineSearch.ts';
import { type Beyond, LoadMore, nextLines } from './loadMore.ts';
import { logRow, ownRow } from './logRow.ts';

/** What the context's parts need. */
export interface ContextParts {
  times: Times;
  papertrail(): string;
  /** Whether more lines can be read from the archive. */
  moreLines(): boolean;
  lines(wanted: Extract<Request, { call: 'lines' }>['wanted']): Promise<Answers['lines']>;
  copy(text: string): void;
}

/** What the stream logged around a traceback, with the traceback's own lines in their place. */
export class ContextView {
  readonly element = element('section', { class: 'context', 'aria-label': 'Context' });
  readonly #parts: ContextParts;
  readonly #log = element('div', { class: 'log-box', tabindex: 0, role: 'region', 'aria-label': 'Log lines' });
  readonly #search = new LineSearch(this.#log);
  #traceback: Traceback | undefined;
  #before: ContextLine[] = [];
  #after: ContextLine[] = [];
  #beforeList = element('ol', { class: 'log' });
  #afterList = element('ol', { class: 'log' });
  #toReveal = false;

  constructor(parts: ContextParts) {
    this.#parts = parts;
    document.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.#reveal()).observe(this.#log);
  }

  show(traceback: Traceback): void {
    this.#traceback = traceback;
    const { context, text, at, instance, id } = traceback;
    const { times } = this.#parts;
    this.#before = [...context.before];
    this.#after = [...context.after];
    const own = text.split('\n').map((line, n) => ownRow(line, n === 0 ? at : undefined, traceback, times));
    this.#beforeList = this.#list(this.#before);
    this.#afterList = this.#list(this.#after);
    const papertrail = lineLink(this.#parts.papertrail(), instance, id);
    const earlier = new LoadMore('before', papertrail, () => void this.#load('before', earlier));
    const later = new LoadMore('after', papertrail, () => void this.#load('after', later));
    earlier.show(this.#beyond('before'));
    later.show(this.#beyond('after'));
    fill(
      this.#log,
      earlier.element,
      this.#beforeList,
      element('ol', { class: 'log own-lines' }, ...own),
      this.#afterList,
      later.element,
    );
    fill(this.element, ...this.#head(traceback), this.#log);
    this.#search.renew();
    this.#toReveal = true;
    this.#reveal();
  }

  /** Whose lines these are, what can be done with them, and whether some are missing. */
  #head({ program, instance, context: { cut } }: Traceback): Child[] {
    const where = ['What ', foreignName(program), ' logged on ', foreignName(instance)];
    return [
      element('p', { class: 'dim' }, ...where, `; times in ${this.#parts.times.clock.timeZone}.`),
      element(
        'div',
        { class: 'tools' },
        this.#search.element,
        button('Copy these lines', () => this.#parts.copy(this.#text())),
        button('Copy them as Markdown', () => this.#parts.copy(`${fenced(this.#text().trimEnd())}\n`)),
      ),
      cut && element('p', { class: 'dim' }, 'Lines before these were left out: too many streams were busy at once.'),
    ];
  }

  /** Ctrl+F searches where there is something to search. */
  #key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 'f' || !this.element.checkVisibility()) return;
    event.preventDefault();
    this.#search.focus();
  }

  /** Brings the traceback's first line into view with what was logged before it, as soon as the box is seen. */
  #reveal(): void {
    if (!this.#toReveal || this.#log.clientHeight === 0) return;
    this.#toReveal = false;
    const own = this.#log.querySelector<HTMLElement>('.own');
    if (own) this.#log.scrollTop = own.offsetTop - this.#log.clientHeight * 0.4;
  }

  #list(lines: readonly ContextLine[]): HTMLOListElement {
    return element('ol', { class: 'log' }, ...this.#rows(lines));
  }

  #rows(lines: readonly ContextLine[]): HTMLElement[] {
    const traceback = this.#traceback;
    return traceback ? lines.map((line) => logRow(line, traceback, this.#parts.times)) : [];
  }

  #beyond(direction: 'before' | 'after'): Beyond {
    if (!this.#parts.moreLines()) return { kind: 'elsewhere' };
    const at = (direction === 'before' ? this.#before[0] : this.#after.at(-1))?.at;
    const known = at !== undefined && !Number.isNaN(Date.parse(at));
    return { kind: 'more', edge: known ? this.#parts.times.clock.logTime(Date.parse(at)) : undefined };
  }

  async #load(direction: 'before' | 'after', end: LoadMore): Promise<void> {
    const traceback = this.#traceback;
    if (!traceback) return;
    const outermost = direction === 'before' ? this.#before[0] : this.#after.at(-1);
    const wanted = nextLines(traceback.id, direction, outermost);
    try {
      const lines = await this.#parts.lines(wanted);
      // Meanwhile another hit may have been chosen.
      if (this.#traceback !== traceback) return;
      if (lines) this.#add(direction, lines);
      if (!lines) end.show({ kind: 'gone' });
      else if (lines.length < wanted.limit) end.show({ kind: 'end' });
      else end.show(this.#beyond(direction));
    } catch (error) {
      end.show({ kind: 'failed', message: errorSentence(error) });
    }
  }

  #add(direction: 'before' | 'after', lines: readonly ContextLine[]): void {
    if (direction === 'after') {
      this.#after.push(...lines);
      this.#afterList.append(...this.#rows(lines));
    } else {
      this.#before.unshift(...lines);
      const height = this.#log.scrollHeight;
      this.#beforeList.prepend(...this.#rows(lines));
      // What was read stays where it was.
      this.#log.scrollTop += this.#log.scrollHeight - height;
    }
    this.#search.renew();
  }

  #text(): string {
    const traceback = this.#traceback;
    if (!traceback) return '';
    const own = traceback.text.split('\n').map((message) => ({ id: '', at: traceback.at, message }));
    return contextText([...this.#before, ...own, ...this.#after], traceback);
  }
}
