import { l10n, window } from 'vscode';
import type { SignIn } from '../signIn/signIn.ts';
import type { Handler } from './commandMap.ts';

/** Signs out of the settings' companion server: the token is forgotten here and lets nobody in there. A pasted one stays. */
export function signOut(signingIn: SignIn): Handler<'assertionContext.signOut'> {
  return async () => {
    const account = await signingIn.signOut();
    window.setStatusBarMessage(
      account === undefined ? l10n.t('Nobody was signed in.') : l10n.t('{0} is signed out.', account),
      5_000,
    );
  };
}
