/** Who says it: the machine, the process. */
export interface SyslogSender {
  hostname: string;
  program: string;
  pid: number;
}

/** What is kept of a message, in bytes: what every receiver should take (RFC 5424, 6.1); stdout has the whole. */
export const MOST_BYTES = 2_048;

/** The facility "user-level messages" (RFC 5424, 6.2.1), by the eight severities. */
const USER = 1 * 8;
/** Pino's levels, and the syslog severities that mean the same; `trace` is `debug` there. */
const SEVERITIES: readonly [least: number, severity: number][] = [
  [60, 2],
  [50, 3],
  [40, 4],
  [30, 6],
];
const DEBUG = 7;

/** Told by other fields of the message, or by pino only. */
const TOLD = new Set(['level', 'time', 'pid', 'hostname', 'msg']);
/** A line feed in a log would begin another message, with whatever severity and sender its author likes. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/**
 * A line of pino's JSON as a message of RFC 5424: the text, then what else it says as JSON, all on one line. A line that is
 * no JSON is sent as it is.
 */
export function syslogMessage(line: string, { hostname, program, pid }: SyslogSender): Buffer {
  const { level, time, msg, rest } = parts(line);
  const severity = SEVERITIES.find(([least]) => level >= least)?.[1] ?? DEBUG;
  const head = `<${USER + severity}>1 ${new Date(time).toISOString()} ${name(hostname, 255)} ${name(program, 48)} ${pid} - - `;
  return cut(Buffer.from(`${head}${`${msg} ${rest}`.replace(CONTROLS, ' ').trim()}`));
}

function parts(line: string): { level: number; time: number; msg: string; rest: string } {
  const values = parsed(line);
  if (values === undefined) return { level: 30, time: Date.now(), msg: line, rest: '' };
  const { level, time, msg } = values;
  const rest = Object.entries(values).filter(([key]) => !TOLD.has(key));
  return {
    level: typeof level === 'number' ? level : 30,
    time: typeof time === 'number' ? time : Date.now(),
    msg: typeof msg === 'string' ? msg : '',
    rest: rest.length === 0 ? '' : JSON.stringify(Object.fromEntries(rest)),
  };
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // Whatever it is, it is sent as text.
    return undefined;
  }
}

/** A header's field: visible ASCII, "-" for nothing. */
function name(text: string, most: number): string {
  return text.replaceAll(/[^\x21-\x7e]/g, '').slice(0, most) || '-';
}

/** Never in the middle of a character. */
function cut(bytes: Buffer): Buffer {
  if (bytes.length <= MOST_BYTES) return bytes;
  const ellipsis = Buffer.from('…');
  let end = MOST_BYTES - ellipsis.length;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return Buffer.concat([bytes.subarray(0, end), ellipsis]);
}
