import type { TicketQuery } from '../tickets.ts';

const MINUTE = 60_000;

/**
 * The query as JQL. Changes are asked for by minutes back from now: dates would be read in the time zone of the account, to
 * the minute; so up to two minutes more than asked for are found.
 */
export function jql(query: TicketQuery, now: number): string {
  switch (query.kind) {
    case 'label':
      // Some projects' screens have no labels: the ticket's text names it too.
      return `(labels = ${quoted(query.label)} OR text ~ ${quoted(`"${query.label}"`)}) ORDER BY created ASC`;
    case 'keys':
      return `key in (${query.keys.map(quoted).join(', ')})`;
    case 'words':
      return `project = ${quoted(query.project)} AND text ~ ${quoted(words(query.words))} ORDER BY updated DESC`;
    default: {
      if (query.since <= 0) return `project = ${quoted(query.project)} ORDER BY updated ASC, key ASC`;
      const minutes = Math.max(1, Math.ceil((now - query.since) / MINUTE) + 1);
      return `project = ${quoted(query.project)} AND updated >= ${quoted(`-${minutes}m`)} ORDER BY updated ASC, key ASC`;
    }
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll(/[\n\r]/g, ' ')}"`;
}

/** Jira's search for words has signs of its own (`+ - & | ! ( ) { } [ ] ^ ~ * ? \ :`): they become spaces. */
function words(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{N}_. ]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
