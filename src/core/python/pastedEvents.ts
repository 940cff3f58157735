import { dayIn } from '../groups/day.ts';
import { instantsIn } from '../groups/dayStart.ts';

/** One line of a paste: what was logged, and what the line says of where and when. */
export interface PastedEvent {
  message: string;
  source?: { instance: string; program: string };
  /** Milliseconds since 1970. */
  at?: number;
}

/** `Aug 12 03:18:39 i-caef3c53 update.debug:  message`, as Papertrail shows an event and syslog writes one. */
const EVENT = /^([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\S+) ([^\s:]+): ?(.*)$/s;

/** Ten columns separated by tabs, the first an id. */
const ARCHIVE_LINE = /^\d{1,20}\t(?:[^\t]*\t){8}/;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** True for a line as it stands in an archive. */
export function isArchiveLine(text: string): boolean {
  return ARCHIVE_LINE.test(text);
}

/** A function that reads lines of events; times without a year are of the last such day up to `now` in the zone. */
export function eventReader(now: number, timeZone: string): (text: string) => PastedEvent {
  const today = dayIn(timeZone)(now);
  const instants = instantsIn(timeZone);
  return (text) => {
    const event = EVENT.exec(text);
    const month = MONTHS.indexOf(event?.[1] ?? '') + 1;
    if (!event || month === 0) return { message: text };
    const [, , date = '', hour, minute, second, instance = '', program = '', message = ''] = event;
    const ofYear = `${two(month)}-${date.padStart(2, '0')}`;
    const year = Number(today.slice(0, 4)) - (ofYear > today.slice(5) ? 1 : 0);
    const day = `${year}-${ofYear}`;
    if (Number.isNaN(Date.parse(day))) return { message: text };
    const { from } = instants({ from: day, to: day });
    const time = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
    return { message, source: { instance, program }, at: from + time * 1_000 };
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
