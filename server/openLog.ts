import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import type { Settings } from './settings.ts';

/** The server's own log on stdout: lines of JSON, or on a terminal plain lines for people. */
export async function openLog({ logLevel }: Settings): Promise<{ log: FastifyBaseLogger }> {
  const options = { level: logLevel };
  if (!process.stdout.isTTY) return { log: pino(options) };
  // Only development installs have it.
  const pretty = await import('pino-pretty').catch(() => undefined);
  if (!pretty) return { log: pino(options) };
  const lines = pretty.default({ ignore: 'pid,hostname,reqId', translateTime: 'HH:MM:ss', singleLine: true });
  return { log: pino(options, lines) };
}
