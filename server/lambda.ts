import { notifiedObjects } from './s3/notifiedObjects.ts';
import { tellServer, type Server } from './lambda/tellServer.ts';

/** What Lambda is told of an SQS batch: the messages to bring again (docs.aws.amazon.com, “Reporting batch item failures”). */
interface BatchFailures {
  batchItemFailures: { itemIdentifier: string }[];
}

interface Message {
  messageId: string;
  body: string;
}

/**
 * The Lambda function: tells the companion server of every archive that a notification names. Settings: `SERVER_URL` and
 * `SERVER_TOKEN`. Of a batch of SQS it gives back what failed; of everything else it throws, so that Lambda tries again.
 */
export async function handler(event: unknown): Promise<BatchFailures | undefined> {
  const server = readServer(process.env);
  const messages = sqsMessages(event);
  if (!messages) {
    await takeIn(server, event);
    return undefined;
  }
  const batchItemFailures: BatchFailures['batchItemFailures'] = [];
  for (const { messageId, body } of messages) {
    try {
      await takeIn(server, JSON.parse(body));
    } catch (error) {
      console.error((error as Error).message);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

async function takeIn(server: Server, event: unknown): Promise<void> {
  const { archives, passedOver } = notifiedObjects(event);
  for (const what of passedOver) console.log(`Passed over ${what}`);
  for (const archive of archives) {
    const told = await tellServer(server, archive);
    if (told.kind === 'refused') console.error(`Not taken in: ${told.because}`);
    else console.log(`Taken in: ${archive.bucket}/${archive.key}`);
  }
}

function sqsMessages(event: unknown): Message[] | undefined {
  const { Records: records } = event as { Records?: (Message & { eventSource?: string })[] };
  return Array.isArray(records) && records[0]?.eventSource === 'aws:sqs' ? records : undefined;
}

function readServer({ SERVER_URL: address, SERVER_TOKEN: token }: NodeJS.ProcessEnv): Server {
  if (!address || !URL.canParse(address)) throw new Error('SERVER_URL must be the address of the companion server.');
  if (!token) throw new Error('SERVER_TOKEN must be one of the companion server’s API_TOKENS.');
  return { address: new URL(address), token };
}
