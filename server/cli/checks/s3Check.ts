import { addDays, dayIn } from '../../../src/core/groups/day.ts';
import { counted } from '../../../src/core/wording/number.ts';
import type { AllowedObjects } from '../../s3/allowedObjects.ts';
import type { S3Access } from '../../s3/s3Access.ts';
import { S3Trouble } from '../../s3/s3Trouble.ts';
import type { Check } from './check.ts';

const PATIENCE = 20_000;
/** Archives come an hour after the other: some of the last days are there, or something is wrong. */
const DAYS_BACK = 2;

/** Whether each bucket can be listed, and has archives of the last days where they are looked for. `now`: milliseconds since 1970. */
export async function s3Check(
  s3: Pick<S3Access, 'list'>,
  { s3Buckets, s3Prefix: prefix }: AllowedObjects,
  now: number,
): Promise<Check[]> {
  const to = dayIn('UTC')(now);
  const checks: Check[] = [];
  for (const bucket of s3Buckets) {
    const place = `s3://${bucket}/${prefix}`;
    try {
      let found = 0;
      const where = { bucket, prefix, from: addDays(to, -DAYS_BACK), to };
      for await (const _ of s3.list(where, AbortSignal.timeout(PATIENCE))) found++;
      checks.push(
        found > 0
          ? { name: 'S3', state: 'ok', says: `${counted(found, 'archive')} of the last three days below ${place}` }
          : nothing(place),
      );
    } catch (error) {
      checks.push(trouble(place, error));
    }
  }
  return checks;
}

function nothing(place: string): Check {
  return {
    name: 'S3',
    state: 'warning',
    says: `no archives of the last three days below ${place}dt=…/`,
    advice:
      'Set S3_PREFIX to what stands before dt=… in the keys; or Papertrail writes none: see its settings for archives.',
  };
}

function trouble(place: string, error: unknown): Check {
  if (error instanceof S3Trouble) return { name: 'S3', state: 'wrong', says: error.message };
  const says = `${place} was not listed: ${(error as Error).message}`;
  return { name: 'S3', state: 'wrong', says, advice: 'Check the network and AWS_ENDPOINT_URL.' };
}
