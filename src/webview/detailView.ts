import type { Day } from '../core/groups/day.ts';
import { errorSentence } from '../core/wording/errorSentence.ts';
import { type Action, type FromPage, type GroupAnswer, type Tab, TABS } from '../panel/protocol.ts';
import type { Traceback } from '../stores/store.ts';
import { Banner } from './banner.ts';
import type { Calls } from './calls.ts';
import { progressRing, tabs } from './components.ts';
import { ContextView } from './context/contextView.ts';
import { element, fill, show } from './element.ts';
import { head } from './head/head.ts';
import { hitLine } from './hitLine.ts';
import { CompareView } from './hits/compareView.ts';
import { HitsView } from './hits/hitsView.ts';
import type { PageMemory } from './pageMemory.ts';
import type { Times } from './times.ts';
import { TracebackView } from './traceback/tracebackView.ts';
import { Troubles } from './troubles.ts';
import { WhyView } from './whyView.ts';

const TITLES: Record<Tab, string> = { traceback: 'Traceback', context: 'Context', hits: 'Hits', why: 'Why one fault' };

/** What the page is made of. */
export interface DetailViewParts {
  calls: Calls;
  memory: PageMemory;
  times: Times;
  post(message: FromPage): void;
}

/** The whole page: asks for what its memory names, puts it into the sections, and keeps what the reader chooses. */
export class DetailView {
  readonly element = element('main', { class: 'detail' });
  readonly #parts: DetailViewParts;
  readonly #banner = new Banner(() => void this.load());
  readonly #loading = element('div', { class: 'loading' }, progressRing());
  readonly #head = element('header', { class: 'head' });
  readonly #hitLine = element('div');
  readonly #sections: Record<Tab, HTMLElement>;
  readonly #tabs: ReturnType<typeof tabs>;
  readonly #traceback: TracebackView;
  readonly #context: ContextView;
  readonly #hits: HitsView;
  readonly #compare: CompareView;
  readonly #why = new WhyView();
  #group: GroupAnswer | undefined;
  #shown: Traceback | undefined;
  /** Which loading is the latest: what older ones bring is left. */
  #turn = 0;

