import { errorSentence } from '../../../src/core/wording/errorSentence.ts';
import { Provider } from '../../auth/signIn/provider.ts';
import { signInSettings } from '../../auth/signIn/signInSettings.ts';
import type { Settings } from '../../settings.ts';
import type { Check } from './check.ts';

/** Whether the provider that people sign in with can be asked; client and secret are shown to be right only when somebody signs in. */
export async function signInCheck(settings: Settings): Promise<Check[]> {
  const signIn = signInSettings(settings);
  if (!signIn) return [];
  const name = 'Sign-in';
  try {
    const provider = new Provider(signIn);
    await provider.begin({ other: false });
    return [{ name, state: 'ok', says: `${signIn.issuer.href} answers; it must know ${provider.redirectUri}` }];
  } catch (error) {
    const says = `${signIn.issuer.href} cannot be asked: ${errorSentence(error)}`;
    return [{ name, state: 'wrong', says, advice: 'Correct OIDC_ISSUER (docs/sign-in.md), or look at the network.' }];
  }
}
