import { setTimeout as wait } from 'node:timers/promises';
import type { TracebackStore } from '../../src/stores/store.ts';
import type { JiraAccount } from '../../src/tickets/jira/jiraAccount.ts';
import { JiraCloud } from '../../src/tickets/jira/jiraCloud.ts';
import type { Settings } from '../settings.ts';
import { TicketDesk } from './ticketDesk.ts';

/** Who asks Jira; undefined without Jira. */
export function jiraAccount({
  jiraServer: server,
  jiraEmail: email,
  jiraApiToken: apiToken,
}: Settings): JiraAccount | undefined {
  return server && email && apiToken ? { server, email, apiToken } : undefined;
}

/** The desk of tickets that the settings ask for; undefined without Jira. `signal`: ends what it does in the background. */
export function openDesk(
  settings: Settings,
  { store, now, signal }: { store: TracebackStore; now: () => number; signal: AbortSignal },
): TicketDesk | undefined {
  const account = jiraAccount(settings);
  const project = settings.jiraProjectKey;
  if (!account || project === undefined) return undefined;
  return new TicketDesk({
    store,
    tickets: new JiraCloud(account, { now }),
    project,
    links: {
      papertrail: settings.papertrailUrl.href.replace(/\/+$/, ''),
      ...(settings.publicUrl && { site: settings.publicUrl }),
    },
    now,
    wait: (milliseconds) => wait(milliseconds, undefined, { signal, ref: false }),
  });
}
