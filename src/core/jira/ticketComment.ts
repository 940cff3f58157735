import { lineOf } from '../papertrail/link.ts';
import { utcTime } from '../groups/tracebackText.ts';
import { counted } from '../wording/number.ts';
import type { FaultReport } from './faultReport.ts';
import { maskedSentence, Masking } from './masking.ts';
import { hitLine } from './ticketDescription.ts';
import { sentence, type Block, type TicketText } from './ticketText.ts';
import { withinLimit } from './withinLimit.ts';

/** A comment about hits that a ticket does not know yet, or why there is none to write. */
export type TicketComment =
  | { kind: 'comment'; text: TicketText; hits: number }
  | { kind: 'nothing new'; because: string };

/** Hits listed in a comment, and characters of the traceback. */
const MOST = { hits: 20, traceback: 8_000 };

/**
 * What to add to a ticket: the hits newer than the newest one that it mentions, and the newest traceback. `mentioned`: ids
 * that the ticket and its comments refer to.
 */
export function ticketComment(report: FaultReport, mentioned: ReadonlySet<string>): TicketComment {
  const known = new Set(Array.from(mentioned, lineOf));
  const end = report.hits.findIndex(({ id }) => known.has(lineOf(id)));
  const news = end < 0 ? report.hits : report.hits.slice(0, end);
  if (news.length === 0) {
    const newest = report.hits[0];
    return {
      kind: 'nothing new',
      because: newest
        ? `The ticket mentions the newest hit already, that of ${utcTime(newest.at)}.`
        : 'There are no hits to tell of: their tracebacks were dropped.',
    };
  }
  return { kind: 'comment', hits: news.length, text: withinLimit((share) => write(report, news, share)) };
}

function write({ traceback, links }: FaultReport, news: FaultReport['hits'], share: number): TicketText {
  const masking = new Masking();
  const shown = news.slice(0, Math.ceil(MOST.hits * share));
  const items = shown.map((hit) => hitLine(hit, links.papertrail));
  const more = news.length - shown.length;
  if (more > 0) items.push([{ text: `and ${counted(more, 'more hit')}` }]);
  const text: Block[] = [
    sentence(`Seen ${counted(news.length, 'more time')}:`),
    { kind: 'list', items },
    { kind: 'code', language: 'python', text: masking.code(traceback.text, Math.ceil(MOST.traceback * share)) },
  ];
  if (masking.count > 0) text.push(sentence(maskedSentence(masking.count)));
  return text;
}
