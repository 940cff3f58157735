import { l10n, window } from 'vscode';
import type { AccessTokens } from '../connection/accessTokens.ts';
import { secretPlace } from '../connection/connectionSettings.ts';
import type { Handler } from './commandMap.ts';

/** Forgets the access token of the settings' companion server, or the API key of their Elasticsearch. */
export function forgetToken(tokens: AccessTokens): Handler<'assertionContext.forgetToken'> {
  return async () => {
    const { kind, address } = secretPlace();
    const known = (await tokens.of(address)) !== undefined;
    await tokens.forget(address);
    window.setStatusBarMessage(said(kind, known, address), 5_000);
  };
}

function said(kind: 'companion' | 'elasticsearch', known: boolean, { origin }: URL): string {
  if (kind === 'companion')
    return known ? l10n.t('The token for {0} is forgotten.', origin) : l10n.t('There was no token for {0}.', origin);
  return known ? l10n.t('The API key for {0} is forgotten.', origin) : l10n.t('There was no API key for {0}.', origin);
}
