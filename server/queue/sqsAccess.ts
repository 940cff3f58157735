import {
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SQSClient,
  type QueueAttributeName,
} from '@aws-sdk/client-sqs';
import { describeSqs, QueueTrouble } from './queueTrouble.ts';

/** As for S3: the SDK tries four times in all. A poll waits up to 20 s for a message, so silence is longer here. */
const CONNECTION_TIMEOUT = 5_000;
const SILENCE_TIMEOUT = 40_000;
const ATTEMPTS = 4;
/** As many messages as SQS takes in one request. */
const BATCH = 10;

/** What the queue is set to. */
export interface QueueFacts {
  /** Seconds after which a message that nobody deleted is given out again. */
  visibility: number;
  /** So often a message is given out before it goes to the dead-letter queue; undefined: for ever, there is none. */
  mostReceives: number | undefined;
  /** About how many messages wait or are being worked on. */
  messages: number;
}

/** A queue of Amazon SQS, by the SDK's own credential chain, region and `AWS_ENDPOINT_URL`. */
export class SqsAccess {
  readonly client: SQSClient;
  readonly address: URL;

  constructor(address: URL, environment: Record<string, string | undefined>) {
    const ownServer = environment['AWS_ENDPOINT_URL_SQS'] || environment['AWS_ENDPOINT_URL'];
    this.address = address;
    this.client = new SQSClient({
      maxAttempts: ATTEMPTS,
      requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, socketTimeout: SILENCE_TIMEOUT },
      // A server of one's own names its queues by hosts that need not lead to it.
      useQueueUrlAsEndpoint: !ownServer,
    });
  }

  /** Throws QueueTrouble. */
  async facts(): Promise<QueueFacts> {
    const AttributeNames: QueueAttributeName[] = [
      'VisibilityTimeout',
      'RedrivePolicy',
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesDelayed',
      'ApproximateNumberOfMessagesNotVisible',
    ];
    try {
      const command = new GetQueueAttributesCommand({ QueueUrl: this.address.href, AttributeNames });
      const { Attributes: told = {} } = await this.client.send(command);
      const [, , ...counts] = AttributeNames;
      return {
        visibility: Number(told.VisibilityTimeout ?? 30),
        mostReceives: mostReceives(told.RedrivePolicy),
        messages: counts.reduce((sum, name) => sum + Number(told[name] ?? 0), 0),
      };
    } catch (error) {
      throw describeSqs(error, 'look at', this.address);
    }
  }

  /** Puts messages in, in any number. Throws QueueTrouble; some may be in the queue then. */
  async send(bodies: readonly string[]): Promise<void> {
    for (let from = 0; from < bodies.length; from += BATCH) {
      const Entries = bodies.slice(from, from + BATCH).map((MessageBody, n) => ({ Id: String(n), MessageBody }));
      const command = new SendMessageBatchCommand({ QueueUrl: this.address.href, Entries });
      const { Failed: [failed] = [] } = await this.client.send(command).catch((error: unknown) => {
        throw describeSqs(error, 'put archives into', this.address);
      });
      if (failed)
        throw new QueueTrouble(
          `The queue ${this.address.href} did not take a message: ${failed.Message ?? failed.Code}.`,
        );
    }
  }

  close(): void {
    this.client.destroy();
  }
}

function mostReceives(redrivePolicy: string | undefined): number | undefined {
  if (redrivePolicy === undefined) return undefined;
  const { maxReceiveCount } = JSON.parse(redrivePolicy) as { maxReceiveCount?: number | string };
  return maxReceiveCount === undefined ? undefined : Number(maxReceiveCount);
}
