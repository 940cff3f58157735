/** Why the queue did not do what was asked: one sentence that says what, where, and what to do. */
export class QueueTrouble extends Error {
  override name = 'QueueTrouble';
}

/** What of the SDK's errors is looked at; those of the network have a `code` only. */
interface SdkError extends Error {
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

/** Says in one sentence what an error of the SDK means. `what`: what could not be done, such as “read from”. */
export function describeSqs(error: unknown, what: string, address: URL): QueueTrouble {
  if (error instanceof QueueTrouble) return error;
  const { name, message, code, $metadata } = error as SdkError;
  const told = (why: string) =>
    new QueueTrouble(`Could not ${what} the queue ${address.href}: ${why}`, { cause: error });
  if (/NonExistentQueue|QueueDoesNotExist/.test(name)) return told('there is no such queue. Correct QUEUE_URL.');
  if (
    /^Credentials|^(?:ExpiredToken|InvalidClientTokenId|SignatureDoesNotMatch)/.test(name) ||
    /credentials/i.test(message)
  )
    return told('there are no valid AWS credentials.');
  if ($metadata?.httpStatusCode === 403 || name.startsWith('AccessDenied'))
    return told('access denied (403). Give the role the queue’s policy of docs/aws.md.');
  if (/region is missing/i.test(message)) return told('AWS_REGION is not set. Set it to the queue’s region.');
  if ($metadata?.httpStatusCode !== undefined) return told(`SQS refused (${$metadata.httpStatusCode}): ${message}.`);
  return told(`SQS is not to be reached (${code ?? name}). Check the network, QUEUE_URL and AWS_ENDPOINT_URL.`);
}
