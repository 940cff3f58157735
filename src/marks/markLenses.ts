import { CodeLens, type CodeLensProvider, EventEmitter, Position, Range, type TextDocument } from 'vscode';
import type { CommandId } from '../commands/commandMap.ts';
import type { HitTarget } from '../commands/targets.ts';
import type { FaultTimes } from './faultTimes.ts';
import { lensText } from './faultWords.ts';
import type { LiveMarks } from './liveMarks.ts';

const OPEN = 'assertionContext.openDetail' satisfies CommandId;

/** Tells above each function what it raised; a click opens the fault that was seen last. To be disposed. */
export class MarkLenses implements CodeLensProvider {
  readonly #live: LiveMarks;
  readonly #times: FaultTimes;
  readonly #changed = new EventEmitter<void>();
  readonly #placed;

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(live: LiveMarks, times: FaultTimes) {
    this.#live = live;
    this.#times = times;
    this.#placed = live.onDidPlace(() => this.#changed.fire());
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const functions = this.#live.of(document)?.functions ?? [];
    return functions.flatMap(({ at, faults }) => {
      const [newest] = faults;
      if (!newest) return [];
      const { fingerprint, traceback } = newest.fault;
      const target: HitTarget = { fingerprint, traceback };
      const head = new Position(at.line, at.character);
      const title = lensText(faults, this.#times);
      return [new CodeLens(new Range(head, head), { command: OPEN, title, arguments: [target] })];
    });
  }

  dispose(): void {
    this.#placed.dispose();
    this.#changed.dispose();
  }
}
