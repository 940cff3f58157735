import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Connection } from '../../src/connection/connection.ts';
import { Answerer, type FramePlacing } from '../../src/panel/answerer.ts';
import { LastGood } from '../../src/panel/lastGood.ts';
import { panelPage } from '../../src/panel/panelPage.ts';
import { parseFromPage } from '../../src/panel/parseFromPage.ts';
import type { Action, FromEditor, FromPage, PanelState } from '../../src/panel/protocol.ts';
import { watchedPage } from '../browser/watchedPage.ts';
import { type Theme, THEMES } from './themes.ts';

/** Where the pages of this fake editor come from; nothing listens there, every request is answered by the test. */
const ORIGIN = 'http://panel.test';
const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What a panel is opened with. */
export interface PanelOptions {
  state: PanelState;
  /** Undefined answers: none is chosen. May change while the panel is open. */
  connection: () => Connection | undefined;
  frames?: FramePlacing;
  theme?: Theme;
  width?: number;
  height?: number;
  /** Where the page's clock stands. */
  now?: string;
  /** What the page's clock calls home. */
  timeZone?: string;
}

/** A panel in a real browser, with everything of the editor's side but the editor. */
export interface OpenPanel {
  page: Page;
  /** Console errors, exceptions, dialogs, violations of the policy. */
  troubles: string[];
  /** Commands that the page asked for. */
  actions: Action[];
  copied: string[];
  messages: FromPage[];
  /** What the page gave the editor to keep. */
  kept(): PanelState;
  send(message: FromEditor): Promise<void>;
  /** Comes when the hits were asked for once more, which is the last thing of a loading, and the page has drawn. */
  answered(): Promise<void>;
  wear(theme: Theme): Promise<void>;
  /** What VS Code does when the panel is hidden and shown: the page starts anew with what was kept. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a panel's page as the editor would, against the bundle in dist. */
export async function openPanel(browser: Browser, options: PanelOptions): Promise<OpenPanel> {
  const { state, theme = THEMES.dark, width = 1000, height = 800, now = '2016-08-12T06:00:00Z' } = options;
  const { page, troubles } = await watchedPage(browser, {
    viewport: { width, height },
    timezoneId: options.timeZone ?? 'UTC',
  });
  const parts = { actions: [] as Action[], copied: [] as string[], messages: [] as FromPage[], kept: state };
  const answerer = new Answerer(state.fingerprint, {
    connection: options.connection,
    ...(options.frames && { frames: options.frames }),
    papertrail: () => 'https://papertrailapp.com',
    run: (action) => void parts.actions.push(action),
    copy: async (text) => void parts.copied.push(text),
  });
  const lastGood = new LastGood(() => Date.parse(now));
  const send = (message: FromEditor): Promise<void> =>
    page.evaluate((data) => (globalThis as unknown as { postMessage(data: unknown): void }).postMessage(data), message);
  const answer = async ({ id, request }: Extract<FromPage, { kind: 'request' }>): Promise<void> => {
    const message = await lastGood.answer(id, request, () => answerer.answer(request));
    if (page.isClosed()) return;
    await send(message);
    if (request.call === 'hits') answers.emit('hits');
  };
  const take = (value: unknown): void => {
    const message = parseFromPage(value);
    if (message) parts.messages.push(message);
    else troubles.push(`not of the protocol: ${JSON.stringify(value)}`);
    if (message?.kind === 'request') void answer(message);
  };
  const script = await readFile(root('dist/webview/detail.js'), 'utf8');
  const style = await readFile(root('media/panel.css'), 'utf8');
  const answers = new EventEmitter();
  let worn = theme;
  const html = panelPage({
    script: `${ORIGIN}/detail.js`,
    style: `${ORIGIN}/panel.css`,
    source: ORIGIN,
    nonce: 'abc123',
    state,
  });
  await page.exposeFunction('takeMessage', take);
  await page.exposeFunction('keepState', (kept: PanelState) => void (parts.kept = kept));
  await page.exposeFunction('violated', (what: string) => void troubles.push(`policy: ${what}`));
  await page.route('**/*', async (route) => {
    const { pathname, origin } = new URL(route.request().url());
    if (origin !== ORIGIN) return route.abort();
    if (pathname === '/detail.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    if (pathname === '/panel.css') return route.fulfill({ contentType: 'text/css', body: style });
    if (pathname !== '/') return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: 'text/html', body: asVsCodeGivesIt(html, worn, parts.kept) });
  });
  await page.clock.setFixedTime(now);
  await page.goto(`${ORIGIN}/`);
  return {
    page,
    troubles,
    actions: parts.actions,
    copied: parts.copied,
    messages: parts.messages,
    kept: () => parts.kept,
    send,
    async answered() {
      await once(answers, 'hits');
      await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))');
    },
    async wear(theme) {
      worn = theme;
      await page.evaluate(dress(theme));
    },
    reload: async () => void (await page.reload()),
    close: () => page.context().close(),
  };
}

/** The page with what VS Code puts before everything else, where the policy does not reach yet: its API and default styles. */
function asVsCodeGivesIt(html: string, theme: Theme, kept: PanelState): string {
  const api = `
    addEventListener('securitypolicyviolation', (event) => violated(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));
    let kept = ${JSON.stringify(kept).replaceAll('<', String.raw`\u003c`)};
    globalThis.acquireVsCodeApi = () => ({
      postMessage: (message) => takeMessage(message),
      getState: () => kept,
      setState: (state) => { kept = state; keepState(state); },
    });
    addEventListener('DOMContentLoaded', () => { ${dress(theme)} });`;
  const styles =
    'body { margin: 0; background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); }';
  return html.replace('<head>', `<head><style>${styles}</style><script>${api}</script>`);
}

function dress({ kind, colors }: Theme): string {
  return `{
    const colors = ${JSON.stringify(colors)};
    for (const name of [...document.documentElement.style]) document.documentElement.style.removeProperty(name);
    for (const [name, color] of Object.entries(colors)) document.documentElement.style.setProperty('--vscode-' + name, color);
    document.body.className = ${JSON.stringify(kind)};
    document.body.dataset.vscodeThemeKind = ${JSON.stringify(kind.split(' ').at(-1))};
  }`;
}
