import { s3Name, type S3Object } from '../../src/core/papertrail/s3Address.ts';

/** What kind of trouble it is, as the status of an HTTP answer that reports it. */
export type S3Status = 403 | 404 | 502 | 503;

/** Why S3 did not give what was asked: one sentence that says what, where, and what to do. */
export class S3Trouble extends Error {
  override name = 'S3Trouble';
  readonly status: S3Status;

  constructor(status: S3Status, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** What of the SDK's errors is looked at; those of the network have a `code` only. */
interface SdkError extends Error {
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

/** Says in one sentence what an error of the SDK means for this object, or for the bucket when the key is empty. */
export function describeS3(error: unknown, object: S3Object): S3Trouble {
  if (error instanceof S3Trouble) return error;
  const { name, message, code, $metadata } = error as SdkError;
  const status = $metadata?.httpStatusCode;
  const what = `Could not read ${object.key === '' ? `the bucket ${object.bucket}` : s3Name(object)}`;
  const told = (kind: S3Status, why: string) => new S3Trouble(kind, `${what}: ${why}`, { cause: error });
  if (name === 'NoSuchBucket') return told(404, 'there is no such bucket. Correct S3_BUCKETS.');
  if (name === 'NoSuchKey' || name === 'NotFound' || status === 404)
    return told(
      404,
      'there is no such object. Check the key; Papertrail writes an hour’s archive some minutes after it.',
    );
  if (name === 'InvalidObjectState') return told(502, 'it is archived in Glacier. Restore it first.');
  if (
    /^Credentials|^(?:ExpiredToken|InvalidAccessKeyId|SignatureDoesNotMatch)/.test(name) ||
    /credentials/i.test(message)
  )
    return told(502, 'the server has no valid AWS credentials. Check them with `assertion-context doctor`.');
  if (status === 403)
    return told(502, 'access denied (403). Let the server’s role use s3:GetObject and s3:ListBucket there.');
  if (status === 301 || name === 'PermanentRedirect')
    return told(502, 'the bucket is in another region. Correct AWS_REGION.');
  if (/region is missing/i.test(message)) return told(502, 'AWS_REGION is not set. Set it to the bucket’s region.');
  if (status === 503 || name === 'SlowDown') return told(503, 'S3 asks to slow down (503). It will be tried again.');
  if (status !== undefined && status >= 500) return told(502, `S3 failed (${status}). It will be tried again.`);
  if (status !== undefined && status >= 400) return told(502, `S3 refused (${status}): ${message}.`);
  return told(502, `S3 is not to be reached (${code ?? name}). Check the network and AWS_ENDPOINT_URL.`);
}

/** Whether trying again by itself makes sense: the network, S3's own failures, and its asking to slow down. */
export function passes(trouble: S3Trouble): boolean {
  const { $metadata } = (trouble.cause ?? {}) as SdkError;
  const status = $metadata?.httpStatusCode;
  return trouble.status === 503 || status === undefined || status >= 500;
}
