import { basicAuthorization, type JiraAccount } from './jiraAccount.ts';

/** Where API tokens with scopes are taken: they are refused at the site itself. */
export const GATEWAY = 'https://api.atlassian.com';

const WAIT = 15_000;

/**
 * The address that Jira's API lies below for an account: the site, or, for a token with scopes, Atlassian's gateway and the
 * site's cloud id. Throws what `fetch` throws when the site cannot be reached.
 */
export async function jiraHost(account: JiraAccount, gateway: string): Promise<string> {
  const site = account.server.origin;
  if (await letsIn(site, account)) return site;
  const answer = await fetch(`${site}/_edge/tenant_info`, { signal: AbortSignal.timeout(WAIT) });
  const cloudId = answer.ok ? ((await answer.json()) as { cloudId?: unknown }).cloudId : undefined;
  if (typeof cloudId !== 'string' || !/^[\w-]+$/.test(cloudId)) return site;
  const host = `${gateway}/ex/jira/${cloudId}`;
  // Refused in both places, or with no way to the gateway, the site's own answer says why.
  return (await letsIn(host, account).catch(() => false)) ? host : site;
}

async function letsIn(host: string, account: JiraAccount): Promise<boolean> {
  const answer = await askWhoAmI(host, account);
  await answer.body?.cancel();
  return answer.status !== 401;
}

/** Asks for the account itself: who is let in, and if not, why. */
export function askWhoAmI(host: string, account: JiraAccount): Promise<Response> {
  return fetch(`${host}/rest/api/3/myself`, {
    headers: { authorization: basicAuthorization(account), accept: 'application/json' },
    signal: AbortSignal.timeout(WAIT),
  });
}
