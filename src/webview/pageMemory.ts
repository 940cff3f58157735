import type { PanelState } from '../panel/protocol.ts';

/** What the editor gives a page: `acquireVsCodeApi()`. */
export interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** What the page shows, kept by the editor while it is not seen and while the window is closed. */
export class PageMemory {
  readonly #api: EditorApi;
  #state: PanelState;

  /** `first`: what the editor opened the page with; what is remembered of the same fault goes before it. */
  constructor(api: EditorApi, first: PanelState) {
    this.#api = api;
    const kept = api.getState() as PanelState | undefined;
    this.#state = kept?.fingerprint === first.fingerprint ? kept : first;
    api.setState(this.#state);
  }

  get state(): PanelState {
    return this.#state;
  }

  /** Keeps a change; a field that is undefined goes. */
  keep(change: { [Key in keyof PanelState]?: PanelState[Key] | undefined }): void {
    const next = Object.entries({ ...this.#state, ...change }).filter(([, value]) => value !== undefined);
    this.#state = Object.fromEntries(next) as unknown as PanelState;
    this.#api.setState(this.#state);
  }
}
