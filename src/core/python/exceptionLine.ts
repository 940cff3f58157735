const NAME = String.raw`[\p{L}_][\p{L}\p{N}_]*`;
const TYPE = new RegExp(String.raw`^(?:(?:${NAME}|<locals>)\.)*(${NAME})$`, 'u');

/** Log levels as they begin a record; `Warning` and Python 2's `error` are exceptions too. */
const LEVEL =
  /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERR|ERROR|CRIT|CRITICAL|FATAL|ALERT|EMERG|[Dd]ebug|[Ii]nfo|[Nn]otice|warn|warning|critical|fatal)$/;

/** Exceptions of Python's own library whose names begin with a small letter. */
const SMALL = /^(?:error|timeout|gaierror|herror|abort|readonly)$/;

/** How names of exceptions end. */
const TELLING =
  /(?:Error|Exception|Warning|Exit|Interrupt|Timeout|Expired|Refused|Denied|Failed|Failure|Fault|Invalid|Missing|NotFound|DoesNotExist|Exceeded|Conflict|Abort|Cancelled|Retry|Group|Rejected)$/;

/** A traceback's line that names the exception. */
export interface ExceptionLine {
  type: string;
  /** The message's first line; empty when there is none. */
  message: string;
}

/** Splits `type: message`, without judging the type's name. Undefined when no name can stand before the colon. */
export function splitExceptionLine(text: string): (ExceptionLine & { name: string }) | undefined {
  const colon = text.indexOf(': ');
  const end = colon >= 0 ? colon : text.endsWith(':') ? text.length - 1 : text.length;
  const type = text.slice(0, end);
  const name = TYPE.exec(type)?.[1];
  return name === undefined ? undefined : { type, name, message: text.slice(end + 2) };
}

/** False for the first byte of a line that names no exception: what need not be decoded. Names begin with a letter, `_`, or `<locals>`. */
export function mayNameException(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || byte === 95 || byte === 60 || byte >= 128;
}

/**
 * True for a line that names an exception, standing right under a traceback's frames. `strict`: other lines stood
 * between, so that it must look like an exception by itself.
 */
export function isExceptionLine(text: string, strict: boolean): boolean {
  const line = splitExceptionLine(text);
  if (!line) return false;
  const { type, name } = line;
  const qualified = type !== name;
  if (!qualified && LEVEL.test(name)) return false;
  const capital = /^_*\p{Lu}/u.test(name);
  if (strict) return TELLING.test(name) || (qualified && (capital || SMALL.test(name)));
  return capital || qualified || SMALL.test(name) || type !== text;
}
