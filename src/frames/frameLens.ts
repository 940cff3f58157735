import {
  CodeLens,
  type CodeLensProvider,
  type Command,
  type Disposable,
  EventEmitter,
  Location,
  Position,
  Range,
  type TextDocument,
} from 'vscode';
import type { ShownFrame } from './shownFrame.ts';

/** Above the shown line: exception and message, how sure the line is, and the ways on from here. */
export class FrameLens implements CodeLensProvider, Disposable {
  readonly #changed = new EventEmitter<void>();
  #shown: ShownFrame | undefined;

  readonly onDidChangeCodeLenses = this.#changed.event;

  /** Shows the lens of another frame, or none. */
  show(shown: ShownFrame | undefined): void {
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#changed.fire();
  }

  provideCodeLenses({ uri, lineCount }: TextDocument): CodeLens[] {
    const shown = this.#shown;
    if (!shown || shown.uri.toString() !== uri.toString() || shown.line > lineCount) return [];
    const range = new Range(shown.line - 1, 0, shown.line - 1, 0);
    return commandsOf(shown).map((command) => new CodeLens(range, command));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function commandsOf(shown: ShownFrame): Command[] {
  const { fingerprint, traceback, frame } = shown;
  return [
    {
      title: `$(error) ${plain(shown.title)}`,
      tooltip: 'Open the detail of this traceback',
      command: 'assertionContext.openDetail',
      arguments: [{ fingerprint, traceback }],
    },
    {
      title: plain(shown.confidence),
      tooltip: 'Why this file and line?',
      command: 'assertionContext.whyNotLinked',
      arguments: [{ traceback, frame }],
    },
    ...(shown.original ? [peek(shown, shown.original)] : []),
    ...(shown.hasPrevious ? [{ title: 'Previous Frame', command: 'assertionContext.previousFrame' }] : []),
    ...(shown.hasNext ? [{ title: 'Next Frame', command: 'assertionContext.nextFrame' }] : []),
  ];
}

function peek({ uri, line }: ShownFrame, original: NonNullable<ShownFrame['original']>): Command {
  const was = new Location(original.uri, new Position(original.line - 1, 0));
  return {
    title: 'Peek the Original Line',
    command: 'editor.action.peekLocations',
    arguments: [uri, new Position(line - 1, 0), [was], 'peek'],
  };
}

/** A lens takes `$(name)` for an icon; a message is only text. */
function plain(text: string): string {
  return text.replaceAll('$(', String.raw`\$(`);
}
