import { object, text } from '../stores/companion/answerFields.ts';
import { CompanionApi } from '../stores/companion/companionApi.ts';

/** What the server gives for a code. */
export interface EditorToken {
  token: string;
  /** An e-mail address. */
  account: string;
}

/** Exchanges a code for a token. Throws StoreError, one sentence. */
export async function exchangeCode(address: URL, code: string, verifier: string): Promise<EditorToken> {
  const api = new CompanionApi({ address, token: async () => undefined });
  const read = object((answer): EditorToken => ({
    token: answer.get('token', text),
    account: answer.get('account', text),
  }));
  const answer = await api.post('/api/editor/token', { code, verifier }, read);
  if (!answer) throw new Error(`Nobody signs in to the server at ${address.origin}.`);
  return answer;
}

/** Gives up a token: it lets nobody in any more. Throws StoreError, one sentence. */
export async function giveUpToken(address: URL, token: string): Promise<void> {
  const api = new CompanionApi({ address, token: async () => token });
  await api.post(
    '/api/editor/sign_out',
    {},
    object((answer) => answer.get('revoked', text)),
  );
}
