import assert from 'node:assert/strict';
import { jiraCheck } from '../../../../server/cli/checks/jiraCheck.ts';
import { parseSettings } from '../../../../server/settings.ts';
import { JiraServer } from '../../../support/jiraServer.ts';

describe('doctor on Jira', () => {
  let jira: JiraServer;
  before(async () => {
    jira = await JiraServer.open({ now: () => 0 });
  });
  after(() => jira.close());

  const look = (environment: Record<string, string>) => jiraCheck(parseSettings(environment).settings, () => 0);
  const settings = (change: Record<string, string> = {}) => ({
    JIRA_SERVER: jira.address.origin,
    JIRA_EMAIL: 'dev@example.com',
    JIRA_API_TOKEN: 'token',
    JIRA_PROJECT_KEY: 'SHOP',
    ...change,
  });

  it('says nothing without it', async () => assert.deepEqual(await look({}), []));

  it('says what tickets can be made', async () => {
    const [check] = await look(settings());
    assert.equal(check?.state, 'ok');
    assert.match(check.says, /lets dev@example\.com in; SHOP has Bug, Task$/);
  });

  it('says what is wrong', async () => {
    assert.match(
      (await look(settings({ JIRA_API_TOKEN: 'old' })))[0]?.says ?? '',
      /does not accept the e-mail address and API token/,
    );
    assert.match((await look(settings({ JIRA_PROJECT_KEY: 'NONE' })))[0]?.says ?? '', /No project could be found/);
  });
});
