import type { TextDocument } from 'vscode';
import { type PythonText, readPython, type Scope } from '../core/source/pythonText.ts';
import { afterEdits, editorLine, type TextEdit, touchesLine } from '../core/source/textEdits.ts';
import type { FaultLines } from '../stores/faultLines.ts';
import type { Mark, MarkedFunction } from './mark.ts';
import { type PlacedFault, type PlacedLine, placeFaults } from './placeFaults.ts';

/** The marks of one open document. */
export class DocumentMarks {
  readonly document: TextDocument;
  /** By line. */
  marks: readonly Mark[] = [];
  functions: readonly MarkedFunction[] = [];
  /** What the store says of the file. */
  faults: readonly FaultLines[] = [];
  #placing = new AbortController();

  constructor(document: TextDocument) {
    this.document = document;
  }

  /** The mark of a line, counted from 0. */
  at(line: number): Mark | undefined {
    return this.marks.find((mark) => mark.at.line === line);
  }

  /** Takes the marks along with the text. Gives whether an edit touched a marked line, whose hint the editor cannot take along. */
  edited(edits: readonly TextEdit[]): boolean {
    // What is being placed is of a text that was.
    this.#placing.abort();
    const touched = this.marks.some(({ at }) => edits.some((edit) => touchesLine(at.line, edit)));
    this.marks = moved(this.marks, edits);
    this.functions = moved(this.functions, edits);
    return touched;
  }

  /** Finds the marks' lines in the text as it is now, saved or not. Gives false when it was edited meanwhile. */
  async place(): Promise<boolean> {
    this.#placing.abort();
    const { signal } = (this.#placing = new AbortController());
    if (this.faults.length === 0) {
      this.marks = this.functions = [];
      return true;
    }
    const today = readPython(this.document.getText());
    const lines = await placeFaults(this.faults, today, signal);
    if (!lines || signal.aborted) return false;
    this.marks = lines.map(({ line, faults }) => ({ at: this.#codeOf(editorLine(line)), faults }));
    this.functions = Array.from(byFunction(lines, today), ([{ head }, faults]) => ({
      at: this.#codeOf(editorLine(head)),
      faults,
    }));
    return true;
  }

  /** Ends what is under way. */
  dispose(): void {
    this.#placing.abort();
  }

  #codeOf(line: number): Mark['at'] {
    return { line, character: this.document.lineAt(line).firstNonWhitespaceCharacterIndex };
  }
}

function moved<Marked extends { at: Mark['at'] }>(marks: readonly Marked[], edits: readonly TextEdit[]): Marked[] {
  const follow = afterEdits(edits);
  const lines = new Set<number>();
  return marks.flatMap((mark) => {
    const at = follow(mark.at);
    // Two lines that became one have one mark until they are placed anew.
    if (!at || lines.has(at.line)) return [];
    lines.add(at.line);
    return [{ ...mark, at }];
  });
}

/** The functions that the lines lie in, from the top, each with its faults; module and class bodies are none. */
function byFunction(lines: readonly PlacedLine[], today: PythonText): Map<Scope, PlacedFault[]> {
  const functions = new Map<Scope, PlacedFault[]>();
  for (const { line, faults } of lines) {
    const scope = today.scopeOf[line - 1];
    if (scope?.kind !== 'function') continue;
    const known = functions.get(scope) ?? [];
    for (const placed of faults) if (!known.some(({ fault }) => fault === placed.fault)) known.push(placed);
    functions.set(
      scope,
      known.toSorted((a, b) => b.fault.last - a.fault.last),
    );
  }
  return functions;
}
