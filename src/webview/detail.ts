import { clockIn } from '../core/wording/clock.ts';
import type { PanelState } from '../panel/protocol.ts';
import { Calls } from './calls.ts';
import { registerComponents } from './components.ts';
import { DetailView } from './detailView.ts';
import { type EditorApi, PageMemory } from './pageMemory.ts';
import { parseFromEditor } from './parseFromEditor.ts';
import { Times } from './times.ts';

declare function acquireVsCodeApi(): EditorApi;

/** How often relative times are brought up to now, in milliseconds. */
const RENEWAL = 20_000;

registerComponents();
const api = acquireVsCodeApi();
const opened = document.querySelector('meta[name="panel-state"]')?.getAttribute('content') ?? '{}';
const memory = new PageMemory(api, JSON.parse(opened) as PanelState);
const calls = new Calls((message) => api.postMessage(message));
const times = new Times(clockIn(Intl.DateTimeFormat().resolvedOptions().timeZone), Date.now);
const view = new DetailView({ calls, memory, times, post: (message) => api.postMessage(message) });
document.body.append(view.element);

window.addEventListener('message', ({ data }) => {
  const message = parseFromEditor(data);
  if (!message) return;
  if (message.kind === 'changed') void view.load();
  else if (message.kind === 'show') view.showHit(message.traceback);
  else calls.take(message);
});
document.addEventListener('scrollend', () => memory.keep({ scrolled: Math.round(window.scrollY) }));
setInterval(() => times.renew(), RENEWAL);

const { scrolled } = memory.state;
void view.load().then(() => window.scrollTo(0, scrolled));
api.postMessage({ kind: 'started' });
