import type { FastifyInstance } from 'fastify';
import { openDesk } from '../../../server/tickets/openDesk.ts';
import { parseSettings } from '../../../server/settings.ts';
import { ALL_DAYS } from '../../../src/core/groups/day.ts';
import type { Traceback, TracebackStore } from '../../../src/stores/store.ts';
import { JiraServer } from '../../support/jiraServer.ts';
import { NOW, openApp, sampleStore } from '../openApp.ts';

/** The app over the sample, with a Jira of our own. */
export interface JiraApp {
  app: FastifyInstance;
  jira: JiraServer;
  store: TracebackStore;
  /** A fault of the sample, by its newest traceback. */
  traceback: Traceback;
  close: () => Promise<void>;
}

export async function openJiraApp(environment: Record<string, string> = {}): Promise<JiraApp> {
  const jira = await JiraServer.open({ now: () => NOW });
  const store = await sampleStore();
  const settings = {
    JIRA_SERVER: jira.address.origin,
    JIRA_EMAIL: 'dev@example.com',
    JIRA_API_TOKEN: 'token',
    JIRA_PROJECT_KEY: 'SHOP',
    ...environment,
  };
  const ending = new AbortController();
  const desk = openDesk(parseSettings(settings).settings, { store, now: () => NOW, signal: ending.signal });
  const app = await openApp(store, settings, undefined, { ...(desk && { desk }) });
  const { hits } = await store.tracebacks({ range: ALL_DAYS, limit: 1 });
  const traceback = await store.traceback(hits[0]?.id ?? '');
  if (!traceback) throw new Error('the sample is empty');
  const close = async (): Promise<void> => {
    ending.abort();
    await app.close();
    await jira.close();
    await store.close();
  };
  return { app, jira, store, traceback, close };
}
