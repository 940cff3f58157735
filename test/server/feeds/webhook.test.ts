import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type Telling, tellWebhook } from '../../../server/feeds/webhook.ts';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { archiveText, tracebackLines } from '../pages/archiveText.ts';
import { type OpenPages, openPages } from '../pages/openPages.ts';
import { Receiver } from './receiver.ts';

const NOW = Date.parse('2016-08-12T04:00:00Z');
const MINUTE = 60_000;
const SECRET = 's'.repeat(32);
const archive = (lasts: readonly string[], at = '2016-08-12T03:10:00', first = 700_594_302_233_129_001n) =>
  archiveText(
    lasts.flatMap((last) => tracebackLines(at, last)),
    first,
  );

describe('webhooks', () => {
  const receiver = new Receiver();
  let pages: OpenPages;
  let now: number;
  before(() => receiver.open());
  after(() => receiver.close());
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answer = { status: 200 };
    now = NOW;
  });
  afterEach(() => pages.close());

  const open = async (lasts: readonly string[]) =>
    (pages = await openPages({ archives: { '2016-08-12-03.tsv': archive(lasts) } }));
  const tell = (rest: Partial<Telling> = {}, url = receiver.url) =>
    tellWebhook(url, {
      store: pages.store,
      base: 'https://tracebacks.example.com',
      secret: SECRET,
      allowed: ['127.0.0.1', 'localhost'],
      now: () => now,
      ...rest,
    });
  const texts = () => receiver.received.map(({ body }) => (JSON.parse(body) as { text: string }).text);

  it('are told of a new fault in a message that Slack takes, signed, once', async () => {
    await open(['AssertionError: -3']);
    assert.deepEqual(await tell(), { kind: 'sent', faults: 1, delivery: { kind: 'delivered' } });
    const [{ headers, body } = assert.fail('nothing came')] = receiver.received;
    assert.match(
      texts()[0] ?? '',
      /^<https:\/\/tracebacks\.example\.com\/groups\/v1-[0-9a-f]{20}\|New: AssertionError in total>: -3 \(1 hit, engine\.debug on i-cc6b5552\)$/,
    );
    assert.equal(headers['content-type'], 'application/json');
    const timestamp = String(headers['assertion-context-timestamp']);
    assert.equal(Number(timestamp), NOW / 1000);
    const mac = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
    assert.equal(headers['assertion-context-signature'], `v1=${mac}`);
    for (now += MINUTE; now < NOW + 10 * MINUTE; now += MINUTE) assert.deepEqual(await tell(), { kind: 'nothing' });
    assert.equal(receiver.received.length, 1);
  });

  it('are told once when several processes look at the same moment', async () => {
    await open(['AssertionError: -3', 'KeyError: 1']);
    await Promise.all(Array.from({ length: 8 }, () => tell()));
    assert.equal(receiver.received.length, 1);
  });

  it('get one message a minute, which names ten and counts the others', async () => {
    await open(Array.from({ length: 25 }, (_, n) => `Fault${'abcdefghijklmnopqrstuvwxyz'[n]}Error: x`));
    assert.equal((await tell()).kind, 'sent');
    assert.equal(texts()[0]?.split('\n').length, 11);
    assert.match(texts()[0] ?? '', /And <https:\/\/tracebacks\.example\.com\/\|15 more faults>\.$/);
    await takeInMore(pages, ['LaterError: x']);
    now += MINUTE - 1;
    assert.equal((await tell()).kind, 'nothing');
    now += 1;
    assert.equal((await tell()).kind, 'sent');
    assert.match(texts()[1] ?? '', /New: LaterError in total>/);
    assert.equal(texts()[1]?.includes('\n'), false);
  });

  it('are told when a fault is seen again after it was resolved, each time', async () => {
    await open(['AssertionError: -3']);
    await tell();
    const fingerprint = await onlyFault(pages.store);
    for (const [n, resolvedAt] of ['2016-08-12T03:20:00Z', '2016-08-12T03:40:00Z'].entries()) {
      await pages.store.resolve(fingerprint, { at: Date.parse(resolvedAt) });
      await takeInMore(pages, ['AssertionError: -3'], `2016-08-12T03:${n === 0 ? 30 : 50}:00`, BigInt(n + 1));
      now += 5 * MINUTE;
      assert.equal((await tell()).kind, 'sent');
      now += 5 * MINUTE;
      assert.equal((await tell()).kind, 'nothing');
    }
    assert.deepEqual(
      texts().map((text) => /\|(\w+):/.exec(text)?.[1]),
      ['New', 'Regressed', 'Regressed'],
    );
  });

  it('are not told what is hidden, nor what was new long before they were set up', async () => {
    await open(['AssertionError: -3']);
    await pages.store.hide(await onlyFault(pages.store), { at: NOW });
    assert.equal((await tell()).kind, 'nothing');
    now += 24 * 60 * MINUTE;
    await pages.store.restoreAll();
    assert.equal((await tell({}, new URL(`${receiver.url.href}/later`))).kind, 'nothing');
  });

  it('are told again what they refused, each time later', async () => {
    await open(['AssertionError: -3']);
    receiver.answer = { status: 503 };
    const attempts: number[] = [];
    for (; attempts.length < 6; now += MINUTE) if ((await tell()).kind === 'sent') attempts.push((now - NOW) / MINUTE);
    assert.deepEqual(attempts, [0, 1, 3, 7, 15, 31]);
    receiver.answer = { status: 200 };
    now += 60 * MINUTE;
    assert.deepEqual(await tell(), { kind: 'sent', faults: 1, delivery: { kind: 'delivered' } });
    now += 2 * MINUTE;
    assert.equal((await tell()).kind, 'nothing');
  });

  it('are not told twice what they may have got', async () => {
    await open(['AssertionError: -3']);
    receiver.answer = 'drop';
    const told = await tell();
    assert.equal(told.kind === 'sent' && told.delivery.kind, 'unknown');
    receiver.answer = { status: 200 };
    now += 120 * MINUTE;
    assert.equal((await tell()).kind, 'nothing');
    assert.equal(receiver.received.length, 1);
  });

  it('are not followed elsewhere', async () => {
    await open(['AssertionError: -3']);
    receiver.answer = { status: 307, location: '/elsewhere' };
    const told = await tell();
    assert.deepEqual(told.kind === 'sent' && told.delivery, { kind: 'failed', because: 'it answered 307' });
    assert.deepEqual(
      receiver.received.map(({ path }) => path),
      ['/hook'],
    );
  });

  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433', '0.0.0.0'])
    it(`at ${host} are not asked unless they are listed`, async () => {
      await open(['AssertionError: -3']);
      const told = await tell({ allowed: ['chat.internal'] }, new URL(`http://${host}:${receiver.port}/hook`));
      assert.match(
        told.kind === 'sent' && told.delivery.kind === 'failed' ? told.delivery.because : '',
        /is an address of this machine or its network\. List it in WEBHOOK_PRIVATE_HOSTS/,
      );
      assert.equal(receiver.received.length, 0);
    });

  it('by a listed name are asked', async () => {
    await open(['AssertionError: -3']);
    const told = await tell({}, new URL(`http://localhost:${receiver.port}/hook`));
    assert.equal(told.kind === 'sent' && told.delivery.kind, 'delivered');
  });

  it('that cannot be reached are told later', async () => {
    await open(['AssertionError: -3']);
    const closed = new Receiver();
    await closed.open();
    const { url } = closed;
    await closed.close();
    const told = await tell({}, url);
    assert.equal(told.kind === 'sent' && told.delivery.kind, 'failed');
  });

  it('get no one called, no link made and no line broken by what a log says', async () => {
    await open(['EvilError: <!channel> <https://evil.example|here> & *x* \u202e |']);
    await tell({ secret: undefined });
    assert.match(
      texts()[0] ?? '',
      /: &lt;!channel&gt; &lt;https:\/\/evil\.example¦here&gt; &amp; \*x\* \\u202e ¦ \(1 hit/,
    );
    assert.equal(receiver.received[0]?.headers['assertion-context-signature'], undefined);
  });
});

async function onlyFault(store: TracebackStore): Promise<string> {
  const { groups } = await store.groups(
    { range: { from: '2016-08-01', to: '2016-08-31' }, filter: 'all', limit: 2 },
    NOW,
  );
  assert.equal(groups.length, 1);
  return groups[0]?.fingerprint ?? '';
}

/** Takes in one more archive with these tracebacks. */
async function takeInMore(
  { store }: OpenPages,
  lasts: readonly string[],
  at = '2016-08-12T03:59:00',
  nth = 9n,
): Promise<void> {
  const name = `more-${nth}.tsv`;
  const more = await openPages({
    store,
    archives: { [name]: archive(lasts, at, 700_594_302_299_000_000n + nth * 1_000n) },
  });
  await more.app.close();
}
