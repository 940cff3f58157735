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
const REPORT = Uri.from({ scheme: SCHEME, path: '/Connection report.md' });

/** The connection report as a document that cannot be edited. */
export class ReportDocument implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #registered: Disposable;
  /** As long as there is no report: a window that was reloaded opens its tabs again. */
  #text = 'Use **Assertion Context: Show Connection Report** to test the connections again.\n';

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#registered = workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  provideTextDocumentContent(): string {
    return this.#text;
  }

  /** Shows a report, in place of the one before it. */
  async show(markdown: string): Promise<void> {
    this.#text = markdown;
    this.#changed.fire(REPORT);
    try {
      await commands.executeCommand('markdown.showPreview', REPORT);
    } catch {
      // Without the editor's own Markdown extension it is readable as it stands.
      await window.showTextDocument(REPORT, { preview: true });
    }
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}