  constructor(parts: DetailViewParts) {
    this.#parts = parts;
    const { calls, memory, times } = parts;
    const run = (action: Action): void => this.#run(action);
    this.#traceback = new TracebackView({
      openFrame: (frame) => this.#shown && run({ command: 'openFrame', traceback: this.#shown.id, frame }),
      whyNotLinked: (frame) => this.#shown && run({ command: 'whyNotLinked', traceback: this.#shown.id, frame }),
      unfolded: () => memory.state.unfolded,
      unfold: (key, open) =>
        memory.keep({ unfolded: [...memory.state.unfolded.filter((each) => each !== key), ...(open ? [key] : [])] }),
    });
    this.#context = new ContextView({
      times,
      papertrail: () => this.#group?.papertrail ?? '',
      moreLines: () => this.#group?.moreLines ?? false,
      lines: async (wanted) => (await calls.ask({ call: 'lines', wanted })).value,
      copy: (text) => void this.#try(calls.ask({ call: 'copy', text })),
    });
    this.#hits = new HitsView({
      times,
      papertrail: () => this.#group?.papertrail ?? '',
      hits: (page) => calls.ask({ call: 'hits', ...page }),
      choose: (hit) => this.showHit(hit.id),
      compare: (hit) => void this.#compareWith(hit.id).then(() => this.#compare.focus()),
      chooseDay: (day) => this.#chooseDay(day),
    });
    this.#compare = new CompareView(times, () => this.#endComparison());
    this.#sections = {
      traceback: this.#traceback.element,
      context: this.#context.element,
      hits: element('div', {}, this.#compare.element, this.#hits.element),
      why: this.#why.element,
    };
    this.#tabs = tabs(
      TABS.map((id) => ({ id, title: TITLES[id], view: this.#sections[id] })),
      memory.state.tab,
      (tab) => this.#opened(tab as Tab),
    );
    fill(this.element, this.#banner.element, this.#loading, this.#head, this.#hitLine, this.#tabs.element);
    show(this.#tabs.element, false);
  }

  /** Asks for everything that is shown, anew. What is on the page stays until there is better. */
  async load(): Promise<void> {
    const turn = ++this.#turn;
    const { calls, memory, times } = this.#parts;
    const troubles = new Troubles();
    const wanted = memory.state.traceback ?? this.#shown?.id;
    const [group, chosen] = await Promise.all([
      troubles.watch(calls.ask({ call: 'group' })),
      wanted === undefined ? undefined : troubles.watch(calls.ask({ call: 'traceback', id: wanted })),
    ]);
    const newest = group?.newest;
    const shown =
      chosen ?? (newest === undefined ? undefined : await troubles.watch(calls.ask({ call: 'traceback', id: newest })));
    if (turn !== this.#turn) return;
    show(this.#loading, false);
    if (group) this.#showGroup(group, shown?.id);
    if (shown) this.#showTraceback(shown);
    if (group) show(this.#tabs.element, true);
    const { because, asOf } = troubles;
    if (because === undefined) this.#banner.clear();
    else this.#banner.show(because, asOf === undefined ? undefined : times.exact(asOf));
    if (group) await this.#hits.show(memory.state.day, this.#shown?.id);
    if (memory.state.compared !== undefined) await this.#compareWith(memory.state.compared);
  }

  /** Shows another hit; without an id the newest. */
  showHit(id: string | undefined): void {
    this.#parts.memory.keep({ traceback: id, tab: 'traceback', unfolded: [] });
    if (id === undefined) this.#shown = undefined;
    this.#tabs.choose('traceback');
    void this.load().then(() => this.#tabs.focus('traceback'));
  }

  #showGroup(group: GroupAnswer, shown: string | undefined): void {
    const { memory, times } = this.#parts;
    this.#group = group;
    const focused = [...this.#head.querySelectorAll('.actions > *')].indexOf(document.activeElement as Element);
    fill(
      this.#head,
      ...head(group, {
        times,
        traceback: shown,
        day: memory.state.day,
        run: (action) => this.#run(action),
        chooseDay: (day) => this.#chooseDay(day),
      }),
    );
    // A button that was pressed may have given way to its opposite.
    if (focused >= 0) this.#head.querySelectorAll<HTMLElement>('.actions > *')[focused]?.focus();
  }

  #showTraceback(traceback: Traceback): void {
    const { times } = this.#parts;
    const line = { newest: this.#group?.newest, papertrail: this.#group?.papertrail ?? '' };
    fill(
      this.#hitLine,
      hitLine(traceback, line, times, () => this.showHit(undefined)),
    );
    // The same again would fold what was opened and drop what was loaded.
    if (JSON.stringify(traceback) !== JSON.stringify(this.#shown)) {
      this.#shown = traceback;
      this.#traceback.show(traceback);
      this.#context.show(traceback);
      this.#why.show(traceback);
      this.#parts.post({ kind: 'shown', traceback: traceback.id });
    }
    void this.#place(traceback.id);
  }

  async #place(id: string): Promise<void> {
    try {
      const { value } = await this.#parts.calls.ask({ call: 'places', id });
      if (this.#shown?.id === id) this.#traceback.lead(value);
    } catch {
      // The frames stand there without where they lead; the log has the reason, and a click on a frame says it.
    }
  }

  #chooseDay(day: Day | undefined): void {
    this.#parts.memory.keep({ day, tab: 'hits' });
    this.#tabs.choose('hits');
    if (this.#group) this.#showGroup(this.#group, this.#shown?.id);
    void this.#hits.show(day, this.#shown?.id).then(() => this.#tabs.focus('hits'));
  }

  async #compareWith(id: string): Promise<void> {
    this.#parts.memory.keep({ compared: id });
    const other = await this.#try(this.#parts.calls.ask({ call: 'traceback', id }));
    if (other && this.#parts.memory.state.compared === id) this.#compare.show(this.#shown, other.value);
  }

  #endComparison(): void {
    this.#parts.memory.keep({ compared: undefined });
    this.#compare.show(undefined, undefined);
    this.#tabs.focus('hits');
  }

  #opened(tab: Tab): void {
    if (this.#parts.memory.state.tab !== tab) this.#parts.memory.keep({ tab });
  }

  #run(action: Action): void {
    void this.#try(this.#parts.calls.ask({ call: 'run', action }));
  }

  async #try<Value>(asked: Promise<Value>): Promise<Value | undefined> {
    try {
      return await asked;
    } catch (error) {
      this.#banner.show(errorSentence(error), undefined);
      return undefined;
    }
  }
}
