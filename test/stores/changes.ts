import * as fc from 'fast-check';
import type { StreamBorder } from '../../src/core/papertrail/border.ts';
import { splitInto, type FaultRule, type SplitCondition } from '../../src/core/groups/faultRules.ts';
import type { GroupTicket } from '../../src/core/groups/ticket.ts';
import type { IndexedTraceback } from '../../src/core/python/traceback.ts';
import { addFaultRule, removeFaultRule } from '../../src/stores/faultRules.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { SEARCH_WORDS } from '../core/groups/queries.ts';
import { made } from './made.ts';

/** Something that changes a store. */
export type Change =
  | { does: 'save'; archive: string; batches: IndexedTraceback[][]; fails?: true }
  | { does: 'hide'; fingerprint: string; until?: number }
  | { does: 'unhide' | 'resolve' | 'reopen'; fingerprint: string; at: number }
  | { does: 'regroup' | 'undo'; rule: FaultRule }
  | { does: 'link'; fingerprint: string; tickets: GroupTicket[] }
  | { does: 'restoreAll' | 'rejudge' }
  | { does: 'retain'; before: string };

const HOUR = 3_600_000;
/** Noon of the middle day. */
export const NOON = Date.UTC(2016, 7, 12, 12);

const DAY = 24 * HOUR;

const ticket: fc.Arbitrary<GroupTicket> = fc.record(
  {
    key: fc.constantFrom('SHOP-1', 'SHOP-2', 'WEB-1'),
    url: fc.constant('https://jira.example.com/browse/SHOP-1'),
    status: fc.constantFrom('To Do', 'Erledigt \u{1F4A5}'),
    category: fc.constantFrom('new', 'indeterminate', 'done', 'done', 'done'),
    assignee: fc.constant('Ada'),
    summary: fc.constant('It fails'),
    createdAt: fc.constantFrom(0, NOON - 14 * DAY - 1, NOON - 14 * DAY, NOON - 14 * DAY + 1, NOON),
    resolvedAt: fc.integer({ min: -8, max: 8 }).map((sixth) => NOON + sixth * 6 * HOUR - HOUR),
    fixVersion: fc.constant('1.2'),
  },
  { noNullPrototype: true, requiredKeys: ['key', 'url', 'status', 'category'] },
);

/** Four days around NOON, few instants, so that many fall together. */
const instant = fc.oneof(
  fc.integer({ min: -8, max: 8 }).map((sixth) => NOON + sixth * 6 * HOUR),
  fc.constantFrom(NOON, NOON + 1, NOON + 999, NOON + 1000),
);
const fingerprint = fc.constantFrom('1-a', '1-b', '1-c', '1-d');
const message = fc.array(fc.constantFrom(...SEARCH_WORDS, 'health'), { maxLength: 4 }).map((words) => words.join(' '));

const traceback = fc
  .record(
    {
      id: fc.integer({ min: 10, max: 29 }).map((n) => `7005943022331290${n}`),
      at: instant,
      fingerprint,
      type: fc.constantFrom('AssertionError', 'shop.errors.PriceError', 'KeyError', ''),
      message,
      function: fc.constantFrom('total', 'cart_total', null),
      instance: fc.constantFrom('i-1', 'i-2'),
      program: fc.constantFrom('engine.debug', 'web'),
      labels: fc.oneof(
        fc.constant({}),
        fc.record({ customer: fc.constantFrom('acme', 'Acme Corp', 'Größe') }, { noNullPrototype: true }),
      ),
      hiddenBy: fc.constantFrom('health checks', 'timeouts'),
    },
    {
      noNullPrototype: true,
      requiredKeys: ['id', 'at', 'fingerprint', 'type', 'message', 'function', 'instance', 'program', 'labels'],
    },
  )
  .map(made);

