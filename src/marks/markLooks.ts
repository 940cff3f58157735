import {
  type DecorationOptions,
  Range,
  type TextEditor,
  type TextEditorDecorationType,
  ThemeColor,
  Uri,
  window,
} from 'vscode';
import { isSure, type Mark } from './mark.ts';

/** How sure marks and those of changed lines look. */
type Look = 'sure' | 'changed';

const COLORS: Record<Look, string> = {
  sure: 'assertionContext.markForeground',
  changed: 'assertionContext.changedMarkForeground',
};

/** Shows marks in editors: a mark in the gutter, and a hint at the line's end. Nothing is made before there is a mark. */
export class MarkLooks {
  readonly #media: Uri;
  readonly #types = new Map<Look, TextEditorDecorationType>();
  readonly #drawn = new WeakMap<TextEditor, string>();

  /** `media`: the folder of the pictures. */
  constructor(media: Uri) {
    this.#media = media;
  }

  /** Draws the marks, unless just they are drawn already; `anew` also then. */
  draw(editor: TextEditor, marks: readonly Mark[], hint: (mark: Mark) => string, anew = false): void {
    const hints = marks.map((mark) => ({ line: mark.at.line, look: lookOf(mark), text: hint(mark) }));
    const drawn = JSON.stringify(hints);
    if ((this.#drawn.get(editor) ?? '[]') === drawn && !anew) return;
    this.#drawn.set(editor, drawn);
    for (const look of ['sure', 'changed'] as const) {
      const options = hints.filter((one) => one.look === look).map(({ line, text }) => optionsOf(editor, line, text));
      // A type that was never used has nothing to take away.
      if (options.length > 0 || this.#types.has(look)) editor.setDecorations(this.#type(look), options);
    }
  }

  /** Takes every mark away. */
  dispose(): void {
    for (const type of this.#types.values()) type.dispose();
    this.#types.clear();
  }

  #type(look: Look): TextEditorDecorationType {
    const known = this.#types.get(look);
    if (known) return known;
    const picture = (theme: string): Uri => Uri.joinPath(this.#media, 'marks', `${look}-${theme}.svg`);
    const type = window.createTextEditorDecorationType({
      gutterIconSize: 'contain',
      light: { gutterIconPath: picture('light') },
      dark: { gutterIconPath: picture('dark') },
      after: { color: new ThemeColor(COLORS[look]), margin: '0 0 0 3ch' },
    });
    this.#types.set(look, type);
    return type;
  }
}

function lookOf(mark: Mark): Look {
  return isSure(mark) ? 'sure' : 'changed';
}

function optionsOf({ document }: TextEditor, line: number, contentText: string): DecorationOptions {
  const { end } = document.lineAt(Math.min(line, document.lineCount - 1)).range;
  return { range: new Range(end, end), renderOptions: { after: { contentText } } };
}
