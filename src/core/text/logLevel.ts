/** How loud a log line is. */
export type LogLevel = 'error' | 'warning' | 'info' | 'debug';

const LEVELS: Record<string, LogLevel> = {
  CRITICAL: 'error',
  FATAL: 'error',
  ERROR: 'error',
  WARNING: 'warning',
  WARN: 'warning',
  NOTICE: 'info',
  INFO: 'info',
  DEBUG: 'debug',
  TRACE: 'debug',
};

const LEVEL = new RegExp(String.raw`(?<![\w.-])(?:${Object.keys(LEVELS).join('|')})(?![\w.-])`);
/** A level stands near the beginning of a record; further in, such a word is part of what is told. */
const HEAD = 120;

/** The level that a message names in Python's or syslog's words, in capitals near its beginning; undefined when it names none. */
export function logLevel(message: string): LogLevel | undefined {
  const [word = ''] = LEVEL.exec(message.slice(0, HEAD)) ?? [];
  return LEVELS[word];
}
