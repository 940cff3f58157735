import { l10n, window } from 'vscode';
import type { SignIn } from '../signIn/signIn.ts';
import type { Handler } from './commandMap.ts';

/** Signs in to the settings' companion server, by way of its site. */
export function signIn(signingIn: SignIn): Handler<'assertionContext.signIn'> {
  return async () => {
    const account = await signingIn.signIn();
    if (account !== undefined) window.setStatusBarMessage(l10n.t('Signed in as {0}.', account), 5_000);
  };
}
