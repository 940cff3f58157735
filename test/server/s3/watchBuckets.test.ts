import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { watchBuckets } from '../../../server/s3/watchBuckets.ts';
import { lazyS3 } from '../../../server/s3/s3Access.ts';
import { parseSettings } from '../../../server/settings.ts';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { SAMPLE, sampleArchives } from '../../fixtures/sample.ts';
import { openS3App, type S3App } from './openS3App.ts';

describe('watching the buckets', () => {
  let opened: S3App;
  before(async () => {
    opened = await openS3App();
    for (const name of sampleArchives()) await opened.s3.put(`papertrail/${name}`, await readFile(join(SAMPLE, name)));
  });
  after(() => opened.close());

  it('takes in what the last three days have, and ends with its signal', async () => {
    const { settings } = parseSettings({ S3_BUCKETS: 'logs,nowhere', S3_PREFIX: 'papertrail', S3_POLL: '10' });
    const abort = new AbortController();
    const told: string[] = [];
    const { promise: looked, resolve: lastBucket } = Promise.withResolvers<void>();
    const write = (line: string): void => {
      told.push(line);
      if (line.includes('nowhere')) lastBucket();
    };
    const log = pino({ level: 'info' }, { write });
    const now = () => Date.parse('2016-08-12T12:00:00Z');
    const parts = { ...opened.parts, s3: lazyS3(process.env), settings, rules: NO_RULES, now };
    const watching = watchBuckets(parts, log, abort.signal);
    await looked;
    abort.abort();
    await watching;
    await opened.idle();
    const expected = sampleArchives().filter((name) => /2016-08-1[012]/.test(name));
    const { archives } = await opened.store.archives({ limit: 100 });
    assert.deepEqual(
      archives.map(({ name, state }) => `${state} ${name}`).toSorted(),
      expected.map((name) => `done s3://logs/papertrail/${name}`).toSorted(),
    );
    assert.match(told.join(''), new RegExp(`found ${expected.length} new or changed archives in logs`));
  });
});
