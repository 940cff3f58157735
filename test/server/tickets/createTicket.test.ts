import assert from 'node:assert/strict';
import { createTicket, type Creation, lookForTicket } from '../../../server/tickets/createTicket.ts';
import { searchLater } from '../../../server/tickets/searchLater.ts';
import { TicketClaims } from '../../../server/tickets/ticketClaim.ts';
import { ticketDescription } from '../../../src/core/jira/ticketDescription.ts';
import { faultLabel } from '../../../src/core/jira/ticketLabels.ts';
import { MemoryRecords } from '../../../src/stores/memory/memoryRecords.ts';
import { JiraCloud } from '../../../src/tickets/jira/jiraCloud.ts';
import { reported } from '../../core/jira/reported.ts';
import { JiraServer } from '../../support/jiraServer.ts';

const FAULT = 'v1-0123456789abcdef0123';
const REPORT = reported();

describe('a fault’s ticket', () => {
  let now = Date.UTC(2016, 7, 12, 12);
  let jira: JiraServer;

  before(async () => {
    jira = await JiraServer.open({ now: () => now, lag: 90_000, seed: 7 });
  });
  beforeEach(() => {
    jira.site.issues.clear();
    jira.troubles.length = 0;
  });
  after(() => jira.close());

  /** One caller: a server or a process of its own, over a store that they share. */
  function caller(records: MemoryRecords) {
    const account = { server: jira.address, email: 'dev@example.com', apiToken: 'token' };
    const tickets = new JiraCloud(account, { now: () => now, onSchemaMismatch: 'throw' });
    return { tickets, claims: new TicketClaims(records), now: () => now };
  }

  const order = (fault = FAULT, again = false) => ({
    fault,
    again,
    by: 'kim',
    ticket: {
      project: 'SHOP',
      type: '10001',
      summary: 'AssertionError: -3',
      text: ticketDescription({ ...REPORT, fingerprint: fault }),
      labels: ['tracebacks', faultLabel(fault)],
      fields: {},
    },
  });

  /** Time passes while a caller waits. */
  const wait = async (milliseconds: number): Promise<void> => {
    now += milliseconds;
  };

  it('is made once, and found by whoever asks next', async () => {
    const records = new MemoryRecords();
    assert.deepEqual(await createTicket(caller(records), order()), {
      kind: 'created',
      key: [...jira.site.issues.keys()][0],
    });
    assert.equal((await createTicket(caller(records), order())).kind, 'exists');
    assert.equal(jira.site.issues.size, 1);
  });

  it('is asked for by one of two at the same moment', async () => {
    const records = new MemoryRecords();
    const kinds = (
      await Promise.all([createTicket(caller(records), order()), createTicket(caller(records), order())])
    ).map(({ kind }) => kind);
    assert.deepEqual(kinds.sort(), ['being made', 'created']);
    assert.equal(jira.site.issues.size, 1);
  });

  it('can be asked for again at once when Jira refused it', async () => {
    const records = new MemoryRecords();
    jira.troubles.push({ kind: 'refuse', status: 429 });
    await assert.rejects(createTicket(caller(records), order()), { reason: 'too many requests' });
    assert.equal((await createTicket(caller(records), order())).kind, 'created');
  });

  it('is found after a lost answer, however late search shows it', async () => {
    const records = new MemoryRecords();
    // The first request searches, the second creates.
    cutCreation();
    assert.equal((await createTicket(caller(records), order())).kind, 'uncertain');
    assert.equal((await searchLater(caller(records), { fault: FAULT, project: 'SHOP' }, wait))?.kind, 'exists');
    assert.equal(jira.site.issues.size, 1);
  });

  it('is asked for again only when a person says so, once search must have shown it', async () => {
    const records = new MemoryRecords();
    cutCreation();
    await createTicket(caller(records), order());
    // The request was lost on its way after all.
    jira.site.issues.clear();
    assert.equal((await createTicket(caller(records), order(FAULT, true))).kind, 'uncertain');
    const found = await searchLater(caller(records), { fault: FAULT, project: 'SHOP' }, wait);
    assert.equal(found?.kind, 'undecided');
    assert.equal((await createTicket(caller(records), order())).kind, 'undecided');
    assert.equal(jira.site.issues.size, 0);
    const kinds = await Promise.all([
      createTicket(caller(records), order(FAULT, true)),
      createTicket(caller(records), order(FAULT, true)),
    ]);
    assert.deepEqual(kinds.map(({ kind }) => kind).sort(), ['being made', 'created']);
    assert.equal(jira.site.issues.size, 1);
  });

  it('is looked for when the server that asked went away', async () => {
    const records = new MemoryRecords();
    const claims = new TicketClaims(records);
    await claims.take(FAULT, 'SHOP', { state: 'sending', at: now });
    assert.equal((await lookForTicket(caller(records), FAULT, 'SHOP'))?.kind, 'being made');
    now += 200_000;
    assert.equal((await lookForTicket(caller(records), FAULT, 'SHOP'))?.kind, 'undecided');
  });

  it('is one, a hundred times: cut the answer, ask again, from two at once', async () => {
    for (let round = 0; round < 100; round++) {
      jira.site.issues.clear();
      const records = new MemoryRecords();
      const fault = `v1-${String(round).padStart(20, '0')}`;
      const [editor, site] = [caller(records), caller(records)];
      cutCreation();
      const answers: Creation[] = await Promise.all([
        createTicket(editor, order(fault)),
        createTicket(site, order(fault)),
      ]);
      answers.push(
        ...(await Promise.all([createTicket(site, order(fault)), createTicket(editor, order(fault, true))])),
      );
      for (const milliseconds of [5_000, 30_000]) {
        await wait(milliseconds);
        answers.push(await createTicket(round % 2 === 0 ? editor : site, order(fault, true)));
      }
      const found = await searchLater(editor, { fault, project: 'SHOP' }, wait);
      assert.equal(found?.kind, 'exists', `round ${round}: ${answers.map(({ kind }) => kind).join(', ')}`);
      assert.equal(jira.site.issues.size, 1, `round ${round}`);
      assert.ok(answers.every(({ kind }) => kind !== 'created'));
    }
  }).timeout(120_000);

  /** The next request that creates is carried out and its answer lost. */
  function cutCreation(): void {
    jira.cutNext('POST /rest/api/3/issue');
  }
});
