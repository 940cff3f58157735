/** Ids of tracebacks as links name them: Papertrail's `focus=…`, the site's `/tracebacks/…`, the editor's `/traceback/…`. */
const MENTION = /(?:[?&]focus=|\/tracebacks?\/)(\d{1,19}(?:-u|(?:\.\d{1,3}))?)/g;

/** The ids of tracebacks and log lines that a ticket's text refers to. */
export function mentionedHits(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(MENTION), ([, id = '']) => id));
}
