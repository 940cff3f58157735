import type { Settings } from '../settings.ts';

/** The site's own address for links that are read elsewhere, without a slash at its end. `asked`: the host by which the asker came, where PUBLIC_URL does not say. */
export function siteBase(
  { publicUrl, host, port }: Pick<Settings, 'publicUrl' | 'host' | 'port'>,
  asked?: string,
): string {
  if (publicUrl) return publicUrl.origin;
  return `http://${asked ?? `${host.includes(':') ? `[${host}]` : host}:${port}`}`;
}
