import type { AllowedObjects } from '../s3/allowedObjects.ts';
import type { Awaited } from './missingHours.ts';

/** Papertrail writes an hour's archive some minutes after it, and at times later. */
const DUE_AFTER = 2 * 3_600_000;

/** Archives are awaited from the places in S3 that the settings name. `now`: milliseconds since 1970. */
export function awaitedFrom({ s3Buckets, s3Prefix }: AllowedObjects, now: number): Awaited {
  const places = s3Buckets.map((bucket) => `s3://${bucket}/${s3Prefix}`);
  return { isAwaited: (prefix) => places.some((place) => prefix.startsWith(place)), until: now - DUE_AFTER };
}
