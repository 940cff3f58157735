import { Disposable, env, l10n, type LogOutputChannel, type Uri, type WebviewPanel, window } from 'vscode';
import type { FrameTarget, GroupTarget, HitTarget } from '../commands/targets.ts';
import type { CurrentSource } from '../connection/currentSource.ts';
import { Answerer, type FramePlacing } from './answerer.ts';
import { DetailPanel, newPanel, VIEW_TYPE } from './detailPanel.ts';
import { firstState, parsePanelState } from './panelState.ts';
import type { Action, PanelState } from './protocol.ts';

/** What the panels need. */
export interface PanelsParts {
  extensionUri: Uri;
  connections: CurrentSource;
  /** Without it frames are shown without where they lead. */
  frames?: FramePlacing;
  /** Papertrail's address, without a slash at its end. */
  papertrailBase: () => string;
  /** Runs a command of the extension, by its whole id. */
  run: (command: PanelCommand, target: GroupTarget | HitTarget | FrameTarget) => Thenable<unknown>;
  log: LogOutputChannel;
}

/** The commands that a panel runs. */
export type PanelCommand = `assertionContext.${Action['command']}`;

/** The detail panels: one a group. */
export interface Panels extends Disposable {
  /** Opens a group's panel or brings it to the front; with a hit, shows that one. */
  open(target: GroupTarget | HitTarget): void;
  /** What the panel that has the focus shows; undefined when none has. */
  activeTarget(): GroupTarget | HitTarget | undefined;
  /** Has every panel ask anew for what it shows. */
  refresh(): void;
}

/** Makes the panels, and restores those of the window's last time. */
export function createPanels(parts: PanelsParts): Panels {
  const open = new Map<string, DetailPanel>();
  const add = (webviewPanel: WebviewPanel, state: PanelState): void => {
    const { fingerprint } = state;
    const answerer = answererOf(fingerprint, parts);
    const panel = new DetailPanel(webviewPanel, state, { ...parts, answerer });
    open.set(fingerprint, panel);
    panel.onDidDispose(() => {
      if (open.get(fingerprint) === panel) open.delete(fingerprint);
      panel.dispose();
    });
  };
  const refresh = (): void => {
    for (const panel of open.values()) panel.refresh();
  };
  const registered = Disposable.from(
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel, kept) {
        const state = parsePanelState(kept);
        if (state && !open.has(state.fingerprint)) add(panel, state);
        else panel.dispose();
      },
    }),
    parts.connections.onDidChange(refresh),
  );
  return {
    open(target) {
      const panel = open.get(target.fingerprint);
      if (panel) panel.reveal(target);
      else add(newPanel(), firstState(target.fingerprint, 'traceback' in target ? target.traceback : undefined));
    },
    activeTarget: () => [...open.values()].find((panel) => panel.active)?.target,
    refresh,
    dispose() {
      registered.dispose();
      for (const panel of open.values()) panel.dispose();
    },
  };
}

function answererOf(fingerprint: string, { connections, frames, papertrailBase, run }: PanelsParts): Answerer {
  return new Answerer(fingerprint, {
    connection: () => connections.current,
    ...(frames && { frames }),
    papertrail: papertrailBase,
    run: (action) => void run(`assertionContext.${action.command}`, targetOf(fingerprint, action)),
    async copy(text) {
      await env.clipboard.writeText(text);
      window.setStatusBarMessage(l10n.t('Copied.'), 5_000);
    },
  });
}

function targetOf(fingerprint: string, action: Action): GroupTarget | HitTarget | FrameTarget {
  if ('frame' in action) return { traceback: action.traceback, frame: action.frame };
  return 'traceback' in action ? { fingerprint, traceback: action.traceback } : { fingerprint };
}
