import assert from 'node:assert/strict';
import { AUDITED_CHANGES } from '../../../../server/auth/audit/auditedChanges.ts';
import { Audit } from '../../../../server/auth/audit/audit.ts';
import { ALL_DAYS } from '../../../../src/core/groups/day.ts';
import { memoryStore } from '../../ingest/takenIn.ts';
import { NOW, openApp, sampleStore } from '../../openApp.ts';
import { textOf } from '../../pages/visitor.ts';

const TOKEN = 'ci-token-0123456789abcdef';

describe('who did what', () => {
  it('is noted of every decision about faults, by API and by page, with the reason', async () => {
    const store = await sampleStore();
    const { groups } = await store.groups({ range: ALL_DAYS, filter: 'all', limit: 1 }, NOW);
    const fingerprint = groups[0]?.fingerprint ?? '';
    const app = await openApp(store, { API_TOKENS: `ci:${TOKEN}` });
    const headers = { authorization: `Bearer ${TOKEN}` };
    const post = (url: string, payload: object = {}) => app.inject({ method: 'POST', url, headers, payload });
    for (const below of ['/api/groups', '/groups'])
      for (const verb of ['hide', 'unhide', 'resolve', 'reopen'])
        await post(`${below}/${fingerprint}/${verb}`, verb === 'hide' ? { reason: 'the <b>supplier</b> knows' } : {});
    await post('/api/restore_all');
    // What is refused is not a decision.
    await post('/api/groups/v1-nowhere/hide');
    await post(`/api/groups/${fingerprint}/hide`, { until: '2000-01-01T00:00:00Z' });

    const { entries } = await new Audit(store, () => NOW).list(100);
    const ofFault = ['reopened a fault', 'marked a fault as resolved', 'showed a fault again', 'hid a fault'];
    assert.deepEqual(
      entries.map(({ did }) => did).sort(),
      ['showed all hidden faults again', ...ofFault, ...ofFault].sort(),
    );
    for (const { by, at, did, to, because } of entries) {
      assert.deepEqual([by, at], ['ci', NOW]);
      if (did.endsWith('fault')) assert.equal(to, fingerprint);
      assert.equal(because, did === 'hid a fault' ? 'the <b>supplier</b> knows' : undefined);
    }
    const page = await app.inject({ url: '/audit', headers: { ...headers, accept: 'text/html' } });
    assert.match(textOf(page.body), /ci hid a fault: the <b>supplier<\/b> knows v1-/);
    await app.close();
  });

  it('is noted of changes by routes that there are', async () => {
    const app = await openApp(memoryStore());
    const routes = new Set(app.routeTable.map(({ method, url }) => `${method} ${url.replace(/^\/api(?=\/)/, '')}`));
    const audited = Object.keys(AUDITED_CHANGES).filter((route) => !/\/tickets?\b/.test(route));
    assert.deepEqual(
      audited.filter((route) => !routes.has(route)),
      [],
    );
    await app.close();
  });

  it('comes newest first, in pages, and keeps so many', async () => {
    const store = memoryStore();
    let now = NOW;
    const audit = new Audit(store, () => now++, 50);
    for (let n = 0; n < 401; n++) await audit.add({ did: String(n) });
    const first = await audit.list(2);
    const second = await audit.list(2, first.next);
    assert.deepEqual(
      [...first.entries, ...second.entries].map(({ did }) => did),
      ['400', '399', '398', '397'],
    );
    assert.equal((await audit.list(1_000)).entries.length, 51);
  });

  it('has no text that is longer than it can be kept', async () => {
    const audit = new Audit(memoryStore(), () => NOW);
    await audit.add({ did: 'x', because: `${'y'.repeat(499)}\u{1F600}`, by: 'z'.repeat(100_000) });
    const [entry] = (await audit.list(1)).entries;
    assert.ok((entry?.by?.length ?? 0) <= 500 && (entry?.because?.length ?? 0) <= 500);
  });
});
