import { errorSentence } from '../../../src/core/wording/errorSentence.ts';
import { JiraCloud } from '../../../src/tickets/jira/jiraCloud.ts';
import type { Settings } from '../../settings.ts';
import { jiraAccount } from '../../tickets/openDesk.ts';
import type { Check } from './check.ts';

/** Whether Jira lets the account in, and tickets can be made in the project; nothing is made by looking. */
export async function jiraCheck(settings: Settings, now: () => number): Promise<Check[]> {
  const account = jiraAccount(settings);
  const project = settings.jiraProjectKey;
  if (!account || project === undefined) return [];
  const name = 'Jira';
  try {
    const types = await new JiraCloud(account, { now }).ticketTypes(project);
    const names = types.map((type) => type.name).join(', ');
    if (types.length > 0)
      return [{ name, state: 'ok', says: `${account.server.host} lets ${account.email} in; ${project} has ${names}` }];
    const says = `${account.email} may make no tickets in ${project}`;
    return [{ name, state: 'wrong', says, advice: 'Give the account the project’s permission to create issues.' }];
  } catch (error) {
    return [
      { name, state: 'wrong', says: errorSentence(error), advice: 'Correct the settings JIRA_… (docs/jira.md).' },
    ];
  }
}
