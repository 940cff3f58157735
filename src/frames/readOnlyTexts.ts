import { randomUUID } from 'node:crypto';
import { type Disposable, type TextDocumentContentProvider, Uri, workspace } from 'vscode';

const SCHEME = 'assertion-context-frame';
/** Texts that are kept; older ones may still be open, and say so when they are looked at again. */
const MOST = 20;

/** Texts that can be read in the editor and not changed: explanations, lines as they were. */
export class ReadOnlyTexts implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  #registered: Disposable | undefined;

  /** The address of a text, never the same twice: an open document keeps what it says. The name's end decides how it is coloured. */
  show(name: string, text: string): Uri {
    this.#registered ??= workspace.registerTextDocumentContentProvider(SCHEME, this);
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}`, query: randomUUID() });
    this.#texts.set(uri.query, text);
    for (const old of [...this.#texts.keys()].slice(0, -MOST)) this.#texts.delete(old);
    return uri;
  }

  provideTextDocumentContent({ query }: Uri): string {
    return (
      this.#texts.get(query) ?? 'This text was made for a frame that was shown before. Show the frame again to see it.'
    );
  }

  dispose(): void {
    this.#registered?.dispose();
    this.#texts.clear();
  }
}
