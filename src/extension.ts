import { window, type ExtensionContext } from 'vscode';

/** Puts the extension together. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Assertion Context', { log: true });
  context.subscriptions.push(log);
}
