import {
  type DecorationOptions,
  type Disposable,
  OverviewRulerLane,
  type TextEditor,
  type TextEditorDecorationType,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import type { ShownFrame } from './shownFrame.ts';

/** How a frame's line looks: in the colours of the line that a debugger stands on where it still reads so, else in calmer ones. */
export class FrameLooks implements Disposable {
  readonly #sure = lineLook('editor.stackFrameHighlightBackground');
  readonly #unsure = lineLook('editor.rangeHighlightBackground');
  /** Editors that something was drawn in: the others have nothing to take away. */
  readonly #drawn = new WeakSet<TextEditor>();

  /** Draws a frame's line, in place of what was drawn in the editor before; nothing for undefined. */
  draw(editor: TextEditor, shown: ShownFrame | undefined): void {
    if (!shown && !this.#drawn.has(editor)) return;
    const sure = shown?.place.kind === 'exact' || shown?.place.kind === 'moved';
    const lines = shown ? [lineOf(editor, shown)] : [];
    editor.setDecorations(this.#sure, sure ? lines : []);
    editor.setDecorations(this.#unsure, sure ? [] : lines);
    if (shown) this.#drawn.add(editor);
    else this.#drawn.delete(editor);
  }

  dispose(): void {
    this.#sure.dispose();
    this.#unsure.dispose();
  }
}

function lineLook(background: string): TextEditorDecorationType {
  return window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new ThemeColor(background),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.errorForeground'),
    overviewRulerLane: OverviewRulerLane.Center,
  });
}

/** Who switched CodeLens off reads at the line's end what it says. */
function lineOf({ document }: TextEditor, { uri, line, title, confidence }: ShownFrame): DecorationOptions {
  const { range } = document.lineAt(line - 1);
  if (workspace.getConfiguration('editor', uri).get('codeLens', true)) return { range };
  const after = {
    contentText: `${title} · ${confidence}`,
    color: new ThemeColor('editorCodeLens.foreground'),
    margin: '0 0 0 3em',
  };
  return { range, renderOptions: { after } };
}
