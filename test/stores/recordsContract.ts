import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import type { RecordStore, StoredRecord } from '../../src/stores/records.ts';
import type { StoreOptions, TracebackStore } from '../../src/stores/store.ts';

const OPTIONS: StoreOptions = { timeZone: 'UTC', rules: NO_RULES };

const NOBODYS_VERSIONS = ['', '0', 'none', '0.1', '1.1', 'NaN.NaN'];

/** Ids whose order tells bytes from 16-bit units, and some that begin alike. */
const IDS = ['a', 'a b', 'a/b', 'ab', 'A', 'ä', '\uFFFD', '\uE000', '\u{1F4A5}', '\u{1F4A5}x', '\uD7FF', 'z'];

type Step =
  | { does: 'create' | 'replace' | 'replaceOld'; kind: string; id: string; value: Record<string, unknown> }
  | { does: 'remove'; kind: string; id: string }
  | { does: 'list'; kind: string; prefix: string; limit: number };

const kind = fc.constantFrom('claim', 'api-token');
const id = fc.constantFrom(...IDS);
const value = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3, noNullPrototype: true });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constantFrom('create', 'replace', 'replaceOld'), kind, id, value }),
  fc.record({ does: fc.constant('remove'), kind, id }),
  fc.record({
    does: fc.constant('list'),
    kind,
    prefix: fc.constantFrom('', 'a', '\u{1F4A5}', '\uD7FF', '\u{10FFFF}', 'none'),
    limit: fc.integer({ min: 1, max: 4 }),
  }),
);

/** What every store of records does. */
export function recordsContract(open: () => Promise<TracebackStore>, runs: number): void {
  let store: TracebackStore;

  beforeEach(async () => {
    store = await open();
  });

  afterEach(() => store.close());

  it('are what was given, by kind and id', async () => {
    const value = { text: 'half a pair \uD83D, \u{1F4A5}, \0', list: [1, null, { deep: true }], '': '', __: 'x' };
    assert.equal(await store.createRecord('claim', 'a', value), true);
    assert.deepEqual((await store.record('claim', 'a'))?.value, value);
    assert.equal(await store.record('token', 'a'), undefined);
    assert.equal(await store.record('claim', 'b'), undefined);
  });

  it('are made once', async () => {
    const made = await Promise.all([1, 2, 3, 4, 5].map((n) => store.createRecord('claim', 'a', { n })));
    assert.equal(made.filter(Boolean).length, 1);
    assert.deepEqual((await store.record('claim', 'a'))?.value, { n: made.indexOf(true) + 1 });
    assert.equal(await store.createRecord('token', 'a', {}), true);
  });

  it('are changed by who read them last', async () => {
    await store.createRecord('claim', 'a', { n: 0 });
    const { version } = await read(store, 'a');
    assert.equal(await store.replaceRecord('claim', 'a', { n: 1 }, version), true);
    assert.equal(await store.replaceRecord('claim', 'a', { n: 2 }, version), false);
    assert.deepEqual((await read(store, 'a')).value, { n: 1 });
    for (const nobodys of NOBODYS_VERSIONS)
      assert.equal(await store.replaceRecord('claim', 'b', {}, nobodys), false, nobodys);
    assert.equal(await store.record('claim', 'b'), undefined);
  });

  it('that were removed and made anew are others', async () => {
    await store.createRecord('claim', 'a', { n: 0 });
    const { version } = await read(store, 'a');
    assert.deepEqual([await store.removeRecord('claim', 'a'), await store.removeRecord('claim', 'a')], [true, false]);
    assert.equal(await store.replaceRecord('claim', 'a', { n: 1 }, version), false);
    assert.equal(await store.createRecord('claim', 'a', { n: 0 }), true);
    assert.equal(await store.replaceRecord('claim', 'a', { n: 1 }, version), false);
  });

  it('have ids of up to 512 bytes and values of up to 64 KiB', async () => {
    const long = 'ü'.repeat(256);
    const large = { text: 'x'.repeat(64 * 1024 - '{"text":""}'.length) };
    assert.equal(await store.createRecord('claim', long, large), true);
    assert.deepEqual((await read(store, long)).value, large);
    for (const id of ['', `${long}x`, '\uD83D']) {
      await assert.rejects(store.createRecord('claim', id, {}), /1 to 512 bytes/);
      assert.equal(await store.record('claim', id), undefined);
      assert.equal(await store.replaceRecord('claim', id, {}, 'none'), false);
      assert.equal(await store.removeRecord('claim', id), false);
    }
    await assert.rejects(store.createRecord('claim', 'b', { text: `${large.text}x` }), /too large/);
    await assert.rejects(store.createRecord('no kind', 'b', {}), /letters and hyphens/);
    assert.deepEqual(
      (await store.records({ kind: 'claim', limit: 5 })).records.map(({ id }) => id),
      [long],
    );
  });

  it('answer like the memory store’s after any history', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const memory = new MemoryStore(OPTIONS);
        const other = await open();
        try {
          const [mine, expected] = [new Told(other), new Told(memory)];
          for (const step of steps) assert.deepEqual(await mine.tell(step), await expected.tell(step));
        } finally {
          await other.close();
        }
      }),
      { numRuns: runs },
    );
  });
}

