import assert from 'node:assert/strict';
import { openS3Server, type S3Server } from '../../support/s3Server.ts';
import { inFolder } from '../ingest/takenIn.ts';
import { runCommand } from './runCommand.ts';

describe('doctor on what is elsewhere', function () {
  this.timeout(60_000);
  let s3: S3Server;
  before(async () => (s3 = await openS3Server()));
  after(() => s3.close());
  beforeEach(() => (s3.fault = () => undefined));

  const doctor = (environment: Record<string, string>) =>
    inFolder((folder) =>
      runCommand(['doctor'], {
        folder,
        environment: {
          PORT: '0',
          AWS_ENDPOINT_URL: s3.endpoint,
          AWS_REGION: 'eu-west-1',
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
          ...environment,
        },
      }),
    );

  it('finds the newest archives of a bucket', async () => {
    const hour = new Date(Date.now() - 3_600_000).toISOString();
    const day = hour.slice(0, 10);
    await s3.put(`logs/dt=${day}/${day}-${hour.slice(11, 13)}.tsv.gz`, Buffer.from('x'));
    const { status, out } = await doctor({ S3_BUCKETS: 'logs', S3_PREFIX: 'logs' });
    assert.match(out, /^ok {5}S3 {9}1 archive of the last three days below s3:\/\/logs\/logs\/$/m);
    assert.equal(status, 0);
  });

  it('says that none are where they are looked for', async () => {
    const { status, out } = await doctor({ S3_BUCKETS: 'logs', S3_PREFIX: 'elsewhere' });
    assert.match(
      out,
      /^look {3}S3 {9}no archives of the last three days below s3:\/\/logs\/elsewhere\/dt=…\/\n {18}Set S3_PREFIX/m,
    );
    assert.equal(status, 0);
  });

  it('says why a bucket cannot be listed, of each', async () => {
    s3.fault = () => ({ kind: 'answer', status: 403, code: 'AccessDenied' });
    const { status, out } = await doctor({ S3_BUCKETS: 'logs,spare' });
    assert.match(out, /^WRONG {2}S3 {9}Could not read the bucket logs: access denied \(403\)\. .*\n.*bucket spare/m);
    assert.equal(status, 1);
  });

  it('looks for the syslog host', async () => {
    assert.match(
      (await doctor({ SYSLOG_URL: 'udp://127.0.0.1:514' })).out,
      /^ok {5}Syslog {5}the log goes to 127\.0\.0\.1, port 514/m,
    );
    const { status, out } = await doctor({ SYSLOG_URL: 'udp://syslog.invalid:514' });
    assert.match(out, /^WRONG {2}Syslog {5}syslog\.invalid was not found: .*\n {18}Correct SYSLOG_URL\./m);
    assert.equal(status, 1);
  });
});
