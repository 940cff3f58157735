import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import type { Settings } from './settings.ts';
import { SyslogStream } from './syslog/syslogStream.ts';

/** The server's own log, open. */
export interface OpenLog {
  log: FastifyBaseLogger;
  /** Sends what is still to be sent. */
  close: () => Promise<void>;
}

/**
 * The server's own log on stdout: lines of JSON, or on a terminal plain lines for people; and the same to the syslog host, if
 * there is one. That one may be lost: the log on stdout says so once.
 */
export async function openLog({ logLevel, syslog }: Pick<Settings, 'logLevel' | 'syslog'>): Promise<OpenLog> {
  const options = { level: logLevel };
  const stdout = await openStdout();
  const log = pino(options, stdout);
  if (!syslog || logLevel === 'silent') return { log, close: async () => undefined };
  const syslogStream = new SyslogStream(syslog, (err) =>
    log.warn({ err }, `the log cannot be sent to ${syslog.host}:${syslog.port} (SYSLOG_URL); it goes on here`),
  );
  const streams = [stdout, syslogStream].map((stream) => ({ stream, level: logLevel }));
  return { log: pino(options, pino.multistream(streams)), close: () => syslogStream.close() };
}

async function openStdout(): Promise<{ write(line: string): void }> {
  // Only development installs have it.
  const pretty = process.stdout.isTTY ? await import('pino-pretty').catch(() => undefined) : undefined;
  if (!pretty) return pino.destination(1);
  return pretty.default({ ignore: 'pid,hostname,reqId', translateTime: 'HH:MM:ss', singleLine: true });
}
