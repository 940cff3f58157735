import { s3Name, type S3Object } from '../../src/core/papertrail/s3Address.ts';
import { S3Trouble } from './s3Trouble.ts';

/** What may be read of S3: buckets by name, and where in them keys must lie. */
export interface AllowedObjects {
  /** Empty: none. */
  s3Buckets: string[];
  /** Keys begin so; empty: any. */
  s3Prefix: string;
}

/** Throws S3Trouble (403) for an object that the settings do not allow, before anything is asked of S3. */
export function checkAllowed({ s3Buckets, s3Prefix }: AllowedObjects, object: S3Object): void {
  checkBucketAllowed({ s3Buckets, s3Prefix }, object.bucket);
  if (!object.key.startsWith(s3Prefix))
    throw new S3Trouble(403, `${s3Name(object)} lies outside of ${s3Prefix}, which S3_PREFIX allows.`);
}

/** Throws S3Trouble (403) for a bucket that the settings do not allow. */
export function checkBucketAllowed({ s3Buckets }: AllowedObjects, bucket: string): void {
  if (s3Buckets.includes(bucket)) return;
  if (bucket === '')
    throw new S3Trouble(403, 'No bucket may be read: S3_BUCKETS is empty. Set it, and start the server anew.');
  const allowed = s3Buckets.length === 0 ? 'none is' : `only ${s3Buckets.join(', ')}`;
  throw new S3Trouble(403, `The bucket ${bucket} is not allowed: ${allowed}. Add it to S3_BUCKETS.`);
}
