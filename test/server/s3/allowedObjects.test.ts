import assert from 'node:assert/strict';
import { checkAllowed } from '../../../server/s3/allowedObjects.ts';
import { S3Trouble } from '../../../server/s3/s3Trouble.ts';

/** Buckets and prefix that are allowed, what is asked for, and what is said. */
const REFUSED: [string, { s3Buckets: string[]; s3Prefix: string }, { bucket: string; key: string }, string][] = [
  [
    'another bucket',
    { s3Buckets: ['logs', 'spare'], s3Prefix: '' },
    { bucket: 'other', key: 'a.tsv.gz' },
    'The bucket other is not allowed: only logs, spare. Add it to S3_BUCKETS.',
  ],
  [
    'a bucket where none is allowed',
    { s3Buckets: [], s3Prefix: '' },
    { bucket: 'other', key: 'a.tsv.gz' },
    'The bucket other is not allowed: none is. Add it to S3_BUCKETS.',
  ],
  [
    'no bucket at all',
    { s3Buckets: [], s3Prefix: '' },
    { bucket: '', key: 'a.tsv.gz' },
    'No bucket may be read: S3_BUCKETS is empty. Set it, and start the server anew.',
  ],
  [
    'another prefix',
    { s3Buckets: ['logs'], s3Prefix: 'shop/' },
    { bucket: 'logs', key: 'other/a.tsv.gz' },
    's3://logs/other/a.tsv.gz lies outside of shop/, which S3_PREFIX allows.',
  ],
];

describe('objects that the settings do not allow', () => {
  for (const [name, allowed, object, sentence] of REFUSED)
    it(`are refused with what to do: ${name}`, () => {
      assert.throws(() => checkAllowed(allowed, object), new S3Trouble(403, sentence));
    });

  it('are none that lie where they may', () => {
    checkAllowed({ s3Buckets: ['logs'], s3Prefix: 'shop/' }, { bucket: 'logs', key: 'shop/a.tsv.gz' });
  });
});
