import { workspace } from 'vscode';
import { parseCompanionAddress } from '../stores/companion/companionAddress.ts';

/** Which settings say where tracebacks come from. */
export const CONNECTION_SETTINGS = ['assertionContext.connection', 'assertionContext.companion.address'] as const;

/** What a person chose for this machine. */
export interface ConnectionSettings {
  kind: 'none' | 'companion' | 'elasticsearch';
  /** As written. */
  companionAddress: string;
}

/** What a person chose in their user settings: whoever wrote the opened folder must not choose who gets the token. */
export function connectionSettings(): ConnectionSettings {
  const kind = ownValue('assertionContext.connection');
  return {
    kind: kind === 'companion' || kind === 'elasticsearch' ? kind : 'none',
    companionAddress: ownValue('assertionContext.companion.address'),
  };
}

/** The companion server's address, whichever connection is chosen. Throws Error, one sentence, when the setting has none. */
export function companionAddress(): URL {
  return parseCompanionAddress(connectionSettings().companionAddress);
}

/** Settings of the opened folder that would lead elsewhere and are ignored, by name. */
export function ignoredSettings(): string[] {
  return CONNECTION_SETTINGS.filter((name) => {
    const { workspaceValue, workspaceFolderValue } = workspace.getConfiguration().inspect(name) ?? {};
    return workspaceValue !== undefined || workspaceFolderValue !== undefined;
  });
}

function ownValue(name: (typeof CONNECTION_SETTINGS)[number]): string {
  const { globalValue, defaultValue } = workspace.getConfiguration().inspect(name) ?? {};
  const value = globalValue ?? defaultValue;
  return typeof value === 'string' ? value.trim() : '';
}
