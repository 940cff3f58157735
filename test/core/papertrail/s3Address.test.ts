import assert from 'node:assert/strict';
import { parseS3Address, s3Name } from '../../../src/core/papertrail/s3Address.ts';

const OBJECT = { bucket: 'acme-logs', key: 'papertrail/logs/dt=2016-08-12/2016-08-12-03.tsv.gz' };

const understood = [
  s3Name(OBJECT),
  ` ${s3Name(OBJECT)}\n`,
  'arn:aws:s3:::acme-logs/papertrail/logs/dt=2016-08-12/2016-08-12-03.tsv.gz',
  'https://acme-logs.s3.amazonaws.com/papertrail/logs/dt%3D2016-08-12/2016-08-12-03.tsv.gz',
  'https://acme-logs.s3.eu-west-1.amazonaws.com/papertrail/logs/dt=2016-08-12/2016-08-12-03.tsv.gz?versionId=3',
  'https://s3.eu-west-1.amazonaws.com/acme-logs/papertrail/logs/dt%3D2016-08-12/2016-08-12-03.tsv.gz',
  'https://s3-eu-west-1.amazonaws.com/acme-logs/papertrail/logs/dt=2016-08-12/2016-08-12-03.tsv.gz',
  'https://s3.console.aws.amazon.com/s3/object/acme-logs?region=eu-west-1&prefix=papertrail/logs/dt%3D2016-08-12/2016-08-12-03.tsv.gz',
  'https://eu-west-1.console.aws.amazon.com/s3/object/acme-logs?region=eu-west-1&bucketType=general&prefix=papertrail%2Flogs%2Fdt%3D2016-08-12%2F2016-08-12-03.tsv.gz',
];

const refused: [string, RegExp][] = [
  ['s3://acme-logs', /names no object/],
  ['s3://acme-logs/', /names no object/],
  ['s3://acme-logs/papertrail/', /names no object/],
  ['s3://ACME/a.tsv', /no bucket’s name/],
  ['s3://a..b/a.tsv', /no bucket’s name/],
  ['s3://127.0.0.1/a.tsv', /no bucket’s name/],
  ['s3://acme-logs/a\u0000b', /control characters/],
  [`s3://acme-logs/${'é'.repeat(600)}`, /1,024 bytes; this one has 1200/],
  ['https://acme-logs.s3.amazonaws.com.evil.example/a.tsv', /names no object/],
  ['https://example.com/acme-logs/a.tsv', /names no object/],
  ['https://s3.console.aws.amazon.com/s3/object/acme-logs', /names no object/],
  ['/var/log/a.tsv', /names no object/],
];

describe('addresses of objects in S3', () => {
  for (const text of understood) it(`understands ${text.trim()}`, () => assert.deepEqual(parseS3Address(text), OBJECT));
  for (const [text, because] of refused)
    it(`refuses ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.throws(() => parseS3Address(text), because);
    });
});
