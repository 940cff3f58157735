import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { TicketError } from '../../src/tickets/ticketError.ts';
import type { Parts } from '../parts.ts';

/**
 * Reads what changed in Jira every `JIRA_POLL` seconds, until the signal ends it. What fails is logged and tried again the next
 * time, or when Jira says. Does nothing without Jira.
 */
export async function watchJira({ desk, settings }: Parts, log: FastifyBaseLogger, signal: AbortSignal): Promise<void> {
  if (!desk) return;
  while (!signal.aborted) {
    let pause = settings.jiraPoll * 1_000;
    try {
      const { read, kept } = await desk.readChanges(signal).done;
      if (read > 0) log.info(`read ${read} changed tickets of ${desk.project}, ${kept} of them about faults`);
    } catch (error) {
      log.error({ err: error }, 'Jira could not be read');
      if (error instanceof TicketError) pause = Math.max(pause, error.retryAfter ?? 0);
    }
    await wait(pause, undefined, { signal, ref: false }).catch(() => {});
  }
}
