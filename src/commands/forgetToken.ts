import { l10n, window } from 'vscode';
import type { AccessTokens } from '../connection/accessTokens.ts';
import { companionAddress } from '../connection/connectionSettings.ts';
import type { Handler } from './commandMap.ts';

/** Forgets the access token of the companion server of the settings. */
export function forgetToken(tokens: AccessTokens): Handler<'assertionContext.forgetToken'> {
  return async () => {
    const address = companionAddress();
    const known = (await tokens.of(address)) !== undefined;
    await tokens.forget(address);
    const said = known
      ? l10n.t('The token for {0} is forgotten.', address.origin)
      : l10n.t('There was no token for {0}.', address.origin);
    window.setStatusBarMessage(said, 5_000);
  };
}
