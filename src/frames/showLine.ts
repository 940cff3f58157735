import {
  Position,
  Range,
  Selection,
  TabInputWebview,
  type TextDocumentShowOptions,
  type TextEditor,
  TextEditorRevealType,
  type Uri,
  ViewColumn,
  window,
} from 'vscode';
import type { LineNumber } from '../core/python/traceback.ts';

/** Opens a document: the editor's own `showTextDocument`. */
export type ShowDocument = (uri: Uri, options: TextDocumentShowOptions) => Thenable<TextEditor>;

/** Shows a document with the cursor on the first sign of a line of `text`, which it should have. */
export function showLine(
  uri: Uri,
  line: LineNumber,
  text: string,
  preserveFocus: boolean,
  show: ShowDocument,
): Thenable<TextEditor> {
  const at = new Position(line - 1, indentOf(text, line));
  const viewColumn = besideWebview();
  return show(uri, {
    selection: new Range(at, at),
    preserveFocus,
    preview: true,
    ...(viewColumn === undefined ? {} : { viewColumn }),
  });
}

/** Moves the cursor of an open editor there. */
export function goToLine(editor: TextEditor, line: LineNumber): void {
  const { firstNonWhitespaceCharacterIndex, range } = editor.document.lineAt(line - 1);
  const at = new Position(line - 1, firstNonWhitespaceCharacterIndex);
  editor.selection = new Selection(at, at);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

function indentOf(text: string, line: LineNumber): number {
  const found = text.split(/\r\n|\n|\r/, line)[line - 1] ?? '';
  return Math.max(0, found.search(/\S/));
}

/** A click in a panel must not cover the panel: then another group, beside it when there is none. */
function besideWebview(): ViewColumn | undefined {
  const { activeTabGroup, all } = window.tabGroups;
  if (!(activeTabGroup.activeTab?.input instanceof TabInputWebview)) return undefined;
  const other = all.find((group) => group !== activeTabGroup && !(group.activeTab?.input instanceof TabInputWebview));
  return other?.viewColumn ?? ViewColumn.Beside;
}
