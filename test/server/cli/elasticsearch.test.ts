import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE } from '../../fixtures/sample.ts';
import { startElasticsearch, type ElasticsearchNode } from '../../support/elasticsearchNode.ts';
import { runCommand } from './runCommand.ts';

const DAY = join(SAMPLE, 'dt=2016-08-12');

describe('commands on Elasticsearch', function () {
  this.timeout(120_000);
  let node: ElasticsearchNode;
  let folder: string;
  before(async function () {
    node = await startElasticsearch(this);
    folder = mkdtempSync(join(tmpdir(), 'commands-'));
  });
  after(async () => {
    await node?.stop();
    if (folder) rmSync(folder, { recursive: true });
  });

  it('give what they give on SQLite', async () => {
    const lists: unknown[] = [];
    for (const store of ['sqlite:store.db', node.address]) {
      const environment = { STORE_URL: store, TIME_ZONE: 'UTC' };
      const run = (...words: string[]) => runCommand(words, { folder, environment });
      const ingested = await run('ingest', DAY);
      assert.equal(ingested.status, 0, ingested.err);
      const { status, out } = await run('list', '--from', '2016-08-12', '--json');
      assert.equal(status, 0);
      lists.push(JSON.parse(out));
    }
    assert.deepEqual(lists[1], lists[0]);
  });

  it('copy what SQLite has, twice if asked to', async () => {
    const environment = { STORE_URL: node.address, ELASTICSEARCH_PREFIX: 'copied', TIME_ZONE: 'UTC' };
    const run = (...words: string[]) => runCommand(words, { folder, environment });
    const ingested = await runCommand(['ingest', DAY], { folder, environment: { STORE_URL: 'sqlite:own.db' } });
    assert.equal(ingested.status, 0, ingested.err);
    for (const _ of ['first', 'second']) {
      const { status, out, err } = await run('copy', '--from', 'sqlite:own.db', '--to', node.address);
      assert.deepEqual([status, err], [0, '']);
      assert.match(out, /^Copied \d+ tracebacks, \d+ faults, 0 records and \d+ archives\.\n$/);
    }
    const copied = await run('list', '--from', '2016-08-12', '--json');
    const own = await runCommand(['list', '--from', '2016-08-12', '--json'], {
      folder,
      environment: { STORE_URL: 'sqlite:own.db' },
    });
    assert.deepEqual(JSON.parse(copied.out), JSON.parse(own.out));
    const none = await run('copy', '--from', 'sqlite:none.db', '--to', node.address);
    assert.deepEqual([none.status, none.err], [1, 'There is no store at none.db.\n']);
    const same = await run('copy', '--from', node.address, '--to', node.address);
    assert.deepEqual([same.status, same.err], [2, '--from and --to name the same store.\n']);
    const wrong = await run('copy', '--from', 'own.db', '--to', node.address);
    assert.equal(wrong.status, 2);
    assert.match(wrong.err, /^--from: “own\.db” is no store/);
  });

  it('say in one sentence that the cluster is down', async () => {
    const environment = { STORE_URL: 'http://127.0.0.1:9', TIME_ZONE: 'UTC' };
    const { status, err } = await runCommand(['list'], { folder, environment });
    assert.equal(status, 1);
    assert.match(err, /^[^\n]*Elasticsearch at http:\/\/127\.0\.0\.1:9[^\n]*\n$/);
    const doctor = await runCommand(['doctor'], { folder, environment });
    assert.match(doctor.out, /^WRONG {2}Store .*\n {18}Check STORE_URL/m);
  });
});
