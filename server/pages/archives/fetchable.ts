import type { Settings } from '../../settings.ts';

/** The bucket and what stands before `dt=…` in it, of a place that the server may list; undefined for others. */
export function fetchable(
  place: string,
  { s3Buckets, s3Prefix }: Settings,
): { bucket: string; prefix: string } | undefined {
  const parts = /^s3:\/\/([^/]+)\/(.*)$/s.exec(place);
  const [, bucket = '', prefix = ''] = parts ?? [];
  return s3Buckets.includes(bucket) && prefix.startsWith(s3Prefix) ? { bucket, prefix } : undefined;
}