const condition: fc.Arbitrary<SplitCondition> = fc.oneof(
  fc.constant({ by: 'program' as const, value: 'web' }),
  fc.constant({ by: 'instance' as const, value: 'i-1' }),
  fc.constant({ by: 'label' as const, name: 'customer', value: 'acme' }),
  fc.constant({ by: 'frame' as const, value: 'orders/cart.py' }),
  fc.constant({ by: 'message' as const, value: '^health|price' }),
);

const faultRule: fc.Arbitrary<FaultRule> = fc.oneof(
  fc.tuple(fingerprint, fingerprint).map(([fault, into]) => ({ kind: 'merge' as const, fault, into, at: NOON })),
  fc.tuple(fingerprint, condition).map(([fault, condition]) => ({
    kind: 'split' as const,
    fault,
    condition,
    into: splitInto(fault, condition),
    at: NOON,
  })),
);

const archive = fc.constantFrom(
  'a',
  'logs/dt=2016-08-12/2016-08-12-03.tsv.gz',
  'logs/dt=2016-08-12/2016-08-12-04.tsv.gz',
);

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('save' as const),
      archive,
      batches: fc.array(fc.array(traceback, { maxLength: 6 }), { maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('save' as const),
      archive,
      batches: fc.array(fc.array(traceback, { maxLength: 4 }), { maxLength: 2 }),
      fails: fc.constant(true as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      { does: fc.constant('hide' as const), fingerprint, until: fc.constantFrom(NOON - 1, NOON + 30 * 24 * HOUR) },
      { requiredKeys: ['does', 'fingerprint'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('unhide' as const, 'resolve' as const, 'reopen' as const),
      fingerprint,
      at: instant,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('link' as const),
      fingerprint,
      tickets: fc.array(ticket, { maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom('regroup' as const, 'regroup' as const, 'undo' as const),
      rule: faultRule,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('restoreAll' as const, 'rejudge' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('retain' as const),
      before: fc.constantFrom('2016-08-11', '2016-08-12', '2016-08-13'),
    }),
  },
);

/** Some changes in a row. */
export const changes = fc.array(change, { minLength: 1, maxLength: 8 });

/** Makes one change; gives what the store says to it. */
export async function apply(store: TracebackStore, made: Change): Promise<unknown> {
  switch (made.does) {
    case 'save':
      return await save(store, made.archive, made.batches, made.fails ? { state: 'failed' } : {});
    case 'hide': {
      const { fingerprint, until } = made;
      return await store.hide(fingerprint, { at: NOON, by: 'ada', ...(until !== undefined && { until }) });
    }
    case 'resolve':
      return await store.resolve(made.fingerprint, { at: made.at });
    case 'unhide':
      return await store.unhide(made.fingerprint);
    case 'reopen':
      return await store.reopen(made.fingerprint);
    case 'regroup':
      return [await addFaultRule(store, made.rule), await store.rejudge()];
    case 'undo':
      return [await removeFaultRule(store, made.rule), await store.rejudge()];
    case 'link':
      return await store.setTickets(made.fingerprint, made.tickets);
    case 'restoreAll':
      return await store.restoreAll();
    case 'rejudge':
      return await store.rejudge();
    default:
      return await store.retain(made.before);
  }
}

/** Takes in an archive that holds these tracebacks; one that fails keeps what it had, too. */
export async function save(
  store: TracebackStore,
  name: string,
  batches: IndexedTraceback[][],
  {
    state = 'done',
    etag = '1',
    borders = [],
  }: { state?: 'done' | 'failed'; etag?: string; borders?: StreamBorder[] } = {},
): Promise<void> {
  const writer = await store.openArchive({ name, etag, parser: 1, at: NOON });
  // The buffers belong to the store from then on.
  await Promise.all(batches.map((batch) => writer.write(structuredClone(batch))));
  if (state === 'done') await writer.replace(structuredClone(borders));
  const tracebacks = batches.flat().length;
  await writer.close({ state, bytes: 1, lines: 2, tracebacks, ...(state === 'failed' && { error: 'It broke.' }) });
}
