import { Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from 'vscode';

const SCHEME = 'assertion-context-frame';
/** Texts that are kept; older ones may still be open, and say so when they are looked at again. */
const MOST = 20;

/** Texts that can be read in the editor and not changed: explanations, lines as they were. */
export class ReadOnlyTexts implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  #registered: Disposable | undefined;

  /** The address of a text; the same name takes the place of the former text. Its end decides how it is coloured. */
  show(name: string, text: string): Uri {
    this.#registered ??= workspace.registerTextDocumentContentProvider(SCHEME, this);
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}` });
    this.#texts.delete(uri.path);
    this.#texts.set(uri.path, text);
    for (const old of [...this.#texts.keys()].slice(0, -MOST)) this.#texts.delete(old);
    this.#changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent({ path }: Uri): string {
    return (
      this.#texts.get(path) ?? 'This text was made for a frame that was shown before. Show the frame again to see it.'
    );
  }

  dispose(): void {
    this.#registered?.dispose();
    this.#changed.dispose();
    this.#texts.clear();
  }
}