/** What two connections to one store do to each other: the first one that is given back is closed first. */
export function recordsRace(open: (options: StoreOptions) => Promise<[TracebackStore, TracebackStore]>): void {
  describe('records that two connections write at once', function () {
    this.timeout(60_000);
    let stores: [TracebackStore, TracebackStore];

    before(async () => {
      stores = await open(OPTIONS);
    });

    after(async () => {
      for (const store of stores) await store.close();
    });

    it('are made by one of them, and both see whose', async () => {
      for (let round = 0; round < 50; round++) {
        const id = `round ${round}`;
        const made = await Promise.all(stores.map((store, n) => store.createRecord('claim', id, { by: n })));
        assert.equal(made.filter(Boolean).length, 1, id);
        for (const store of stores) assert.deepEqual((await read(store, id)).value, { by: made.indexOf(true) });
      }
    });

    it('lose no change', async () => {
      await stores[0].createRecord('counter', 'a', { n: 0 });
      const add = async (store: RecordStore): Promise<void> => {
        for (;;) {
          const { value, version } = await read(store, 'a', 'counter');
          if (await store.replaceRecord('counter', 'a', { n: Number(value['n']) + 1 }, version)) return;
        }
      };
      await Promise.all(
        stores.map(async (store) => {
          for (let n = 0; n < 20; n++) await add(store);
        }),
      );
      assert.deepEqual((await read(stores[1], 'a', 'counter')).value, { n: 40 });
    });

    it('are removed by one of them', async () => {
      for (let round = 0; round < 20; round++) {
        await stores[0].createRecord('code', 'a', {});
        const removed = await Promise.all(stores.map((store) => store.removeRecord('code', 'a')));
        assert.equal(removed.filter(Boolean).length, 1);
      }
    });
  });
}

/** A record that must be there. */
async function read(store: RecordStore, id: string, kind = 'claim'): Promise<StoredRecord> {
  const record = await store.record(kind, id);
  assert.ok(record, id);
  return record;
}

/** A store that steps are told to, and the versions that were read on the way. */
class Told {
  readonly #store: RecordStore;
  readonly #versions = new Map<string, string[]>();

  constructor(store: RecordStore) {
    this.#store = store;
  }

  /** What the store answers, without versions, which are each store's own. */
  async tell(step: Step): Promise<unknown> {
    switch (step.does) {
      case 'create':
        return await this.#after(step, await this.#store.createRecord(step.kind, step.id, step.value));
      case 'replace':
      case 'replaceOld': {
        const versions = this.#versions.get(`${step.kind} ${step.id}`) ?? [];
        const version = step.does === 'replace' ? versions.at(-1) : versions.at(-2);
        return await this.#after(
          step,
          await this.#store.replaceRecord(step.kind, step.id, step.value, version ?? 'none'),
        );
      }
      case 'remove':
        return await this.#after(step, await this.#store.removeRecord(step.kind, step.id));
      default:
        return await this.#list(step);
    }
  }

  async #after({ kind, id }: { kind: string; id: string }, answer: boolean): Promise<unknown> {
    const record = await this.#store.record(kind, id);
    const key = `${kind} ${id}`;
    const versions = this.#versions.get(key) ?? [];
    if (record && record.version !== versions.at(-1)) this.#versions.set(key, [...versions, record.version]);
    return [answer, record?.id, record?.value];
  }

  async #list({ kind, prefix, limit }: Step & { does: 'list' }): Promise<unknown> {
    const found: [string, unknown][] = [];
    for (let after = ''; ;) {
      const page = await this.#store.records({ kind, prefix, limit, ...(after !== '' && { after }) });
      assert.ok(page.records.length <= limit);
      found.push(...page.records.map(({ id, value }): [string, unknown] => [id, value]));
      after = page.records.at(-1)?.id ?? '';
      if (!page.more) return found;
    }
  }
}
