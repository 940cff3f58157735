import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { ticketDescription } from '../../src/core/jira/ticketDescription.ts';
import { sentence } from '../../src/core/jira/ticketText.ts';
import { JiraCloud } from '../../src/tickets/jira/jiraCloud.ts';
import { reported } from '../core/jira/reported.ts';
import { JiraServer } from '../support/jiraServer.ts';
import { freePort } from '../vscode/host/freePort.ts';

const PRISM = '@stoplight/prism-cli@5.16';
const NOW = Date.UTC(2016, 7, 12, 12);

/** Everything that is asked of Jira, through a proxy that refuses what Jira's own description of its API does not allow. */
describe('requests to Jira', function () {
  this.timeout(180_000);
  const description = process.env['JIRA_OPENAPI'];
  let jira: JiraServer;
  let prism: ChildProcess;
  let cloud: JiraCloud;

  before(async function () {
    if (!description) {
      assert.ok(!process.env['CI'], 'JIRA_OPENAPI must name the file with Jira’s description of its API');
      console.log('      not compared with Jira’s description of its API: JIRA_OPENAPI names no file');
      this.skip();
    }
    jira = await JiraServer.open({ now: () => NOW });
    const port = await freePort();
    const args = [
      '-y',
      PRISM,
      'proxy',
      description,
      jira.address.origin,
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '--errors',
    ];
    // A group of its own: npx starts another process.
    prism = spawn('npx', args, { stdio: 'ignore', detached: true });
    const server = new URL(`http://127.0.0.1:${port}`);
    await untilItAnswers(server, prism);
    cloud = new JiraCloud(
      { server, email: 'dev@example.com', apiToken: 'token' },
      { now: () => NOW, onSchemaMismatch: 'throw' },
    );
  });
  after(async () => {
    if (prism?.pid !== undefined) process.kill(-prism.pid);
    await jira?.close();
  });

  it('are as its description has them, and so are the answers that ours are tested with', async () => {
    const [type] = await cloud.ticketTypes('SHOP');
    assert.ok(type);
    assert.ok((await cloud.fields('SHOP', type.id)).length > 0);
    const text = ticketDescription(reported());
    const ticket = {
      project: 'SHOP',
      type: type.id,
      summary: 'a',
      text,
      labels: ['tracebacks'],
      fields: { priority: { id: '2' } },
    };
    const [key, other] = [await cloud.create(ticket), await cloud.create(ticket)];
    assert.equal((await cloud.ticket(key))?.key, key);
    assert.equal(await cloud.ticket('SHOP-99'), undefined);
    await cloud.comment(key, [sentence('again')]);
    const [transition] = await cloud.transitions(key);
    await cloud.transition(key, transition?.id ?? '');
    await cloud.link(key, other);
    assert.equal((await cloud.search({ kind: 'label', label: 'tracebacks' })).tickets.length, 2);
    assert.equal((await cloud.search({ kind: 'changed', project: 'SHOP', since: NOW - 60_000 })).tickets.length, 2);
    await assert.rejects(cloud.create({ ...ticket, type: '1' }), { reason: 'refused' });
  });
});

/** The proxy says on no channel of its own that it is ready. */
async function untilItAnswers(server: URL, { exitCode }: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    assert.equal(exitCode, null, 'Prism ended');
    try {
      await fetch(new URL('/rest/api/3/myself', server));
      return;
    } catch {
      await wait(500);
    }
  }
  assert.fail('Prism does not answer');
}
