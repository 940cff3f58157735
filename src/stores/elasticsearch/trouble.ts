import { errors } from '@elastic/elasticsearch';
import { StoreError } from '../store.ts';

/** What Elasticsearch says of a request or of one item of a bulk that failed. */
export interface Failure {
  type?: string;
  reason?: string;
}

/** True for what may succeed a moment later: no connection, or a cluster that has too much to do or elects a master. */
export function isTemporary(error: unknown): boolean {
  if (error instanceof errors.ResponseError) {
    return isTemporaryStatus(error.statusCode) && !isBlock(failureOf(error));
  }
  return error instanceof errors.ConnectionError || error instanceof errors.NoLivingConnectionsError;
}

/** Of a whole request, or of one item of a bulk. */
export function isTemporaryStatus(status: number | undefined): boolean {
  return status === 429 || status === 502 || status === 503 || status === 504;
}

/** The error as one sentence that says where and what to do. `place`: the cluster's address. */
export function storeError(error: unknown, place: string): StoreError {
  if (error instanceof StoreError) return error;
  if (error instanceof errors.ResponseError) return answered(error.statusCode, failureOf(error), place, error);
  if (error instanceof errors.ProductNotSupportedError) {
    return new StoreError('not-a-store', `What answers at ${place} is not Elasticsearch. Check the address.`, {
      cause: error,
    });
  }
  if (error instanceof errors.TimeoutError) {
    return new StoreError('unreachable', `Elasticsearch at ${place} did not answer in time.`, { cause: error });
  }
  if (error instanceof errors.ConnectionError || error instanceof errors.NoLivingConnectionsError) {
    const why = error.message.split('\n', 1)[0] ?? '';
    if (/certificate/i.test(why)) return new StoreError('unreachable', ofCertificate(place, why), { cause: error });
    return new StoreError('unreachable', `Elasticsearch at ${place} is not to be reached: ${why}.`, { cause: error });
  }
  return new StoreError('failed', `Elasticsearch at ${place}: ${(error as Error).message}`, { cause: error });
}

function ofCertificate(place: string, why: string): string {
  const authority = /expired|altname|not yet valid/i.test(why)
    ? 'Let it have a new one.'
    : 'Where it was signed by an authority of your own, name the file with that one’s certificate in the settings.';
  return `Elasticsearch at ${place} shows a certificate that is not trusted: ${why}. ${authority}`;
}

/** The sentence for an answer that is a refusal. */
export function answered(status: number | undefined, failure: Failure, place: string, cause?: unknown): StoreError {
  const said = `${failure.type ?? `status ${status}`}: ${failure.reason ?? 'no reason given'}`;
  const options = cause === undefined ? undefined : { cause };
  if (isBlock(failure)) {
    return /disk usage|flood/.test(failure.reason ?? '')
      ? new StoreError('full', `The disk of Elasticsearch at ${place} is full. Make room. (${said})`, options)
      : new StoreError(
          'no-access',
          `Elasticsearch at ${place} takes no changes: an index is blocked. (${said})`,
          options,
        );
  }
  if (status === 401) {
    return new StoreError(
      'no-access',
      `Elasticsearch at ${place} does not know the key or password. (${said})`,
      options,
    );
  }
  if (status === 403) {
    return new StoreError(
      'no-access',
      `The key for Elasticsearch at ${place} has no right to this. (${said})`,
      options,
    );
  }
  if (isTemporaryStatus(status)) {
    return new StoreError('busy', `Elasticsearch at ${place} has too much to do. Try again later. (${said})`, options);
  }
  return new StoreError('failed', `Elasticsearch at ${place} refused: ${said}.`, options);
}

function failureOf(error: errors.ResponseError): Failure {
  const body: unknown = error.body;
  const failure = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  if (typeof failure === 'object' && failure !== null) return failure;
  return { reason: typeof failure === 'string' ? failure : error.message };
}

function isBlock({ type }: Failure): boolean {
  return type === 'cluster_block_exception';
}
