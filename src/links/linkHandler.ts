import { type Disposable, window } from 'vscode';
import { fromPath, type ParsedLink } from '../core/links/parseLink.ts';
import { errorSentence } from '../core/wording/errorSentence.ts';
import { messageText } from '../core/wording/messageText.ts';
import { SIGNED_IN } from '../signIn/signInPage.ts';

/** Follows links that the operating system or a browser hands to the editor, and takes the answers to sign-ins; what goes wrong is said in one sentence. */
export function handleLinks(
  follow: (link: ParsedLink) => Promise<void>,
  signedIn: (query: string) => void,
): Disposable {
  return window.registerUriHandler({
    async handleUri({ path, query }) {
      try {
        if (path === SIGNED_IN) signedIn(query);
        else await follow(fromPath(path));
      } catch (error) {
        void window.showErrorMessage(messageText(errorSentence(error)));
      }
    },
  });
}
