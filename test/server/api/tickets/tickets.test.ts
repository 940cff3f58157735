import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { type JiraApp, openJiraApp } from '../../tickets/openJiraApp.ts';
import { openApp, sampleStore } from '../../openApp.ts';

const SECRET = 's'.repeat(16);

describe('tickets over the API', () => {
  let opened: JiraApp;
  let base: string;

  beforeEach(async () => {
    opened = await openJiraApp({ JIRA_WEBHOOK_SECRET: SECRET });
    base = `/api/groups/${opened.traceback.fingerprint}/tickets`;
  });
  afterEach(() => opened.close());

  async function ask(method: NonNullable<InjectOptions['method']>, url: string, payload?: object) {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const answer = await opened.app.inject({ method, url, headers, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  }

  it('makes one, and says afterwards that there is one', async () => {
    const { status, body } = await ask('POST', base, { fields: { priority: ['2'], labels: ['team-a team-b'] } });
    assert.deepEqual([status, body['kind'], body['key']], [201, 'created', 'SHOP-1']);
    assert.deepEqual((await ask('POST', base, {})).body['kind'], 'exists');
    const { fields } = opened.jira.site.issues.get('SHOP-1')!;
    assert.deepEqual(fields['priority'], { id: '2' });
    assert.deepEqual(fields['labels'], ['tracebacks', `ac-${opened.traceback.fingerprint}`, 'team-a', 'team-b']);
    const listed = await ask('GET', base);
    assert.deepEqual(
      (listed.body['tickets'] as { key: string }[]).map(({ key }) => key),
      ['SHOP-1'],
    );
  });

  it('drafts it, and takes what was changed, secrets masked', async () => {
    const { body } = await ask('GET', `${base}/draft`);
    assert.deepEqual(body['types'], [
      { id: '10001', name: 'Bug' },
      { id: '10002', name: 'Task' },
    ]);
    assert.match(String(body['description']), /### Traceback of/);
    assert.match(String(body['form']), /CreateIssueDetails/);
    await ask('POST', base, { summary: 'Ours: password=s3cret', description: '### Mine\n- one' });
    const { fields } = opened.jira.site.issues.get('SHOP-1')!;
    assert.equal(fields['summary'], 'Ours: password=[masked]');
    assert.match(JSON.stringify(fields['description']), /Mine.*ac-v1-/);
  });

  it('suggests what may be it, links, comments and unlinks', async () => {
    const { jira, traceback } = opened;
    jira.site.add({ summary: 'Something else' });
    const description = {
      version: 1,
      type: 'doc',
      content: [{ type: 'codeBlock', content: [{ type: 'text', text: traceback.text }] }],
    };
    const key = jira.site.add({ summary: 'Old', description });
    const { body } = await ask('GET', `${base}/suggestions`);
    assert.deepEqual(
      (body['tickets'] as { key: string; same: boolean }[]).map((ticket) => [ticket.key, ticket.same]),
      [[key, true]],
    );
    const linked = await ask('PUT', `${base}/${key}`);
    assert.equal((linked.body['tickets'] as unknown[]).length, 1);
    assert.ok(Number((await ask('POST', `${base}/${key}/comments`)).body['hits']) > 0);
    assert.equal((await ask('POST', `${base}/${key}/comments`)).body['hits'], 0);
    assert.equal(jira.site.issues.get(key)?.comments.length, 1);
    assert.equal((await ask('DELETE', `${base}/${key}`)).body['tickets'], undefined);
  });

  it('opens one again that is done', async () => {
    const key = opened.jira.site.add({ summary: 'Old', status: '3' });
    assert.equal((await ask('POST', `${base}/${key}/reopen`)).status, 200);
    assert.equal(opened.jira.site.issues.get(key)?.fields['status'], '1');
  });

  it('says what Jira refuses', async () => {
    opened.jira.site.form.push({ fieldId: 'customfield_1', name: 'Team', required: true, schema: { type: 'string' } });
    const refused = await ask('POST', base, {});
    assert.equal(refused.status, 422);
    assert.match(String(refused.body['detail']), /Team is required/);
    assert.equal((await ask('PUT', `${base}/SHOP-99`)).status, 404);
    assert.equal((await ask('POST', '/api/groups/v1-none/tickets', {})).status, 409);
    opened.jira.troubles.push({ kind: 'refuse', status: 429, headers: { 'retry-after': '7' } });
    const busy = await ask('GET', `${base}/draft`);
    assert.deepEqual([busy.status, busy.body['retry_after']], [503, 7]);
  });

  it('reads one ticket, or all that changed', async () => {
    const { jira, traceback } = opened;
    const key = jira.site.add({ summary: 'a', labels: [`ac-${traceback.fingerprint}`] });
    assert.deepEqual((await ask('PUT', '/api/update_jira_db', { all: true })).body, { read: 1, kept: 1, done: true });
    assert.equal((await ask('PUT', '/api/update_jira_db', { issue_key: key })).status, 200);
    assert.equal((await ask('PUT', '/api/update_jira_db', { issue_key: 'SHOP-9' })).status, 404);
    assert.equal((await ask('PUT', '/api/update_jira_db', {})).status, 400);
    assert.equal(((await ask('GET', base)).body['tickets'] as unknown[]).length, 1);
  });

  it('takes Jira’s webhook when it is signed', async () => {
    const key = opened.jira.site.add({ summary: 'a', labels: [`ac-${opened.traceback.fingerprint}`] });
    const payload = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { key } });
    const send = (signature: string) =>
      opened.app.inject({
        method: 'POST',
        url: '/api/jira_webhook',
        headers: { 'content-type': 'application/json', 'x-hub-signature': signature },
        payload,
      });
    assert.equal((await send('sha256=00')).statusCode, 403);
    const signature = `sha256=${createHmac('sha256', SECRET).update(payload).digest('hex')}`;
    assert.equal((await send(signature)).statusCode, 204);
    assert.equal(((await ask('GET', base)).body['tickets'] as unknown[]).length, 1);
  });

  it('is not there without Jira', async () => {
    const store = await sampleStore();
    const app = await openApp(store);
    const answer = await app.inject({
      method: 'PUT',
      url: '/api/update_jira_db',
      headers: { 'sec-fetch-site': 'same-origin' },
      payload: { all: true },
    });
    assert.equal(answer.statusCode, 409);
    assert.match(answer.json<{ detail: string }>().detail, /JIRA_SERVER/);
    await app.close();
    await store.close();
  });
});
