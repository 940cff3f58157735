import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';

import { sampleArchives, sampleTruth } from '../../fixtures/sample.ts';
import { openApp, sampleStore } from '../openApp.ts';
import { type Answer, DescribedApi } from './openApi.ts';
import { type OpenStore, STORES } from './openStore.ts';

const TRUTH = sampleArchives().flatMap(sampleTruth);
const NOWHERE = '00000000000000000000';

/** What every store answered, to compare them at the end. */
const answered = new Map<string, Map<string, unknown>>();

for (const [name, open] of Object.entries(STORES))
  describe(`reading the API over ${name}`, () => {
    let opened: OpenStore;
    let app: FastifyInstance;
    let api: DescribedApi;
    const answers = new Map<string, unknown>();

    before(async () => {
      opened = await open();
      app = await openApp(await sampleStore(opened.store));
      api = new DescribedApi(app);
      answered.set(name, answers);
    });
    after(async () => {
      await app.close();
      await opened.close();
    });

    /** Asks for something that must be there. */
    async function read(url: string): Promise<Answer['body']> {
      const { status, body } = await api.get(url);
      assert.equal(status, 200, `${url}: ${JSON.stringify(body)}`);
      answers.set(url, body);
      return body;
    }

    /** Every row of a list, page by page. */
    async function all(list: 'groups' | 'tracebacks' | 'archives', parameters: string): Promise<Answer['body'][]> {
      const rows: unknown[] = [];
      let cursor: string | undefined;
      do {
        const page = await read(`/api/${list}?${parameters}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
        rows.push(...page[list]);
        ({ cursor } = page);
      } while (cursor !== undefined);
      return rows;
    }

    it('groups count every traceback of the sample once, the last seen first', async () => {
      const groups = await all('groups', 'limit=200');
      assert.equal(
        groups.reduce((sum, { count }) => sum + count, 0),
        TRUTH.length,
      );
      const order = groups.map(({ last, fingerprint }) => `${last} ${fingerprint}`);
      assert.equal(new Set(order).size, order.length);
      const seen = groups.map(({ last }) => Date.parse(last));
      assert.deepEqual(
        seen,
        seen.toSorted((a, b) => b - a),
      );
    });

    for (const limit of [1, 3, 7])
      it(`pages of ${limit} come to the same as one page`, async () => {
        const whole = await read('/api/groups?limit=200');
        assert.deepEqual(await all('groups', `limit=${limit}`), whole.groups);
        assert.equal(whole.total, whole.groups.length);
      });

    it('a search and a range leave out what does not fit', async () => {
      const tracebacks = await all('tracebacks', 'limit=200');
      assert.equal(tracebacks.length, TRUTH.length);
      const type: string = tracebacks[0].type;
      const found = await all('tracebacks', `limit=50&q=${encodeURIComponent(`exc:${type}`)}`);
      assert.ok(found.length > 0 && found.length < TRUTH.length);
      assert.ok(found.every((row) => row.type.includes(type) || row.message !== undefined));
      const day: string = tracebacks[0].at.slice(0, 10);
      const ofDay = await all('tracebacks', `day=${day}&limit=200`);
      assert.deepEqual(
        ofDay,
        tracebacks.filter(({ at }) => at.startsWith(day)),
      );
      assert.deepEqual(await all('tracebacks', `from=${day}&to=${day}&limit=200`), ofDay);
      assert.deepEqual(await all('groups', 'day=1999-01-01'), []);
      assert.deepEqual(await all('groups', 'filter=hidden'), []);
    });

    it('a group has its days, and its tracebacks by fingerprint', async () => {
      const [{ fingerprint, count }] = (await read('/api/groups?limit=1')).groups;
      const group = await read(`/api/groups/${fingerprint}`);
      assert.equal(group.count, count);
      assert.equal(
        group.days.reduce((sum: number, day: { count: number }) => sum + day.count, 0),
        count,
      );
      const tracebacks = await all('tracebacks', `fingerprint=${fingerprint}&limit=2`);
      assert.equal(tracebacks.length, count);
      assert.equal(group.last.slice(0, 19), tracebacks[0].at.slice(0, 19));
    });

    it('a traceback is whole: exceptions, text, context, archive', async () => {
      for (const { id, archive } of (await read('/api/tracebacks?limit=20')).tracebacks) {
        const traceback = await read(`/api/tracebacks/${id}`);
        assert.equal(traceback.id, id);
        assert.equal(traceback.archive, archive);
        assert.ok(traceback.exceptions.at(-1).frames.length > 0 || traceback.unfinished);
        assert.match(traceback.text, /\n/);
      }
    });

    it('a file’s faults have the lines of their newest tracebacks that lie in it', async () => {
      const { tracebacks } = await read('/api/tracebacks?limit=1');
      const { exceptions } = await read(`/api/tracebacks/${tracebacks[0].id}`);
      const path: string = exceptions.at(-1).frames.at(-1).path;
      const file = path.split('/').at(-1) ?? '';
      const { faults } = await read(`/api/fault_lines?file=${file}&limit=200`);
      assert.ok(faults.some((fault: { traceback: string }) => fault.traceback === tracebacks[0].id));
      for (const { fingerprint, traceback, count, last, frames } of faults) {
        const group = await read(`/api/groups/${fingerprint}`);
        assert.deepEqual([group.count, group.last], [count, last]);
        const whole = await read(`/api/tracebacks/${traceback}`);
        assert.equal(whole.fingerprint, fingerprint);
        for (const { address, frame } of frames) {
          assert.deepEqual(whole.exceptions[address.exception].frames[address.frame], frame);
          assert.ok(frame.path.endsWith(`/${file}`));
        }
      }
      assert.equal((await read(`/api/fault_lines?file=${file}&limit=1`)).faults.length, 1);
      assert.deepEqual(await read(`/api/fault_lines?file=${file}&day=1999-01-01`), { faults: [] });
      assert.deepEqual(await read('/api/fault_lines?file=nowhere.py'), { faults: [] });
    });

    it('more lines join the context on both sides, page by page, to the archive’s end', async () => {
      const { tracebacks } = await read('/api/tracebacks?limit=1&to=9999-12-31');
      const { id, context } = await read(`/api/tracebacks/${tracebacks[0].id}`);
      for (const direction of ['before', 'after'] as const) {
        const edge = direction === 'before' ? context.before[0]?.id : context.after.at(-1)?.id;
        const whole = (await read(`/api/tracebacks/${id}/context?direction=${direction}&limit=200`)).lines;
        const lines: { id: string }[] = [];
        let from: string = edge ?? id;
        for (;;) {
          const part = (await read(`/api/tracebacks/${id}/context?direction=${direction}&from=${from}&limit=60`)).lines;
          if (direction === 'before') lines.unshift(...part);
          else lines.push(...part);
          if (part.length < 60 || lines.length >= 200) break;
          from = direction === 'before' ? part[0].id : part.at(-1).id;
        }
        assert.deepEqual(direction === 'before' ? lines.slice(-200) : lines.slice(0, 200), whole);
        const ids = lines.map((line) => BigInt(line.id));
        assert.ok(ids.every((line, index) => index === 0 || line > (ids[index - 1] ?? 0n)));
      }
    });

    it('archives: every one, done, the newest hour first', async () => {
      const archives = await all('archives', 'limit=2');
      assert.deepEqual(
        archives.map((row) => row.state),
        sampleArchives().map(() => 'done'),
      );
      const names: string[] = archives.map((row) => row.name);
      assert.deepEqual(names, names.toSorted().toReversed());
      assert.deepEqual(await all('archives', 'state=failed'), []);
      const { counts } = await read('/api/archives?limit=1');
      assert.equal(counts.done, archives.length);
    });

    it('status, counts and nearest days agree with the lists', async () => {
      const groups = await all('groups', 'limit=200');
      const status = await read('/api/status');
      const { all: counted, hidden_by_rule } = await read('/api/counts');
      assert.deepEqual([status.groups, counted, hidden_by_rule], [groups.length, groups.length, []]);
      assert.deepEqual([status.tracebacks, status.time_zone], [TRUTH.length, 'UTC']);
      const { newest_day, oldest_day } = status;
      const { at_or_before, before, after } = await read(`/api/nearest_days?day=${newest_day}`);
      assert.deepEqual([at_or_before, before < newest_day, after], [newest_day, true, undefined]);
      assert.equal((await read('/api/nearest_days?day=1999-01-01')).after, oldest_day);
    });

    it('one archive is the row of the list', async () => {
      const [row] = await all('archives', 'limit=200');
      assert.deepEqual(await read(`/api/archive?name=${encodeURIComponent(row.name)}`), row);
    });

    it('every answer says the API’s version, and the store’s zone to whoever may ask', async () => {
      const headers = async (url: string): Promise<unknown[]> => {
        const answer = await api.get(url);
        return [answer.headers['assertion-context-api'], answer.headers['assertion-context-time-zone']];
      };
      assert.deepEqual(await headers('/api/groups?limit=1'), ['1', 'UTC']);
      assert.equal((await headers('/api/groups?limit=0'))[0], '1');
      const closed = await openApp(opened.store, { API_TOKENS: `ci:${'x'.repeat(24)}` });
      const refused = await closed.inject('/api/status');
      await closed.close();
      assert.deepEqual(
        [refused.statusCode, refused.headers['assertion-context-api'], refused.headers['assertion-context-time-zone']],
        [401, '1', undefined],
      );
    });

    const refused: [string, number, string?][] = [
      ['/api/fault_lines?limit=1', 400, 'query.file'],
      ['/api/fault_lines?file=', 400, 'query.file'],
      ['/api/fault_lines?file=x.py&from=2016-02-04&to=2016-02-03', 400, 'query.from'],
      ['/api/groups?limit=0', 400, 'query.limit'],
      ['/api/groups?limit=201', 400, 'query.limit'],
      ['/api/groups?limit=many', 400, 'query.limit'],
      ['/api/groups?limit=1e999', 400, 'query.limit'],
      ['/api/archives?limit=-1e999', 400, 'query.limit'],
      ['/api/tracebacks?limit=NaN', 400, 'query.limit'],
      ['/api/tracebacks?limit=1.5', 400, 'query.limit'],
      ['/api/groups?filter=some', 400, 'query.filter'],
      ['/api/groups?fliter=all', 400, 'query.fliter'],
      ['/api/groups?day=2016-02-30', 400, 'query.day'],
      ['/api/groups?day=yesterday', 400, 'query.day'],
      ['/api/groups?day=2016-02-03&from=2016-02-03', 400, 'query.day'],
      ['/api/groups?from=2016-02-04&to=2016-02-03', 400, 'query.from'],
      ['/api/groups?cursor=', 400, 'query.cursor'],
      ['/api/groups?cursor=made-up', 400, 'query.cursor'],
      ['/api/tracebacks?cursor=made-up', 400, 'query.cursor'],
      ['/api/archives?cursor=%00', 400, 'query.cursor'],
      ['/api/tracebacks?q=exc:', 400, 'query.q'],
      ['/api/tracebacks?q=%22open', 400, 'query.q'],
      ['/api/tracebacks?hidden=perhaps', 400, 'query.hidden'],
      ['/api/archives?state=lost', 400, 'query.state'],
      ['/api/counts?day=2016-02-30', 400, 'query.day'],
      ['/api/nearest_days', 400, 'query.day'],
      ['/api/nearest_days?day=2016-02-30', 400, 'query.day'],
      ['/api/archive', 400, 'query.name'],
      ['/api/archive?name=nothing.tsv.gz', 404],
      ['/api/tracebacks/1/context?from=x', 400, 'query.from'],
      ['/api/tracebacks/1/context?direction=up', 400, 'query.direction'],
      [`/api/groups/${'f'.repeat(101)}`, 400, 'path.fingerprint'],
      [`/api/tracebacks/${'1'.repeat(5000)}`, 400, 'path.id'],
      [`/api/groups/${NOWHERE}`, 404],
      [`/api/tracebacks/${NOWHERE}`, 404],
      [`/api/tracebacks/${NOWHERE}/context`, 404],
      ['/api/groups/%E0', 404],
      ['/api/nothing', 404],
      ['/api/', 404],
    ];
    for (const [url, status, parameter] of refused)
      it(`${url.slice(0, 60)} is a problem with status ${status}`, async () => {
        const { body, headers, status: given } = await api.get(url);
        assert.deepEqual([given, body.status, body.parameter], [status, status, parameter], JSON.stringify(body));
        assert.match(String(headers['content-type']), /^application\/problem\+json/);
        assert.match(body.detail, /[.!?]$/);
        assert.match(String(headers['content-security-policy']), /default-src 'none'/);
      });

    it('a cursor of another list is refused', async () => {
      const { cursor } = await read('/api/groups?limit=1');
      for (const url of [
        '/api/groups?limit=1&filter=resolved',
        '/api/groups?limit=1&q=exc:x',
        '/api/groups?day=2016-08-12',
      ])
        assert.equal((await api.get(`${url}&cursor=${encodeURIComponent(cursor)}`)).status, 400, url);
    });

    it('HEAD is answered like GET without its body; other methods are not there', async () => {
      const head = await app.inject({ method: 'HEAD', url: '/api/groups' });
      assert.deepEqual([head.statusCode, head.body], [200, '']);
      for (const method of ['OPTIONS', 'PUT', 'DELETE', 'PATCH'] as const) {
        const answer = await app.inject({ method, url: '/api/groups', headers: { origin: 'http://localhost' } });
        assert.equal(answer.statusCode, 404, method);
      }
    });
  });

describe('reading the API over any store', () => {
  it('gives the same answers', () => {
    const [first, ...others] = [...answered.values()];
    assert.ok(first && others.length > 0);
    const settled = (answers: Map<string, unknown>) =>
      JSON.parse(
        JSON.stringify([...answers], (key, value: unknown) =>
          /^(?:(?:started|ended)_at|kind)$/.test(key) ? '' : value,
        ),
      ) as unknown;
    for (const other of others) assert.deepEqual(settled(other), settled(first));
  });
});
