import { toAdf } from './adf.ts';
import type { TicketText } from './ticketText.ts';
import { toWikiText } from './wikiText.ts';

/** What Jira takes for a description or a comment, in characters. Held as the document's JSON, the longest it can be counted. */
export const JIRA_LIMIT = 32_767;

/** Shares of the full size that are tried, one after the other. */
const SHARES = [1, 0.6, 0.35, 0.2, 0.1, 0.05];

/** The longest of a text's versions that Jira takes, as a document and as wiki text. `write`: the text at a share of its full size. */
export function withinLimit(write: (share: number) => TicketText): TicketText {
  let text: TicketText = [];
  for (const share of SHARES) {
    text = write(share);
    if (JSON.stringify(toAdf(text)).length <= JIRA_LIMIT && toWikiText(text).length <= JIRA_LIMIT) break;
  }
  return text;
}
