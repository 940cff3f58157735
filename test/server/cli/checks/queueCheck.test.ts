import assert from 'node:assert/strict';
import { queueCheck } from '../../../../server/cli/checks/queueCheck.ts';
import { makeQueue } from '../../../support/testQueue.ts';
import { openS3App, type S3App } from '../../s3/openS3App.ts';

describe('what doctor finds out about the queue', () => {
  let opened: S3App;
  before(async () => {
    // The SDK finds its endpoint and credentials in the environment that this sets.
    opened = await openS3App();
  });
  after(() => opened.close());

  it('is nothing where there is none', async () => assert.deepEqual(await queueCheck(undefined), []));

  it('is what it is set to', async () => {
    const queue = makeQueue(opened.s3.server, { visibility: 60, mostReceives: 6 });
    queue.send({});
    const [found] = await queueCheck(queue.address);
    assert.equal(found?.state, 'ok');
    for (const fact of [queue.address.href, /1 message/, /60 s/, /6 times/].map((each) => new RegExp(each)))
      assert.match(found?.says ?? '', fact);
  });

  it('warns of one without a dead-letter queue', async () => {
    const { queueUrl } = opened.s3.server.createQueue('plain', { region: 'eu-west-1' });
    const [found] = await queueCheck(new URL(queueUrl));
    assert.equal(found?.state, 'warning');
    assert.match(found?.says ?? '', /no dead-letter queue/);
  });

  it('says that it is not there, or not to be had', async () => {
    const address = new URL(makeQueue(opened.s3.server).address.href.replace(/[^/]+$/, 'nowhere'));
    assert.match((await queueCheck(address))[0]?.says ?? '', /there is no such queue/);
    opened.s3.fault = () => ({ kind: 'answer', status: 403, code: 'AccessDenied' });
    assert.match((await queueCheck(address))[0]?.says ?? '', /access denied \(403\)/);
  });
});
