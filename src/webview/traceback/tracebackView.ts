import { frameRuns, type FrameRun } from '../../core/python/frameRuns.ts';
import type { PythonException } from '../../core/python/traceback.ts';
import type { FrameAddress } from '../../core/source/frameAddress.ts';
import { RELATION_WORDS } from '../../core/wording/relationWords.ts';
import { typeName } from '../../core/wording/typeName.ts';
import type { Answers } from '../../panel/protocol.ts';
import type { Traceback } from '../../stores/store.ts';
import { type Child, element, fill } from '../element.ts';
import { longText } from '../longText.ts';
import { frameRow, type FrameRow } from './frameRow.ts';

/** What the view's parts do. */
export interface TracebackParts {
  openFrame(frame: FrameAddress): void;
  whyNotLinked(frame: FrameAddress): void;
  /** Runs of libraries that are open, and what changes that. */
  unfolded(): readonly string[];
  unfold(run: string, open: boolean): void;
}

/** The exceptions of a traceback in Python's order, the one that ended it last, each with its frames. */
export class TracebackView {
  readonly element = element('section', { class: 'traceback', 'aria-label': 'Traceback, most recent call last' });
  readonly #parts: TracebackParts;
  #rows: FrameRow[][] = [];

  constructor(parts: TracebackParts) {
    this.#parts = parts;
  }

  show({ exceptions, unfinished }: Traceback): void {
    this.#rows = [];
    fill(
      this.element,
      ...exceptions.flatMap((exception, n) => this.#exception(exception, n)),
      unfinished &&
        element('p', { class: 'problem' }, 'The log stopped before the traceback ended: what was raised is not known.'),
    );
  }

  /** Says where each frame leads; null when frames are not placed here. */
  lead(places: Answers['places']): void {
    if (!places) return;
    for (const [exception, rows] of this.#rows.entries())
      for (const [frame, row] of rows.entries()) row.lead(places[exception]?.[frame] ?? null);
  }

  #exception({ type, message, frames, depth = 0, relation }: PythonException, number: number): Child[] {
    const rows: FrameRow[] = [];
    this.#rows.push(rows);
    return [
      element(
        'article',
        { class: `exception depth${Math.min(depth, 4)}` },
        element('h2', {}, typeName(type)),
        message !== '' && longText(message, 'text'),
        ...frameRuns(frames).map((run) => this.#run(run, number, rows)),
      ),
      relation !== null && element('p', { class: 'relation' }, `↓ ${RELATION_WORDS[relation]}`),
    ];
  }

  #run({ start, folded, frames }: FrameRun, exception: number, rows: FrameRow[]): HTMLElement {
    const list = element('ol', { class: 'frames' });
    for (const [n, frame] of frames.entries()) {
      const address = { exception, frame: start + n };
      const row = frameRow(
        frame,
        () => this.#parts.openFrame(address),
        () => this.#parts.whyNotLinked(address),
      );
      rows[address.frame] = row;
      list.append(row.element);
    }
    if (folded === undefined) return list;
    const key = `${exception}.${start}`;
    const open = this.#parts.unfolded().includes(key);
    const made = element('details', { class: 'libraries', open }, element('summary', {}, folded), list);
    made.addEventListener('toggle', () => this.#parts.unfold(key, made.open));
    return made;
  }
}
