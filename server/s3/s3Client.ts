import { S3Client } from '@aws-sdk/client-s3';

/** A connection is given up after 5 s, one that sends nothing after 30 s; the SDK tries four times in all, with back-off and jitter. */
const CONNECTION_TIMEOUT = 5_000;
const SILENCE_TIMEOUT = 30_000;
const ATTEMPTS = 4;

/**
 * A client with the SDK's own credential chain, region and `AWS_ENDPOINT_URL`; a server of one's own is asked by path,
 * since its buckets seldom have host names.
 */
export function openS3(environment: Record<string, string | undefined>): S3Client {
  const ownServer = environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL'];
  return new S3Client({
    maxAttempts: ATTEMPTS,
    forcePathStyle: ownServer !== undefined && ownServer !== '',
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, socketTimeout: SILENCE_TIMEOUT },
    // A range has no checksum of its own, and older compatible servers send none: ETag and gzip's own check guard the bytes.
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
