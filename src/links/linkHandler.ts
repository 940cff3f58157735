import { type Disposable, window } from 'vscode';
import { fromPath, type ParsedLink } from '../core/links/parseLink.ts';
import { errorSentence } from '../core/wording/errorSentence.ts';
import { messageText } from '../core/wording/messageText.ts';

/** Follows links that the operating system or a browser hands to the editor; what goes wrong is said in one sentence. */
export function handleLinks(follow: (link: ParsedLink) => Promise<void>): Disposable {
  return window.registerUriHandler({
    async handleUri({ path }) {
      try {
        await follow(fromPath(path));
      } catch (error) {
        void window.showErrorMessage(messageText(errorSentence(error)));
      }
    },
  });
}
