import type { Environment } from '../environment.ts';
import { isLoopback } from '../../src/stores/companion/loopback.ts';

const NEEDED = ['JIRA_SERVER', 'JIRA_EMAIL', 'JIRA_API_TOKEN', 'JIRA_PROJECT_KEY'] as const;

/** The address of a Jira site. Throws Error with the reason. */
export function parseJiraServer(text: string): URL {
  const url = URL.parse(text);
  if (url === null || url.pathname !== '/' || url.search || url.hash || url.username)
    throw new Error(`“${text}” is no Jira site. Use https://NAME.atlassian.net, with nothing after it.`);
  if (url.protocol !== 'https:' && !isLoopback(url.hostname))
    throw new Error(`“${text}” is reached without https, so the API token could be read on the way.`);
  return url;
}

/** A project’s key, in capitals. Throws Error with the reason. */
export function parseProjectKey(text: string): string {
  const key = text.toUpperCase();
  if (!/^[A-Z][A-Z0-9_]{1,254}$/.test(key)) throw new Error(`“${text}” is no project key. It looks like SHOP.`);
  return key;
}

/** Throws Error with the reason, which does not show the secret. */
export function parseWebhookSecret(text: string): string {
  if (text.length < 16)
    throw new Error(`${text.length} characters are too few. Use at least 16 (openssl rand -hex 16).`);
  return text;
}

/** A sentence for each setting that tickets lack, once one of them is set. */
export function jiraProblems(environment: Environment): string[] {
  const missing = NEEDED.filter((name) => !environment[name]?.trim());
  if (missing.length === NEEDED.length) return [];
  const [first] = NEEDED.filter((name) => !missing.includes(name));
  return missing.map((name) => `${name}: ${first} is set, and tickets need this, too.`);
}
