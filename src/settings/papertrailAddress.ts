import { workspace } from 'vscode';

/** Where links to log lines lead, without a slash at its end; Papertrail's own address when the setting is no web address. */
export function papertrailAddress(): string {
  const { globalValue } = workspace.getConfiguration('assertionContext').inspect<string>('papertrail.address') ?? {};
  const url = globalValue === undefined ? null : URL.parse(globalValue);
  return url && /^https?:$/.test(url.protocol) ? url.href.replace(/\/+$/, '') : 'https://papertrailapp.com';
}
