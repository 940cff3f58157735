import {
  Disposable,
  EventEmitter,
  type LogOutputChannel,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextEditor,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { CurrentSource } from '../connection/currentSource.ts';
import { errorSentence } from '../core/wording/errorSentence.ts';
import { DocumentMarks } from './documentMarks.ts';
import type { FaultTimes } from './faultTimes.ts';
import { hintText } from './faultWords.ts';
import { FileFaults, type MarkedWorkspace } from './fileFaults.ts';
import { markedFile } from './markedFile.ts';
import { MarkLooks } from './markLooks.ts';

/** What live marks need of the rest. */
export interface LiveMarksParts extends MarkedWorkspace {
  connections: CurrentSource;
  /** Folder of the extension's pictures. */
  media: Uri;
  times: FaultTimes;
  /** Milliseconds since 1970. */
  now: () => number;
  log: LogOutputChannel;
}

/** Milliseconds without an edit after which marks are placed anew. */
const PAUSE = 500;
/** Milliseconds until `3 min ago` is `4 min ago`. */
const MINUTE = 60_000;

/** An open document whose file frames can mean. */
interface Tracked {
  marks: DocumentMarks;
  /** Who was asked last about it. */
  asked?: FileFaults;
  pause?: NodeJS.Timeout;
}

/** Marks in the visible editors, kept true while the text, the editors and the connection change. */
export class LiveMarks {
  readonly #parts: LiveMarksParts;
  readonly #looks: MarkLooks;
  readonly #documents = new Map<string, Tracked>();
  readonly #placed = new EventEmitter<TextDocument>();
  readonly #owned: Disposable;
  /** Absent while there is no connection. */
  #faults: FileFaults | undefined;
  #lastTrouble = '';

  /** Tells whose marks were placed. */
  readonly onDidPlace = this.#placed.event;

  constructor(parts: LiveMarksParts) {
    this.#parts = parts;
    this.#looks = new MarkLooks(parts.media);
    const clockTick = setInterval(() => this.#drawAll(), MINUTE);
    this.#owned = Disposable.from(
      this.#placed,
      this.#looks,
      new Disposable(() => clearInterval(clockTick)),
      window.onDidChangeVisibleTextEditors(() => this.#look()),
      // Its language was changed, too.
      workspace.onDidOpenTextDocument(({ languageId }) => languageId === 'python' && this.#look()),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      workspace.onDidChangeTextDocument((change) => this.#edited(change)),
      parts.connections.onDidChange(() => this.#connect()),
    );
    this.refresh();
  }

  /** The marks of a document; undefined when it has none of its own. */
  of(document: TextDocument): DocumentMarks | undefined {
    return this.#documents.get(document.uri.toString())?.marks;
  }

  /** Asks again about each file, when it is visible. What is shown stays until there is an answer. */
  refresh(): void {
    const { connections, times } = this.#parts;
    this.#faults = connections.current && new FileFaults(connections.current.store, times.days, this.#parts);
    this.#look();
  }

  /** Takes every mark away and ends what is under way. */
  dispose(): void {
    this.#faults = undefined;
    for (const tracked of this.#documents.values()) end(tracked);
    this.#documents.clear();
    this.#owned.dispose();
  }

  /** Another store knows other faults: those shown would lead nowhere. */
  #connect(): void {
    for (const tracked of this.#documents.values()) end(tracked);
    this.#documents.clear();
    this.#drawAll();
    this.refresh();
  }

  #look(): void {
    for (const editor of window.visibleTextEditors) {
      const tracked = this.#track(editor.document);
      this.#draw(editor);
      if (tracked && this.#faults && tracked.asked !== this.#faults) void this.#ask(tracked, this.#faults);
    }
  }

  #track(document: TextDocument): Tracked | undefined {
    const key = document.uri.toString();
    const known = this.#documents.get(key);
    if (known || !this.#faults || !markedFile(document)) return known;
    const tracked: Tracked = { marks: new DocumentMarks(document) };
    this.#documents.set(key, tracked);
    return tracked;
  }

  async #ask(tracked: Tracked, faults: FileFaults): Promise<void> {
    tracked.asked = faults;
    const { marks } = tracked;
    const file = markedFile(marks.document);
    if (!file) return;
    try {
      const found = await faults.of(file, this.#parts.now());
      if (tracked.asked !== faults || this.of(marks.document) !== marks) return;
      const same = JSON.stringify(found) === JSON.stringify(marks.faults);
      marks.faults = found;
      this.#lastTrouble = '';
      if (same) this.#drawAll();
      else await this.#place(tracked);
    } catch (error) {
      if (this.#faults === faults) this.#warn(`Faults of ${file.path} could not be read`, error);
    }
  }

  /** Finds the lines anew and shows them; an edit meanwhile has it done after the next pause. */
  async #place(tracked: Tracked): Promise<void> {
    const { marks } = tracked;
    if (!(await marks.place()) || this.of(marks.document) !== marks) return;
    this.#drawAll();
    this.#placed.fire(marks.document);
  }

  #edited({ document, contentChanges }: TextDocumentChangeEvent): void {
    const tracked = this.#documents.get(document.uri.toString());
    if (!tracked || contentChanges.length === 0 || tracked.marks.faults.length === 0) return;
    if (tracked.marks.edited(contentChanges))
      for (const editor of window.visibleTextEditors) if (editor.document === document) this.#draw(editor, true);
    clearTimeout(tracked.pause);
    tracked.pause = setTimeout(() => {
      this.#place(tracked).catch((error: unknown) => this.#warn('Marks could not be placed', error));
    }, PAUSE);
  }

  #forget(document: TextDocument): void {
    const tracked = this.#documents.get(document.uri.toString());
    if (!tracked) return;
    end(tracked);
    this.#documents.delete(document.uri.toString());
    // Still there when only its language was changed.
    this.#drawAll();
  }

  #drawAll(): void {
    for (const editor of window.visibleTextEditors) this.#draw(editor);
  }

  #draw(editor: TextEditor, anew = false): void {
    const marks = this.of(editor.document)?.marks ?? [];
    this.#looks.draw(editor, marks, ({ faults }) => hintText(faults, this.#parts.times), anew);
  }

  /** Once, until it is another trouble: a server that is down is asked every minute. */
  #warn(what: string, error: unknown): void {
    const trouble = `${what}: ${errorSentence(error)}`;
    if (trouble !== this.#lastTrouble) this.#parts.log.warn(trouble);
    this.#lastTrouble = trouble;
  }
}

function end(tracked: Tracked): void {
  clearTimeout(tracked.pause);
  tracked.marks.dispose();
}
