import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ticketDescription } from '../../src/core/jira/ticketDescription.ts';
import { sentence } from '../../src/core/jira/ticketText.ts';
import { JiraCloud } from '../../src/tickets/jira/jiraCloud.ts';
import { TicketError, type TicketTrouble } from '../../src/tickets/ticketError.ts';
import type { NewTicket } from '../../src/tickets/tickets.ts';
import { reported } from '../core/jira/reported.ts';
import { JiraServer, type Trouble } from '../support/jiraServer.ts';

const NOW = Date.UTC(2016, 7, 12, 12);

const TICKET: NewTicket = {
  project: 'SHOP',
  type: '10001',
  summary: 'AssertionError: -3',
  text: ticketDescription(reported()),
  labels: ['tracebacks', 'ac-v1-0123456789abcdef0123'],
  fields: { priority: { id: '2' }, components: [{ id: '10' }] },
};

describe('Jira Cloud', () => {
  let now: number;
  let jira: JiraServer;
  let cloud: JiraCloud;

  const account = (apiToken = 'token', server = jira.address) => ({ server, email: 'dev@example.com', apiToken });
  const open = (apiToken?: string, server?: URL): JiraCloud =>
    new JiraCloud(account(apiToken, server), {
      now: () => now,
      gateway: jira.address.origin,
      onSchemaMismatch: 'throw',
      patience: 5_000,
    });

  beforeEach(async () => {
    now = NOW;
    jira = await JiraServer.open({ now: () => now, scopedTokens: ['dev@example.com:scoped'] });
    cloud = open();
  });
  afterEach(() => jira.close());

  it('makes a ticket that it finds again by its label', async () => {
    const key = await cloud.create(TICKET);
    assert.equal(key, 'SHOP-1');
    const { tickets } = await cloud.search({ kind: 'label', label: 'ac-v1-0123456789abcdef0123' });
    const [ticket] = tickets;
    assert.ok(ticket);
    const { text, ...rest } = ticket;
    assert.deepEqual(rest, {
      key,
      summary: 'AssertionError: -3',
      status: 'To Do',
      category: 'new',
      fixVersions: [],
      labels: ['tracebacks', 'ac-v1-0123456789abcdef0123'],
      created: NOW,
      updated: NOW,
    });
    assert.match(text, /in total/);
    assert.deepEqual(await cloud.ticket(key), tickets[0]);
    assert.equal(cloud.address(key), `${jira.address.origin}/browse/SHOP-1`);
  });

  it('finds it by its text where the screen has no labels', async () => {
    await cloud.create({ ...TICKET, labels: [] });
    assert.equal((await cloud.search({ kind: 'label', label: 'ac-v1-0123456789abcdef0123' })).tickets.length, 1);
  });

  it('knows none that is not there', async () => assert.equal(await cloud.ticket('SHOP-9'), undefined));

  it('reads types, and fields of a form that comes in pages', async () => {
    jira.site.form.push({
      fieldId: 'customfield_1',
      name: 'Team',
      required: true,
      schema: { type: 'string', custom: 'x:textfield' },
    });
    assert.deepEqual(await cloud.ticketTypes('SHOP'), [
      { id: '10001', name: 'Bug' },
      { id: '10002', name: 'Task' },
    ]);
    const fields = await cloud.fields('SHOP', '10001');
    assert.deepEqual(
      fields.map(({ name, kind, required }) => [name, kind, required]),
      [
        ['Team', 'text', true],
        ['Labels', 'words', false],
        ['Priority', 'choice', false],
        ['Components', 'choices', false],
      ],
    );
  });

  it('comments, moves and links', async () => {
    const [key, other] = [await cloud.create(TICKET), await cloud.create(TICKET)];
    await cloud.comment(key, [sentence('Seen again')]);
    const done = (await cloud.transitions(key)).find(({ category }) => category === 'done');
    await cloud.transition(key, done?.id ?? '');
    await cloud.link(key, other);
    const ticket = await cloud.ticket(key);
    assert.equal(ticket?.category, 'done');
    assert.equal(ticket?.resolution, 'Fixed');
    assert.equal(ticket?.resolved, NOW);
    assert.match(ticket?.text ?? '', /Seen again/);
    assert.deepEqual(jira.site.links, [{ type: 'Relates', inward: key, outward: other }]);
  });

  it('finds all that changed since, in pages of 100 that can be short', async () => {
    for (let i = 0; i < 350; i++) jira.site.add({ summary: `ticket ${i}` }, NOW - i * 60_000);
    const keys = new Set<string>();
    let page: string | undefined;
    do {
      const found = await cloud.search({ kind: 'changed', project: 'SHOP', since: NOW - 249 * 60_000 }, page);
      for (const { key } of found.tickets) keys.add(key);
      page = found.next;
    } while (page !== undefined);
    // Whole minutes, and one more to be sure.
    assert.ok(keys.size >= 250 && keys.size <= 252, `${keys.size}`);
  });

  it('finds by words and by keys, whatever signs are in them', async () => {
    await cloud.create(TICKET);
    const words = await cloud.search({
      kind: 'words',
      project: 'SHOP',
      words: 'AssertionError: (total) "cart.py" AND',
    });
    assert.equal(words.tickets.length, 1);
    assert.equal(
      (await cloud.search({ kind: 'words', project: 'SHOP', words: 'AssertionError total' })).tickets.length,
      1,
    );
    assert.equal((await cloud.search({ kind: 'keys', keys: ['SHOP-1', 'SHOP-7'] })).tickets.length, 1);
  });

  it('goes through Atlassian’s gateway with a token that has scopes', async () => {
    assert.equal(await open('scoped').create(TICKET), 'SHOP-1');
    assert.ok(jira.requests.some((request) => request.startsWith('POST /ex/jira/')));
  });

  const troubles: [what: string, trouble: Trouble, reason: TicketTrouble, words: RegExp, mayBeDone: boolean][] = [
    [
      'no permission',
      { kind: 'refuse', status: 403, body: { errorMessages: ['Not you.'] } },
      'no permission',
      /no permission to create a ticket in SHOP: Not you\.$/,
      false,
    ],
    [
      'too many requests',
      { kind: 'refuse', status: 429, headers: { 'retry-after': '30' } },
      'too many requests',
      /Try again in 30 s\.$/,
      false,
    ],
    [
      'a server that is down',
      { kind: 'refuse', status: 503 },
      'down',
      /down or overloaded \(503\): it may have been told/,
      true,
    ],
    [
      'an answer that is lost',
      { kind: 'cut' },
      'unreachable',
      /was lost.*it may have been told to create a ticket/,
      true,
    ],
  ];
  for (const [what, trouble, reason, words, mayBeDone] of troubles) {
    it(`says one sentence of ${what}`, async () => {
      jira.troubles.push(trouble);
      await assert.rejects(cloud.create(TICKET), (error) => {
        assert.ok(error instanceof TicketError);
        assert.equal(error.reason, reason);
        assert.match(error.message, words);
        assert.equal(error.mayBeDone, mayBeDone);
        return true;
      });
      assert.equal(jira.site.issues.size, trouble.kind === 'cut' ? 1 : 0);
    });
  }

  it('waits as it is told', async () => {
    jira.troubles.push({ kind: 'refuse', status: 429, headers: { 'retry-after': '30' } });
    await assert.rejects(cloud.create(TICKET), { retryAfter: 30_000 });
  });

  it('says which field is missing', async () => {
    jira.site.form.push({ fieldId: 'customfield_1', name: 'Team', required: true, schema: { type: 'string' } });
    await assert.rejects(cloud.create(TICKET), {
      reason: 'field missing',
      fields: { customfield_1: 'Team is required.' },
    });
    assert.match(cloud.formAddress(TICKET), /CreateIssueDetails.*project=SHOP&issuetype=10001&summary=AssertionError/);
  });

  it('says that a password is wrong, and when a captcha is asked for', async () => {
    await assert.rejects(open('old').create(TICKET), { reason: 'wrong password', mayBeDone: false });
    jira.site.captcha = true;
    await assert.rejects(open('old').create(TICKET), { reason: 'captcha' });
  });

  it('says that it cannot be reached, and comes back', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    const away = open('token', new URL(`http://127.0.0.1:${port}`));
    await assert.rejects(away.create(TICKET), {
      reason: 'unreachable',
      mayBeDone: false,
      message: /Could not reach.*ECONNREFUSED/,
    });
  });
});
