import { Type } from 'typebox';
import { PARSER_VERSION } from '../../src/core/python/archiveFinder.ts';
import { checkKey, s3Name } from '../../src/core/papertrail/s3Address.ts';
import type { Parts } from '../parts.ts';
import { checkAllowed } from '../s3/allowedObjects.ts';
import type { Api } from './api.ts';
import { archiveJson } from './archiveJson.ts';
import { Problem } from './problem.ts';
import { asProblem } from './s3Problem.ts';
import { ArchiveSchema } from './schemas/archive.ts';
import { strict } from './schemas/parameters.ts';

/** After so long an answer says that the work goes on: gateways cut connections at 29 s. */
const PATIENCE = 20_000;

const schema = {
  tags: ['archives'],
  summary: 'Take in an archive from S3',
  description:
    'Answers when it was read, or after 20 s, or at once with `Prefer: respond-async`: then with 202, and `Location` says where its row of the ledger is. ' +
    'An archive that was read before and has not changed is not read again.',
  headers: Type.Object({
    prefer: Type.Optional(Type.String({ description: '`respond-async`: answer at once (RFC 7240).' })),
  }),
  body: Type.Object(
    {
      bucket: Type.Optional(
        Type.String({ minLength: 1, maxLength: 63, description: 'The first of `S3_BUCKETS` unless given.' }),
      ),
      key: Type.String({ minLength: 1, maxLength: 1_024 }),
    },
    strict,
  ),
  response: { 200: ArchiveSchema, 202: ArchiveSchema },
};

/** `POST /api/parse_s3` */
export function parseS3(api: Api, { store, queue, s3, settings, now }: Parts): void {
  api.post('/parse_s3', { schema }, async (request, reply) => {
    const { bucket = settings.s3Buckets[0] ?? '', key } = request.body;
    const object = { bucket, key };
    try {
      checkKey(key);
    } catch (error) {
      throw new Problem(400, (error as Error).message, { parameter: 'body.key' });
    }
    const seen = await asProblem(async () => {
      checkAllowed(settings, object);
      return s3.archive(object, AbortSignal.timeout(PATIENCE));
    });
    const name = s3Name(object);
    const queued = await store.queueArchive({ name, etag: seen.etag, parser: PARSER_VERSION, at: now() });
    if (queued.state === 'done' || queued.state === 'partial') return archiveJson(queued);
    await asProblem(() => queue.add([name], request.log.error.bind(request.log)));
    const row = asynchronous(request.headers.prefer) ? undefined : await queue.outcome(name, PATIENCE);
    if (row?.state === 'failed') throw new Problem(502, row.error ?? `${name} could not be taken in.`);
    if (row) return archiveJson(row);
    return reply
      .code(202)
      .header('location', `/api/archive?name=${encodeURIComponent(name)}`)
      .send(archiveJson(queued));
  });
}

/** RFC 7240: preferences are separated by commas. */
function asynchronous(prefer = ''): boolean {
  return prefer.split(',').some((one) => one.trim().toLowerCase() === 'respond-async');
}
