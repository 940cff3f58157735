import {
  Disposable,
  languages,
  type TextDocument,
  type TextEditor,
  TextEditorSelectionChangeKind,
  window,
  workspace,
} from 'vscode';
import { setContext } from '../commands/setContext.ts';
import { FrameLens } from './frameLens.ts';
import { FrameLooks } from './frameLooks.ts';
import type { ShownFrame } from './shownFrame.ts';

/** The highlighted line of one frame with what is said above it, until the next click into its text, an edit by hand, or `clear`. */
export class FrameHighlight implements Disposable {
  #shown: ShownFrame | undefined;
  #placeAgain: (() => void) | undefined;
  /** Made for the first frame and kept: new looks have the whole window drawn anew, which made the next click wait for 0.1 s. */
  #owned: { looks: FrameLooks; lens: FrameLens; all: Disposable } | undefined;

  get shown(): ShownFrame | undefined {
    return this.#shown;
  }

  /** Takes the place of the frame that was shown before. `placeAgain` is called when the editor reads the file anew. */
  show(shown: ShownFrame, placeAgain: () => void): void {
    this.#shown = shown;
    this.#placeAgain = placeAgain;
    this.#own();
    this.#draw();
    setContext('frameShown', true);
  }

  clear(): void {
    if (!this.#shown) return;
    this.#shown = undefined;
    this.#placeAgain = undefined;
    this.#draw();
    setContext('frameShown', false);
  }

  dispose(): void {
    this.clear();
    this.#owned?.all.dispose();
  }

  #own(): void {
    if (this.#owned) return;
    const looks = new FrameLooks();
    const lens = new FrameLens();
    const all = Disposable.from(
      looks,
      lens,
      languages.registerCodeLensProvider({ pattern: '**' }, lens),
      window.onDidChangeVisibleTextEditors(() => this.#draw()),
      window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        if (kind === TextEditorSelectionChangeKind.Mouse && this.#isOf(textEditor.document)) this.clear();
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (!this.#isOf(document)) return;
        // That a text differs from its file is told after the edit itself, without changes.
        if (document.isDirty) this.clear();
        else if (contentChanges.length > 0) this.#placeAgain?.();
      }),
      workspace.onDidCloseTextDocument((document) => {
        if (this.#isOf(document)) this.clear();
      }),
    );
    this.#owned = { looks, lens, all };
  }

  #draw(): void {
    this.#owned?.lens.show(this.#shown);
    for (const editor of window.visibleTextEditors) this.#owned?.looks.draw(editor, this.#lineIn(editor));
  }

  /** The frame that is to be seen in an editor, unless its line is gone. */
  #lineIn({ document }: TextEditor): ShownFrame | undefined {
    return this.#isOf(document) && (this.#shown?.line ?? 0) <= document.lineCount ? this.#shown : undefined;
  }

  #isOf(document: TextDocument): boolean {
    return document.uri.toString() === this.#shown?.uri.toString();
  }
}
