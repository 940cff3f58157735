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

  it('say in one sentence that the cluster is down', async () => {
    const environment = { STORE_URL: 'http://127.0.0.1:9', TIME_ZONE: 'UTC' };
    const { status, err } = await runCommand(['list'], { folder, environment });
    assert.equal(status, 1);
    assert.match(err, /^[^\n]*Elasticsearch at http:\/\/127\.0\.0\.1:9[^\n]*\n$/);
    const doctor = await runCommand(['doctor'], { folder, environment });
    assert.match(doctor.out, /^WRONG {2}Store .*\n {18}Check STORE_URL/m);
  });
});
