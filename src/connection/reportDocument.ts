import {
  commands,
  type Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';

const SCHEME = 'assertion-context-report';

/** The connection report as a document that cannot be edited. */
export class ReportDocument implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #registered: Disposable;
  readonly #uri: Uri;
  /** As long as there is no report: a window that was reloaded opens its tabs again. */
  #text = 'Use **Assertion Context: Show Connection Report** to test the connections again.\n';

  readonly onDidChange = this.#changed.event;

  /** `scheme`: a window can have one document of each. */
  constructor(scheme = SCHEME) {
    this.#uri = Uri.from({ scheme, path: '/Connection report.md' });
    this.#registered = workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent(): string {
    return this.#text;
  }

  /** Shows a report, in place of the one before it. */
  async show(markdown: string): Promise<void> {
    this.#text = markdown;
    this.#changed.fire(this.#uri);
    try {
      await commands.executeCommand('markdown.showPreview', this.#uri);
    } catch {
      // Without the editor's own Markdown extension it is readable as it stands.
      await window.showTextDocument(this.#uri, { preview: true });
    }
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}
