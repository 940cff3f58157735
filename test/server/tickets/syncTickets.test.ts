import assert from 'node:assert/strict';
import { KeptTickets } from '../../../server/tickets/keptTicket.ts';
import { mentioning, syncTicket, syncTickets } from '../../../server/tickets/syncTickets.ts';
import { TicketLinks } from '../../../server/tickets/ticketLinks.ts';
import { toAdf } from '../../../src/core/jira/adf.ts';
import { fingerprint } from '../../../src/core/python/fingerprint.ts';
import { parseTraceback } from '../../../src/core/python/parse.ts';
import { ALL_DAYS } from '../../../src/core/groups/day.ts';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { JiraCloud } from '../../../src/tickets/jira/jiraCloud.ts';
import { NOW, sampleStore } from '../openApp.ts';
import { JiraServer } from '../../support/jiraServer.ts';

describe('reading Jira', () => {
  let now: number;
  let jira: JiraServer;
  let store: TracebackStore;
  let fault: { fingerprint: string; text: string };

  beforeEach(async () => {
    now = NOW;
    jira = await JiraServer.open({ now: () => now });
    store = await sampleStore();
    const { hits } = await store.tracebacks({ range: ALL_DAYS, limit: 1 });
    const traceback = await store.traceback(hits[0]?.id ?? '');
    assert.ok(traceback);
    fault = traceback;
  });
  afterEach(async () => {
    await jira.close();
    await store.close();
  });

  function parts() {
    const account = { server: jira.address, email: 'dev@example.com', apiToken: 'token' };
    const tickets = new JiraCloud(account, { now: () => now });
    const kept = new KeptTickets(store);
    return { tickets, records: store, kept, links: new TicketLinks(store, kept, tickets) };
  }

  const shown = async () =>
    (await store.group(fault.fingerprint))?.state.tickets?.map(({ key, status }) => `${key} ${status}`);

  it('links a ticket that carries a fault’s label, and shows what becomes of it', async () => {
    const key = jira.site.add({ summary: 'x', labels: [`ac-${fault.fingerprint}`] });
    assert.deepEqual(await syncTickets(parts(), 'SHOP'), { read: 1, kept: 1 });
    assert.deepEqual(await shown(), [`${key} To Do`]);
    now += 60_000;
    await parts().tickets.transition(key, '13');
    assert.equal(await syncTicket(parts(), key), true);
    assert.deepEqual(await shown(), [`${key} Done`]);
    jira.site.issues.clear();
    assert.equal(await syncTicket(parts(), key), false);
    assert.equal(await shown(), undefined);
  });

  it('knows the tickets whose text holds a traceback, and links them only when a person does', async () => {
    const key = jira.site.add({ summary: 'x', description: toAdf([{ kind: 'code', text: fault.text }]) });
    await syncTickets(parts(), 'SHOP');
    assert.equal(fingerprint(parseTraceback(fault.text)), fault.fingerprint);
    assert.deepEqual(await mentioning(store, fault.fingerprint), [key]);
    assert.equal(await shown(), undefined);
    const { links } = parts();
    assert.equal(await links.link(fault.fingerprint, key), true);
    assert.deepEqual(await shown(), [`${key} To Do`]);
  });

  it('does not link anew what a person took away', async () => {
    const key = jira.site.add({ summary: 'x', labels: [`ac-${fault.fingerprint}`] });
    await syncTickets(parts(), 'SHOP');
    await parts().links.unlink(fault.fingerprint, key);
    now += 60_000;
    jira.site.touch(jira.site.issues.get(key)!);
    await syncTickets(parts(), 'SHOP');
    assert.equal(await shown(), undefined);
  });

  it('keeps both of two tickets that are linked at the same moment', async () => {
    const keys = [jira.site.add({ summary: 'a' }), jira.site.add({ summary: 'b' })];
    const one = parts();
    for (const key of keys) await one.kept.keep((await one.tickets.ticket(key))!);
    await Promise.all(keys.map((key) => parts().links.link(fault.fingerprint, key)));
    assert.equal((await shown())?.length, 2);
  });

  it('reads 20,000 tickets by pages of 100, goes on where it stopped, and then only what changed', async () => {
    for (let i = 0; i < 20_000; i++) {
      const labels = i % 1_000 === 0 ? [`ac-${fault.fingerprint}`] : [];
      jira.site.add({ summary: `ticket ${i}`, labels }, NOW - (20_000 - i) * 60_000);
    }
    const ending = new AbortController();
    const first = await syncTickets(parts(), 'SHOP', {
      signal: ending.signal,
      progress: ({ read }) => {
        if (read >= 8_000) ending.abort();
      },
    });
    const before = jira.requests.length;
    const rest = await syncTickets(parts(), 'SHOP');
    assert.ok(first.read < 8_200 && rest.read < 12_100, `${first.read}, then ${rest.read}`);
    assert.equal((await shown())?.length, 20);
    assert.ok(
      jira.requests.length - before < 200,
      `${jira.requests.length - before} requests for ${rest.read} tickets`,
    );
    assert.ok(!jira.requests.some((request) => /^GET .*issue\//.test(request)));
    assert.ok((await syncTickets(parts(), 'SHOP')).read < 10);
  }).timeout(120_000);
});
