import { Type } from 'typebox';
import { isDay } from '../../src/core/groups/day.ts';
import type { Parts } from '../parts.ts';
import { checkAllowed } from '../s3/allowedObjects.ts';
import { queueListed } from '../s3/queueListed.ts';
import type { Api } from './api.ts';
import { Problem } from './problem.ts';
import { asProblem } from './s3Problem.ts';
import { strict } from './schemas/parameters.ts';

/** At most so many days a request: ten years. */
const MOST_DAYS = 3_660;
const DAY = 86_400_000;

const place = {
  bucket: Type.Optional(
    Type.String({ minLength: 1, maxLength: 63, description: 'The first of `S3_BUCKETS` unless given.' }),
  ),
  prefix: Type.Optional(
    Type.String({ maxLength: 1_000, description: 'What stands before `dt=…` in the keys; `S3_PREFIX` unless given.' }),
  ),
};
const day = (description: string) => Type.String({ maxLength: 10, description, examples: ['2016-08-12'] });
const response = {
  202: Type.Object({
    found: Type.Integer({ description: 'Archives that lie in the bucket.' }),
    queued: Type.Integer({ description: 'Of them, those now waiting to be read.' }),
    known: Type.Integer({ description: 'Of them, those that were read before and have not changed.' }),
  }),
};

/** `POST /api/parse_s3_day` and `POST /api/parse_s3_date_range` */
export function parseS3Days(api: Api, parts: Parts): void {
  api.post(
    '/parse_s3_day',
    {
      schema: {
        tags: ['archives'],
        summary: 'Take in a day’s archives from S3',
        description: 'Lists the bucket, compares with the ledger, and queues what is new or has changed.',
        body: Type.Object({ date: day('A day in UTC, as archives are named.'), ...place }, strict),
        response,
      },
    },
    async ({ body: { date, ...rest }, log }, reply) =>
      reply.code(202).send(await queueDays(parts, { from: date, to: date, ...rest }, 'body.date', log.error.bind(log))),
  );
  api.post(
    '/parse_s3_date_range',
    {
      schema: {
        tags: ['archives'],
        summary: 'Take in the archives of some days from S3',
        description: 'As for one day. The last day counts too.',
        body: Type.Object(
          { start_date: day('The first day, in UTC.'), end_date: day('The last day.'), ...place },
          strict,
        ),
        response,
      },
    },
    async ({ body: { start_date: from, end_date: to, ...rest }, log }, reply) =>
      reply.code(202).send(await queueDays(parts, { from, to, ...rest }, 'body.end_date', log.error.bind(log))),
  );
}

/** Checks what was asked for, and queues what the bucket has of some days. `parameter` is blamed for wrong days. Throws Problem. */
export async function queueDays(
  parts: Parts,
  { from, to, ...place }: { from: string; to: string; bucket?: string; prefix?: string },
  parameter: string,
  logError: (details: object, message: string) => void,
): Promise<{ found: number; queued: number; known: number }> {
  const { settings } = parts;
  for (const text of [from, to])
    if (!isDay(text)) throw new Problem(400, `“${text}” is no day. Days are written like 2016-08-12.`, { parameter });
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1;
  if (days < 1) throw new Problem(400, `${to} is before ${from}.`, { parameter });
  if (days > MOST_DAYS) throw new Problem(400, `These are ${days} days; ask for at most ${MOST_DAYS}.`, { parameter });
  const { bucket = settings.s3Buckets[0] ?? '', prefix = settings.s3Prefix } = place;
  return asProblem(async () => {
    checkAllowed(settings, { bucket, key: prefix });
    return queueListed(parts, { bucket, prefix, from, to }, logError);
  });
}
