import { formatInstant } from '../papertrail/instant.ts';
import { ArchiveFinder } from './archiveFinder.ts';
import { sha256 } from './fingerprintHash.ts';
import { cleanPaste } from './pastedCleaning.ts';
import { eventReader, isArchiveLine, type PastedEvent } from './pastedEvents.ts';
import type { FoundTraceback } from './traceback.ts';

/** When a text was pasted (milliseconds since 1970), and the zone (IANA name) of times in it that name none. */
export interface PasteTime {
  now: number;
  timeZone: string;
}

/** Where a pasted traceback was logged, when the text does not say. */
const UNKNOWN = { instance: 'pasted', program: 'text' };

/** Longer than an exception's message takes to be written: what stands apart in the text is not the message's. */
const APART = 3_000;

const encoder = new TextEncoder();

/**
 * The tracebacks in a text that was copied from somewhere: lines of an archive, Papertrail's own view of events, a
 * terminal, a chat, a web page, a JSON log. Those that bring no id of Papertrail's get one made of what they say, so that
 * the same text gives the same ids.
 */
export function pastedTracebacks(text: string, time: PasteTime): FoundTraceback[] {
  const { lines, events } = toLogLines(text, time);
  const found: FoundTraceback[] = [];
  const finder = new ArchiveFinder((traceback) => found.push(traceback), { borders: false });
  finder.push(encoder.encode(lines));
  finder.end();
  // The finder gives them out as their streams end.
  found.sort((one, other) => one.at - other.at || Number(one.header) - Number(other.header));
  const named = events ? found.map((traceback) => withOwnId(traceback, events, time.now)) : found;
  return [...new Map(named.map((traceback) => [traceback.id, traceback])).values()];
}

/** The text as an archive's log lines. `events`: by the number that stands for a line's id; absent when the lines bring their own. */
function toLogLines(text: string, { now, timeZone }: PasteTime): { lines: string; events?: readonly PastedEvent[] } {
  const whole = text.split(/\r?\n/);
  if (whole.some(isArchiveLine)) return { lines: whole.filter(isArchiveLine).map(ended).join('') };
  const read = eventReader(now, timeZone);
  const events: PastedEvent[] = [];
  let at = now;
  const lines = cleanPaste(text).map((line, number) => {
    const event = read(line.text);
    events.push(event);
    at = event.at ?? at + (line.apart ? APART : 0);
    const { instance, program } = event.source ?? UNKNOWN;
    const columns = [number, formatInstant(at), formatInstant(at), 0, instance, '', '', '', program, event.message];
    return ended(columns.join('\t'));
  });
  return { lines: lines.join(''), events };
}

function ended(line: string): string {
  return `${line}\n`;
}

function withOwnId(traceback: FoundTraceback, events: readonly PastedEvent[], now: number): FoundTraceback {
  const { instance, program, text, unfinished } = traceback;
  const logged = events[Number.parseInt(traceback.id, 10)]?.at;
  const said = JSON.stringify([instance, program, logged ?? null, text]);
  // 60 bits, as many as Papertrail's own ids have.
  const id = String(BigInt(`0x${sha256(said).slice(0, 15)}`));
  return { ...traceback, id: unfinished ? `${id}-u` : id, header: id, at: logged ?? now };
}
