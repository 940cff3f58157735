import {
  Disposable,
  languages,
  OverviewRulerLane,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
  TextEditorSelectionChangeKind,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import { setContext } from '../commands/setContext.ts';
import { FrameLens } from './frameLens.ts';
import type { ShownFrame } from './shownFrame.ts';

/** The highlighted line of one frame with what is said above it, until the next click into its text, an edit by hand, or `clear`. */
export class FrameHighlight implements Disposable {
  #shown: ShownFrame | undefined;
  #owned: Disposable | undefined;

  get shown(): ShownFrame | undefined {
    return this.#shown;
  }

  /** Takes the place of the frame that was shown before. `placeAgain` is called when the editor reads the file anew. */
  show(shown: ShownFrame, placeAgain: () => void): void {
    this.#stop();
    this.#shown = shown;
    const highlight = window.createTextEditorDecorationType(looks(shown));
    const said = saidInLine(shown);
    const draw = (): void => {
      for (const editor of window.visibleTextEditors) this.#draw(editor, highlight, said);
    };
    this.#owned = Disposable.from(
      highlight,
      ...(said ? [said] : []),
      languages.registerCodeLensProvider({ scheme: shown.uri.scheme }, new FrameLens(shown)),
      window.onDidChangeVisibleTextEditors(draw),
      window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        if (kind === TextEditorSelectionChangeKind.Mouse && this.#isOf(textEditor.document)) this.clear();
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (!this.#isOf(document)) return;
        // That a text differs from its file is told after the edit itself, without changes.
        if (document.isDirty) this.clear();
        else if (contentChanges.length > 0) placeAgain();
      }),
      workspace.onDidCloseTextDocument((document) => {
        if (this.#isOf(document)) this.clear();
      }),
    );
    draw();
    setContext('frameShown', true);
  }

  clear(): void {
    if (!this.#shown) return;
    this.#stop();
    setContext('frameShown', false);
  }

  dispose(): void {
    this.clear();
  }

  #stop(): void {
    this.#shown = undefined;
    this.#owned?.dispose();
    this.#owned = undefined;
  }

  #draw(editor: TextEditor, highlight: TextEditorDecorationType, said: TextEditorDecorationType | undefined): void {
    if (!this.#shown || !this.#isOf(editor.document) || this.#shown.line > editor.document.lineCount) return;
    const { range } = editor.document.lineAt(this.#shown.line - 1);
    editor.setDecorations(highlight, [range]);
    if (said) editor.setDecorations(said, [range]);
  }

  #isOf(document: TextDocument): boolean {
    return document.uri.toString() === this.#shown?.uri.toString();
  }
}

/** Where the line still reads so, the colours of the line that a debugger stands on; else calmer ones. */
function looks({ place: { kind } }: ShownFrame): Parameters<typeof window.createTextEditorDecorationType>[0] {
  const sure = kind === 'exact' || kind === 'moved';
  return {
    isWholeLine: true,
    backgroundColor: new ThemeColor(sure ? 'editor.stackFrameHighlightBackground' : 'editor.rangeHighlightBackground'),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.errorForeground'),
    overviewRulerLane: OverviewRulerLane.Center,
  };
}

/** Who switched CodeLens off reads the same at the line's end. */
function saidInLine({ uri, title, confidence }: ShownFrame): TextEditorDecorationType | undefined {
  if (workspace.getConfiguration('editor', uri).get('codeLens', true)) return undefined;
  return window.createTextEditorDecorationType({
    after: {
      contentText: `${title} · ${confidence}`,
      color: new ThemeColor('editorCodeLens.foreground'),
      margin: '0 0 0 3em',
    },
  });
}
