import { Type } from 'typebox';
import { formatInstant } from '../../src/core/papertrail/instant.ts';
import { awaitedFrom } from '../ledger/awaited.ts';
import { missingHours } from '../ledger/missingHours.ts';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { strict } from './schemas/parameters.ts';
import { Time } from './schemas/values.ts';

const HOUR = 3_600_000;

const schema = {
  tags: ['archives'],
  summary: 'Hours without an archive',
  description:
    'For each place that archives came from, up to 20: the hours of its last 30 days that have no row in the ledger, whatever the row’s state. Where the server ' +
    'reads from S3, up to two hours before now; elsewhere up to the newest archive.',
  querystring: Type.Object({}, strict),
  response: {
    200: Type.Object({
      places: Type.Array(
        Type.Object({
          prefix: Type.String({ description: 'What stands before the hour in the archives’ names.' }),
          from: Time('The first hour that was looked at.'),
          to: Time('Where the last one ends.'),
          missing: Type.Array(
            Type.Object({
              from: Time('The first hour.'),
              to: Time('Where the last one ends.'),
              hours: Type.Integer(),
            }),
          ),
        }),
      ),
    }),
  },
};

/** `GET /api/archives/missing` */
export function listMissingHours(api: Api, { store, settings, now }: Parts): void {
  api.get('/archives/missing', { schema }, async () => {
    const places = await missingHours(store, awaitedFrom(settings, now()));
    return {
      places: places.map(({ prefix, looked, missing }) => ({
        prefix,
        from: formatInstant(looked.from),
        to: formatInstant(looked.to),
        missing: missing.map(({ from, to }) => ({
          from: formatInstant(from),
          to: formatInstant(to),
          hours: (to - from) / HOUR,
        })),
      })),
    };
  });
}
