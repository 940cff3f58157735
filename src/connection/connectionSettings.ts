import { workspace } from 'vscode';
import { parseCompanionAddress } from '../stores/companion/companionAddress.ts';
import { parseClusterAddress } from './clusterAddress.ts';

/** Which settings say where tracebacks come from. */
export const CONNECTION_SETTINGS = [
  'assertionContext.connection',
  'assertionContext.companion.address',
  'assertionContext.elasticsearch.address',
  'assertionContext.elasticsearch.indexPrefix',
  'assertionContext.elasticsearch.certificateFile',
] as const;

/** What a person chose for this machine; texts as they are written. */
export interface ConnectionSettings {
  kind: 'none' | 'companion' | 'elasticsearch';
  companionAddress: string;
  clusterAddress: string;
  indexPrefix: string;
  certificateFile: string;
}

/** What a person chose in their user settings: whoever wrote the opened folder must not choose who gets the token. */
export function connectionSettings(): ConnectionSettings {
  const kind = ownValue('assertionContext.connection');
  return {
    kind: kind === 'companion' || kind === 'elasticsearch' ? kind : 'none',
    companionAddress: ownValue('assertionContext.companion.address'),
    clusterAddress: ownValue('assertionContext.elasticsearch.address'),
    indexPrefix: ownValue('assertionContext.elasticsearch.indexPrefix'),
    certificateFile: ownValue('assertionContext.elasticsearch.certificateFile'),
  };
}

/** Whose secret is asked for and forgotten: the chosen cluster's, else the companion server's. Throws Error, one sentence, when the setting has no address. */
export function secretPlace(): { kind: 'companion' | 'elasticsearch'; address: URL } {
  const { kind, companionAddress, clusterAddress } = connectionSettings();
  return kind === 'elasticsearch'
    ? { kind, address: parseClusterAddress(clusterAddress) }
    : { kind: 'companion', address: parseCompanionAddress(companionAddress) };
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
