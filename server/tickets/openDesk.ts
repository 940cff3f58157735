import { setTimeout as wait } from 'node:timers/promises';
import type { TracebackStore } from '../../src/stores/store.ts';
import { JiraCloud } from '../../src/tickets/jira/jiraCloud.ts';
import type { Settings } from '../settings.ts';
import { TicketDesk } from './ticketDesk.ts';

/** The desk of tickets that the settings ask for; undefined without Jira. `signal`: ends what it does in the background. */
export function openDesk(
  settings: Settings,
  { store, now, signal }: { store: TracebackStore; now: () => number; signal: AbortSignal },
): TicketDesk | undefined {
  const { jiraServer: server, jiraEmail: email, jiraApiToken: apiToken, jiraProjectKey: project } = settings;
  if (!server || !email || !apiToken || !project) return undefined;
  return new TicketDesk({
    store,
    tickets: new JiraCloud({ server, email, apiToken }, { now }),
    project,
    links: {
      papertrail: settings.papertrailUrl.href.replace(/\/+$/, ''),
      ...(settings.publicUrl && { site: settings.publicUrl }),
    },
    now,
    wait: (milliseconds) => wait(milliseconds, undefined, { signal, ref: false }),
  });
}
