import { Disposable, Uri, ViewColumn, window, type LogOutputChannel, type WebviewPanel } from 'vscode';
import type { GroupTarget, HitTarget } from '../commands/targets.ts';
import { cutMiddle } from '../core/wording/cutMiddle.ts';
import { visible } from '../core/wording/visible.ts';
import type { Answerer } from './answerer.ts';
import { LastGood } from './lastGood.ts';
import { panelPage } from './panelPage.ts';
import { parseFromPage } from './parseFromPage.ts';
import { type FromEditor, type GroupAnswer, type PanelState, type Request, TIME_LIMITS } from './protocol.ts';
import { within } from './within.ts';

/** What the editor calls this kind of panel. */
export const VIEW_TYPE = 'assertionContext.detail';

/** What a panel is made of. */
export interface DetailPanelParts {
  extensionUri: Uri;
  answerer: Answerer;
  log: LogOutputChannel;
}

/** An empty panel beside nothing: in the active column. */
export function newPanel(): WebviewPanel {
  return window.createWebviewPanel(VIEW_TYPE, 'Fault', ViewColumn.Active);
}

/** One group's panel: the editor's side of it. The page forgets itself while it is not seen, so what it cannot miss waits here. */
export class DetailPanel {
  readonly #panel: WebviewPanel;
  readonly #parts: DetailPanelParts;
  readonly #fingerprint: string;
  readonly #lastGood = new LastGood(Date.now);
  readonly #owned: Disposable[] = [];
  #shown: string | undefined;
  /** Whether the page hears messages. */
  #started = false;
  #waiting: FromEditor | undefined;
  #closed = false;

  constructor(panel: WebviewPanel, state: PanelState, parts: DetailPanelParts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#fingerprint = state.fingerprint;
    this.#shown = state.traceback;
    const { webview } = panel;
    const bundle = Uri.joinPath(parts.extensionUri, 'dist', 'webview');
    const media = Uri.joinPath(parts.extensionUri, 'media');
    this.#owned.push(
      webview.onDidReceiveMessage((message) => this.#take(message)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#started = false;
      }),
    );
    panel.iconPath = Uri.joinPath(media, 'icon.svg');
    webview.options = { enableScripts: true, localResourceRoots: [bundle, media] };
    webview.html = panelPage({
      script: webview.asWebviewUri(Uri.joinPath(bundle, 'detail.js')).toString(),
      style: webview.asWebviewUri(Uri.joinPath(media, 'panel.css')).toString(),
      source: webview.cspSource,
      nonce: crypto.randomUUID().replaceAll('-', ''),
      state,
    });
  }

  get active(): boolean {
    return this.#panel.active;
  }

  /** The group, and the hit that is shown of it once one is. */
  get target(): GroupTarget | HitTarget {
    const fingerprint = this.#fingerprint;
    return this.#shown === undefined ? { fingerprint } : { fingerprint, traceback: this.#shown };
  }

  /** Brings the panel to the front; with a hit, shows that one. */
  reveal(target: GroupTarget | HitTarget): void {
    this.#panel.reveal();
    if (!('traceback' in target)) return;
    // At once: a command that follows means this hit, however long the page takes to show it.
    this.#shown = target.traceback;
    this.#send({ kind: 'show', traceback: target.traceback });
  }

  /** Has the page ask anew for what it shows. */
  refresh(): void {
    // A page that is not seen asks anew when it is.
    if (this.#started) void this.#panel.webview.postMessage({ kind: 'changed' } satisfies FromEditor);
  }

  onDidDispose(listener: () => void): void {
    this.#owned.push(this.#panel.onDidDispose(listener));
  }

  /** Closes the panel. */
  dispose(): void {
    this.#closed = true;
    Disposable.from(...this.#owned).dispose();
    this.#panel.dispose();
  }

  #take(value: unknown): void {
    const message = parseFromPage(value);
    if (!message) {
      this.#parts.log.warn(
        'A message of the panel’s page was none of the protocol’s:',
        JSON.stringify(value)?.slice(0, 200),
      );
      return;
    }
    if (message.kind === 'shown') this.#shown = message.traceback;
    else if (message.kind === 'started') this.#start();
    else void this.#answer(message.id, message.request);
  }

  #start(): void {
    this.#started = true;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.#send(waiting);
  }

  #send(message: FromEditor): void {
    if (this.#started) void this.#panel.webview.postMessage(message);
    else this.#waiting = message;
  }

  async #answer(id: number, request: Request): Promise<void> {
    const { answerer, log } = this.#parts;
    const limit = TIME_LIMITS[request.call];
    const slow = `No answer within ${limit / 1000} seconds. The store may be busy or not reachable.`;
    const message = await this.#lastGood.answer(id, request, () => within(answerer.answer(request), limit, slow));
    // An answer may come after the panel was closed.
    if (this.#closed) return;
    if (message.kind === 'error') log.warn(`The panel asked for ${request.call}:`, message.message);
    if (message.kind === 'answer' && message.stale)
      log.warn(`The panel asked for ${request.call}:`, message.stale.because);
    if (request.call === 'group' && message.kind === 'answer') this.#name(message.value as GroupAnswer);
    void this.#panel.webview.postMessage(message);
  }

  #name({ group: { summary } }: GroupAnswer): void {
    const { type, message } = summary;
    this.#panel.title = cutMiddle(visible(message ? `${type}: ${message}` : type), 40);
  }
}
