import { createHash, randomUUID } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import type { TracebackStore } from '../../src/stores/store.ts';
import { type News, newsOf } from './news.ts';
import { type Delivery, postJson } from './postJson.ts';
import { signature } from './signature.ts';
import { slackMessage } from './slackMessage.ts';

const HOUR = 3_600_000;
/** At most one message in so many milliseconds, whatever happens. */
const PAUSE = 60_000;
/** Between attempts at most. */
const LONGEST_PAUSE = HOUR;
/** Archives come after their hour: what was logged so long before a webhook was set up is news all the same. */
const LATE = 2 * HOUR;

const State = Type.Object({
  /** Since when it is told news, when it may be told the next time (milliseconds since 1970), and failures in a row. */
  since: Type.Number(),
  next: Type.Number(),
  failures: Type.Number(),
});
type State = Static<typeof State>;

/** What webhooks are told with. */
export interface Telling {
  store: Pick<
    TracebackStore,
    'record' | 'createRecord' | 'replaceRecord' | 'removeRecord' | 'groups' | 'group' | 'timeZone'
  >;
  /** The site's address in messages. */
  base: string;
  secret: string | undefined;
  /** Private hosts that may be asked, in lower case. */
  allowed: readonly string[];
  now: () => number;
}

/** What came of a look at what is to be told: nothing to do, or a message and what became of it. */
export type Told = { kind: 'nothing' } | { kind: 'sent'; faults: number; delivery: Delivery };

/**
 * Tells a webhook what it was not told yet, in one message, at most one a minute however many processes look. Each fault and
 * reason is claimed in the store before the message goes and given back only when it surely did not arrive: nothing comes
 * twice, and what was on its way when the process died is not told.
 */
export async function tellWebhook(url: URL, telling: Telling): Promise<Told> {
  const { store, now } = telling;
  const id = createHash('sha256').update(url.href).digest('hex').slice(0, 32);
  const state = await stateOf(store, id, now());
  if (!state || state.value.next > now()) return { kind: 'nothing' };
  const waiting = await untold(telling, id, state.value);
  if (waiting.length === 0) return { kind: 'nothing' };
  const lease = { ...state.value, next: now() + PAUSE };
  if (!(await store.replaceRecord('webhook', id, lease, state.version))) return { kind: 'nothing' };
  const claimed: News[] = [];
  for (const news of waiting) if (await store.createRecord('told', toldId(id, news), { at: now() })) claimed.push(news);
  if (claimed.length === 0) return { kind: 'nothing' };
  const body = JSON.stringify(slackMessage(claimed, telling.base));
  const headers = { ...signature(body, { secret: telling.secret, now: now() }), 'assertion-context-id': randomUUID() };
  const delivery = await postJson(url, { body, headers, allowed: telling.allowed });
  if (delivery.kind === 'failed') for (const news of claimed) await store.removeRecord('told', toldId(id, news));
  await note(store, id, delivery, now());
  return { kind: 'sent', faults: claimed.length, delivery };
}

/** Of the record that says that a webhook was told of a fault for a reason. */
function toldId(webhook: string, { occasion, fault }: News): string {
  return `${webhook}/${occasion}/${fault.fingerprint}`;
}

async function stateOf(store: Telling['store'], id: string, now: number) {
  const known = await store.record('webhook', id);
  if (known === undefined) {
    await store.createRecord('webhook', id, { since: now, next: now, failures: 0 });
    return read(await store.record('webhook', id));
  }
  return read(known);
}

function read(record: Awaited<ReturnType<Telling['store']['record']>>): { value: State; version: string } | undefined {
  return record && Check(State, record.value) ? { value: record.value, version: record.version } : undefined;
}

async function untold({ store, now }: Telling, id: string, { since }: State): Promise<News[]> {
  const news = await newsOf(store, { now: now(), days: 2 });
  const found: News[] = [];
  for (const each of news)
    if (each.at >= since - LATE && !(await store.record('told', toldId(id, each)))) found.push(each);
  return found;
}

/** Waits twice as long after each failure. */
async function note(store: Telling['store'], id: string, delivery: Delivery, now: number): Promise<void> {
  const state = read(await store.record('webhook', id));
  if (!state) return;
  const failures = delivery.kind === 'failed' ? state.value.failures + 1 : 0;
  const pause = Math.min(PAUSE * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE);
  await store.replaceRecord('webhook', id, { ...state.value, failures, next: now + pause }, state.version);
}
